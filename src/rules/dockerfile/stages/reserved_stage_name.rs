use crate::rules::prelude::*;

rule!("reserved-stage-name", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(name) = &stage.name else { return };
    if stage.is_named("scratch") || stage.is_named("context") {
        let message =
            format!("`{}` means something else, so the stage cannot be referred to", shown(&name.text));
        out.report(name.span, message).help("give the stage another name");
    }
}
