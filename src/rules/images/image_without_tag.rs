use crate::model::images;
use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("image-without-tag", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known() else { return };
    if reference.tag.is_some() || reference.digest.is_some() {
        return;
    }
    let name = reference.name();
    let help = match images::has_version_tags(reference) {
        true => "name a version as the tag",
        false => "add the digest: there are no tags for versions",
    };
    out.report(image.at, format!("image `{}` has no tag, so it is whatever `latest` is", shown(&name)))
        .help(help);
}
