use crate::rules::prelude::*;
use crate::syntax::one_letter_off;

rule!("misspelled-stage-name", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(own) = step.stage else { return };
    for source in step.sources().iter().filter(|source| !source.is_image() && source.index.is_none()) {
        if dockerfile.source_stage(source).is_some() {
            continue;
        }
        // So that many misspelt names among many stages stay cheap.
        let before = dockerfile.stages().iter().take(own).rev().take(32);
        let names = before.filter_map(|stage| stage.name.as_ref());
        if let Some(meant) = one_letter_off(&source.name, names.map(|name| name.text.as_ref())) {
            out.report(source.span, format!("there is no stage `{}`", shown(&source.name)))
                .help(format!("write `{}` if that stage is meant", shown(meant)));
        }
    }
}
