use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("image-without-digest", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known() else { return };
    if reference.digest.is_some() {
        return;
    }
    let name = reference.name();
    out.report(image.at, format!("image `{}` is not pinned to a digest", shown(&name)))
        .help("add the digest after the tag: `name:tag@sha256:…`");
}
