use crate::rules::prelude::*;

rule!("undefined-stage", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(own) = step.stage.filter(|_| step.is(step.instruction.keyword)) else { return };
    for source in step.sources() {
        let name = shown(&source.name);
        match dockerfile.source_stage(&source) {
            Some(stage) if stage.index < own => {}
            Some(stage) if stage.index == own => {
                out.report(source.span, format!("stage `{name}` copies from itself"))
                    .help("name the earlier stage or the image that has the files");
            }
            Some(stage) => {
                let is_second = dockerfile.referred(&source.name, own).is_some();
                let (what, help) = match is_second {
                    true => (
                        "is defined again later, and that is the one that is meant",
                        "give the stages different names",
                    ),
                    false => ("is defined later", "move that stage above this one"),
                };
                let draft = out.report(source.span, format!("stage `{name}` {what}")).help(help);
                if let Some(at) = stage.anchor() {
                    draft.label(at, "it starts here");
                }
            }
            None if source.index.is_some() => {
                out.report(source.span, format!("there are only {own} stages before this one"))
                    .help("name the stage instead of its number");
            }
            None => {}
        }
    }
}
