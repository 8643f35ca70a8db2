use crate::finding::Edit;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Keyword, mount_options};

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/secret-mount-mode.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run {
        return;
    }
    for options in mount_options(&step.instruction) {
        let value = |key: &str| options.iter().rev().find(|option| option.key == key);
        let Some(kind) = value("type").filter(|kind| matches!(kind.value.as_ref(), "secret" | "ssh")) else {
            continue;
        };
        let Some(mode) = value("mode") else { continue };
        let Some(bits) = u32::from_str_radix(&mode.value, 8).ok().filter(|bits| bits & 0o077 != 0) else {
            continue;
        };
        let what = if kind.value == "ssh" { "SSH agent" } else { "secret" };
        let is_whole = mode.span.len() as usize == mode.value.len();
        // Who else needs it is told by its owner, not by its mode.
        let edit = Edit { span: mode.span, text: format!("{:04o}", bits & 0o700) };
        out.report(mode.span, format!("the {what} is open to other users of the build step"))
            .help("write `mode=0400`, and `uid` for the user that needs it")
            .fix(Safety::Unsafe, "keep it to its owner", is_whole.then(|| vec![edit]));
    }
}
