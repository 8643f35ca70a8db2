use crate::rules::prelude::*;

rule!("run-in-scratch", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !matches!(file.root(stage), Base::Scratch) {
        return;
    }
    const FILLS: [Keyword; 4] = [Keyword::Copy, Keyword::Add, Keyword::Run, Keyword::Unknown];
    if FILLS.into_iter().any(|keyword| stage.inherits(keyword)) {
        return;
    }
    let first = stage.steps().iter().find(|step| FILLS.contains(&step.instruction.keyword));
    let Some(run) = first.filter(|step| step.is(Keyword::Run)) else { return };
    // A mount may bring a program.
    if run.instruction.flag("mount").is_some() || run.instruction.flag("device").is_some() {
        return;
    }
    out.report(run.instruction.name.span, "RUN stands in an empty stage, which has no programs")
        .help("start from an image that has a shell, or run this in a stage to copy from");
}
