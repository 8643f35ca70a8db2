use crate::model::images;
use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("image-moving-tag", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known().filter(|reference| reference.digest.is_none()) else {
        return;
    };
    let tag = reference.tag.as_deref().unwrap_or("");
    if tag != "latest" && images::has_moving_tag(reference) {
        let name = reference.name();
        out.report(image.at, format!("image `{}` uses the tag `{}`, which moves", shown(&name), shown(tag)))
            .help("name a version as the tag, or add the digest");
    }
}
