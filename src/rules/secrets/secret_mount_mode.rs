use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::value::FileMode;

rule!("secret-mount-mode", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run {
        return;
    }
    for mount in step.mounts() {
        if !mount.is("secret") && !mount.is("ssh") {
            continue;
        }
        let Some(mode) = mount.option("mode") else { continue };
        // A group that is named is meant.
        let others = if mount.option("gid").is_some() { 0o007 } else { 0o077 };
        let Some(bits) = FileMode::bits(&mode.value).filter(|bits| bits & others != 0) else {
            continue;
        };
        let what = if mount.is("ssh") { "SSH agent" } else { "secret" };
        let is_whole = mode.span.len() as usize == mode.value.len();
        // Who else needs it is told by its owner, not by its mode.
        let edit = Edit { span: mode.span, text: format!("{:04o}", bits & !others) };
        out.report(mode.span, format!("the {what} is open to other users of the build step"))
            .help("write `mode=0400`, and `uid` for the user that needs it")
            .fix(Safety::Unsafe, "keep it to its owner", is_whole.then(|| vec![edit]));
    }
}
