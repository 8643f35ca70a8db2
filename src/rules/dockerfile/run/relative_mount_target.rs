use crate::model::dockerfile::{Dockerfile, Shell, Step};
use crate::model::images::sets_no_workdir;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

rule!("relative-mount-target", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Run) || step.shell == Shell::Other || step.instruction.flag("mount").is_none() {
        return;
    }
    let Some(image) = dockerfile.stage_of(step).and_then(|stage| dockerfile.root_image(stage)) else {
        return;
    };
    if !sets_no_workdir(&image) || dockerfile.before(step).any(|other| other.is(Keyword::Workdir)) {
        return;
    }
    for mount in step.mounts() {
        let Some(target) = mount.target() else { continue };
        if !target.value.is_empty() && !target.value.starts_with(['/', '$', '~', '\\']) {
            out.report(
                target.span,
                format!("`{}` is mounted below `/`: no WORKDIR is set", shown(&target.value)),
            )
            .help("set WORKDIR first, or write an absolute path");
        }
    }
}
