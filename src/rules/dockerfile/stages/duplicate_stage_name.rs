use crate::model::dockerfile::{Dockerfile, Stage};
use crate::rules::prelude::*;

rule!("duplicate-stage-name", Stage(check));

fn check(stage: &Stage<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(name) = &stage.name else { return };
    let earlier = dockerfile.named(&name.text, stage.index);
    let Some(first) = earlier.and_then(|stage| stage.name.as_ref()) else { return };
    out.report(name.span, format!("stage `{}` has the name of an earlier stage", shown(&name.text)))
        .label(first.span, "this one")
        .help("give one of them another name");
}
