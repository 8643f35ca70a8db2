use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

rule!("cache-mount-of-root", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mounts = step.mounts();
    if mounts.is_empty() {
        return;
    }
    let is_root = |step: &Step<'_>| step.run().iter().any(|command| command.sudo().is_some());
    let Some(user) = dockerfile.user_before(step).filter(|_| !is_root(step)) else { return };
    let Some(name) = user.resolved(0).known().map(|user| User::with_group(user).0) else { return };
    if matches!(name, "" | "root" | "0") || step.instruction.onbuild.is_some() {
        return;
    }
    for mount in mounts {
        // Files of a source keep their owner, and read-only is meant.
        let is_open =
            ["uid", "mode", "from", "source", "readonly", "ro"].iter().any(|key| mount.option(key).is_some());
        let Some(target) = mount.target().filter(|_| mount.is("cache") && !is_open) else { continue };
        out.report(
            target.span,
            format!("the cache belongs to root, and user `{}` cannot write to it", shown(name)),
        )
        .label(user.instruction.span, "the user of this step")
        .help("add `uid=` with the number of the user");
    }
}
