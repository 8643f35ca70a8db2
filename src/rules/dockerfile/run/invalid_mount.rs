use crate::facts::buildkit;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{DirectiveKind, MountOption};

rule!("invalid-mount", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Another frontend may know other mounts.
    let mut frontends = file.directives.iter().filter(|directive| directive.kind == DirectiveKind::Syntax);
    if !step.is(Keyword::Run) || frontends.any(|frontend| !frontend.value.text.contains("docker/dockerfile"))
    {
        return;
    }
    for mount in step.mounts() {
        let options = mount.options();
        if options.iter().any(|option| option.key.contains('$')) {
            continue;
        }
        let kind = mount.value("type").unwrap_or("bind").to_lowercase();
        for option in options.iter().filter(|option| !option.value.contains('$')) {
            if let Some((message, help)) = fault(option, &kind) {
                out.report(option.span, message).help(help);
            }
        }
    }
}

/// What is wrong with an option of a mount of a type, and what to do.
fn fault(option: &MountOption<'_>, kind: &str) -> Option<(String, &'static str)> {
    let (key, value) = (option.key.as_str(), option.value.as_ref());
    let is_open = kind.contains('$');
    let only = |kinds: &[&str], help| {
        let message = format!("a mount of type `{}` takes no `{key}`", shown(kind));
        (!is_open && buildkit::MOUNT_TYPES.contains(&kind) && !kinds.contains(&kind))
            .then_some((message, help))
    };
    match key {
        _ if !buildkit::MOUNT_KEYS.contains(&key) => {
            Some((format!("`{}` is no option of a mount", shown(key)), "remove it, or correct its name"))
        }
        "type" if !buildkit::MOUNT_TYPES.contains(&kind) => Some((
            format!("`{}` is no type of a mount", shown(value)),
            "write `bind`, `cache`, `secret`, `ssh` or `tmpfs`",
        )),
        "target" | "dst" | "destination" if !value.is_empty() && value.trim_matches('/').is_empty() => {
            Some(("nothing can be mounted over the root of the image".into(), "name a folder in it"))
        }
        "sharing" if !matches!(value.to_ascii_lowercase().as_str(), "shared" | "private" | "locked") => {
            Some((
                format!("`{}` is no way to share a cache", shown(value)),
                "write `shared`, `private` or `locked`",
            ))
        }
        "sharing" => only(&["cache"], "remove it: only a cache is shared"),
        "size" => only(&["tmpfs"], "remove it: only a memory filesystem has a size"),
        "required" => only(&["secret", "ssh"], "remove it: only a secret can be required"),
        "mode" | "uid" | "gid" => only(&["cache", "secret", "ssh"], "remove it"),
        "from" => only(&["bind", "cache", "tmpfs", "ssh"], "remove it: a secret comes from the command line"),
        _ => None,
    }
}
