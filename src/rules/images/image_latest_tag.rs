use crate::model::images;
use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("image-latest-tag", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known() else { return };
    if reference.tag.as_deref() != Some("latest") || reference.digest.is_some() {
        return;
    }
    let name = reference.name();
    let help = match images::has_version_tags(reference) {
        true => "name a version as the tag",
        false => "add the digest: there are no tags for versions",
    };
    out.report(image.at, format!("image `{}` uses the tag `latest`, which moves", shown(&name))).help(help);
}
