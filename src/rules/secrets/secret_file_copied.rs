use super::files::copied;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/secret-file-copied.md"), &[Check::Instruction(check)]);

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let ships =
        step.stage.and_then(|index| dockerfile.stages().get(index)).is_some_and(|stage| stage.is_shipped);
    if !ships {
        return;
    }
    for (word, _) in copied(step) {
        out.report(word.span, format!("`{}` and what is secret in it become part of the image", shown(&word.text)))
            .help("mount it when it is needed: `RUN --mount=type=secret` in the build, a volume or secret at run time");
    }
}
