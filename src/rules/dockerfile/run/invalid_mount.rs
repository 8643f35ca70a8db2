use crate::model::dockerfile::{MountFault, mount_faults};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::DirectiveKind;

rule!("invalid-mount", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Another frontend may know other mounts.
    let mut frontends = file.directives.iter().filter(|directive| directive.kind == DirectiveKind::Syntax);
    if !step.is(Keyword::Run) || frontends.any(|frontend| !frontend.value.text.contains("docker/dockerfile"))
    {
        return;
    }
    for mount in step.mounts() {
        let kind = mount.value("type").unwrap_or("bind").to_lowercase();
        let faults = mount_faults(&mount);
        for (at, fault) in faults {
            let option = mount.options().iter().find(|option| option.span == at);
            let (key, value) = option.map_or(("", ""), |option| (option.key.as_str(), option.value.as_ref()));
            let (message, help) = words(fault, key, value, &kind);
            out.report(at, message).help(help);
        }
    }
}

/// What to say about a fault, and what to do.
fn words(fault: MountFault, key: &str, value: &str, kind: &str) -> (String, &'static str) {
    let (key, value, kind) = (shown(key), shown(value), shown(kind));
    match fault {
        MountFault::Key => (format!("`{key}` is no option of a mount"), "remove it, or correct its name"),
        MountFault::Type => {
            (format!("`{value}` is no type of a mount"), "write `bind`, `cache`, `secret`, `ssh` or `tmpfs`")
        }
        MountFault::NoValue => (format!("`{key}` needs a value"), "write `key=value`"),
        MountFault::NotBool => (format!("`{value}` is neither true nor false"), "write `true` or `false`"),
        MountFault::NotSize => (format!("`{value}` is no size"), "write bytes, or a unit: `64m`"),
        MountFault::NotNumber => (format!("`{value}` is no number of a user or group"), "write digits only"),
        MountFault::NotMode => (format!("`{value}` is no mode"), "write it in octal digits: `0400`"),
        MountFault::Sharing => {
            (format!("`{value}` is no way to share a cache"), "write `shared`, `private` or `locked`")
        }
        MountFault::OtherType => (format!("a mount of type `{kind}` takes no `{key}`"), "remove it"),
        MountFault::BeforeType => (format!("`{key}` stands before the type"), "write `type=` first"),
        MountFault::Root => {
            ("nothing can be mounted over the root of the image".to_owned(), "name a folder in it")
        }
        MountFault::TwoNames => ("a secret has one of `id` and `source`".to_owned(), "leave one of them out"),
        MountFault::Nameless => ("nothing says which secret is meant".to_owned(), "add `id=` with its name"),
    }
}
