use crate::facts::registries;
use crate::rules::prelude::*;
use crate::syntax::value::{ImageReference, glob};
use crate::workload::ImageUse;

rule!("untrusted-registry", Image(check));

fn check(image: &ImageUse, out: &mut Findings<'_>) {
    let trusted = &out.settings().trusted_registries;
    let Some(reference) = image.reference.known() else { return };
    if trusted.is_empty() || trusted.iter().any(|pattern| covers(pattern, reference)) {
        return;
    }
    let registry = reference.registry.as_deref().unwrap_or("docker.io");
    let message = format!(
        "image `{}` comes from `{}`, which is not trusted",
        shown(&reference.repository),
        shown(registry)
    );
    let help = match trusted.as_slice() {
        [only] => format!("use an image from {}", shown(only)),
        _ => "use an image from one of `trusted-registries`".into(),
    };
    out.report(image.at, message).help(help);
}

/// Whether a pattern names the registry of an image or, when it has a slash, its path in the registry.
fn covers(pattern: &str, reference: &ImageReference) -> bool {
    let registry = reference.registry.as_deref().unwrap_or("docker.io");
    let is_hub = registries::DOCKER_HUB.contains(&registry);
    let names: &[&str] = if is_hub { registries::DOCKER_HUB } else { &[registry] };
    names.iter().any(|name| match pattern.contains('/') {
        false => glob(pattern, name),
        true => {
            let official = is_hub && !reference.repository.contains('/');
            let library = if official { "library/" } else { "" };
            glob(pattern, &format!("{name}/{library}{}", reference.repository))
        }
    })
}
