use crate::rules::prelude::*;

rule!("onbuild-in-final-stage", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // What starts nothing is a base for others, which is what triggers are for.
    if !stage.is_output || !(stage.has(Keyword::Cmd) || stage.has(Keyword::Entrypoint)) {
        return;
    }
    for onbuild in stage.steps().iter().filter_map(|step| step.instruction.onbuild) {
        out.report(onbuild, "the image that is shipped runs this in every build upon it")
            .help("write the instruction without ONBUILD, or keep it in an image that is only a base");
    }
}
