use crate::model::dockerfile::{Dockerfile, Step, is_absolute};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;

rule!("relative-workdir", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (true, Some(word)) = (step.is(Keyword::Workdir), step.text()) else { return };
    let Some(path) = step.resolved(0).known() else { return };
    if path.is_empty() || is_absolute(path) {
        return;
    }
    // One before it that is absolute, or not known, decides where the path starts.
    if step.has_workdir {
        return;
    }
    out.report(
        word.span,
        format!("working directory `{}` is relative to that of the base image", shown(path)),
    )
    .help("start the path with `/`");
}
