use crate::rules::prelude::*;

rule!("multiple-healthcheck", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for (step, last) in stage.replaced(Keyword::Healthcheck) {
        let edits = lines::remove(file.text, step.instruction.span);
        out.report(step.instruction.name.span, "this HEALTHCHECK has no effect: another one follows")
            .label(last.instruction.name.span, "only this one counts")
            .help("remove it")
            .fix(Safety::Safe, "remove what has no effect", Some(edits));
    }
}
