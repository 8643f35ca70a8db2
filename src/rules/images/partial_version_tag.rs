use crate::rules::prelude::*;
use crate::workload::ImageUse;

rule!("partial-version-tag", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let Some(reference) = image.reference.known().filter(|reference| reference.digest.is_none()) else {
        return;
    };
    let tag = reference.tag.as_deref().unwrap_or("");
    let version = tag.split('-').next().unwrap_or("");
    let number = version.strip_prefix('v').unwrap_or(version);
    // Longer numbers are dates and builds; a release of Fedora has no second part.
    let is_major = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_major && !matches!(reference.name().as_str(), "fedora" | "quay.io/fedora/fedora") {
        out.report(image.at, format!("the tag `{}` names only a major version", shown(tag)))
            .help("name the minor version, too");
    }
}
