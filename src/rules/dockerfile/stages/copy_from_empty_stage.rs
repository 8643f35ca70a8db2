use crate::rules::prelude::*;

rule!("copy-from-empty-stage", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in file.stages().iter().flat_map(Stage::steps) {
        if step.instruction.keyword != Keyword::Copy || step.instruction.onbuild.is_some() {
            continue;
        }
        for source in step.sources() {
            let Some(stage) = file.referred(&source.name, step.stage.unwrap_or(0)) else { continue };
            if is_empty(file, stage) {
                let message = format!("stage `{}` has no files to copy", shown(&source.name));
                out.report(source.span, message).help("copy something into that stage, or name another one");
            }
        }
    }
}

fn is_empty(file: &Dockerfile<'_>, stage: &Stage<'_>) -> bool {
    const FILLS: [Keyword; 5] =
        [Keyword::Copy, Keyword::Add, Keyword::Run, Keyword::Workdir, Keyword::Unknown];
    matches!(file.root(stage), Base::Scratch)
        && !FILLS.into_iter().any(|keyword| stage.inherits(keyword) || stage.has(keyword))
}
