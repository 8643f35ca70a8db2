use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("partial-version-tag", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known().filter(|reference| reference.digest.is_none()) else {
        return;
    };
    let tag = reference.tag.as_deref().unwrap_or("");
    // A release of Fedora has no second part.
    if reference.has_major_tag() && !matches!(reference.name().as_str(), "fedora" | "quay.io/fedora/fedora") {
        out.report(image.at, format!("the tag `{}` names only a major version", shown(tag)))
            .help("name the minor version, too");
    }
}
