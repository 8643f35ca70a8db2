use crate::rules::prelude::*;

rule!("inherited-cmd-lost", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some(entrypoint) = stage.last(Keyword::Entrypoint) else { return };
    if !stage.inherits(Keyword::Cmd) || stage.has(Keyword::Cmd) {
        return;
    }
    let Base::Stage(parent) = stage.base else { return };
    let Some(cmd) = file.stages().get(parent).and_then(|parent| file.effective(parent, Keyword::Cmd)) else {
        return;
    };
    out.report(entrypoint.instruction.name.span, "ENTRYPOINT drops the CMD of the stage below")
        .label(cmd.instruction.name.span, "this CMD is lost")
        .help("repeat CMD in this stage");
}
