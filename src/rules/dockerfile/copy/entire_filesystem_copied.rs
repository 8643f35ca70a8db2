use crate::rules::prelude::*;

rule!("entire-filesystem-copied", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Into an empty stage it squashes layers, and elsewhere the files stay apart.
    if matches!(stage.base, Base::Scratch) {
        return;
    }
    for step in stage.steps() {
        let (Some(from), Some((sources, _))) = (step.instruction.flag("from"), step.paths()) else {
            continue;
        };
        let is_root = |index: usize| matches!(step.resolved(index).known(), Some("/" | "/*" | "/."));
        if !is_root(sources.len()) {
            continue;
        }
        // An image, or a stage that only names one, may be made to be copied as a whole.
        let source = step.sources().first().and_then(|source| file.referred(&source.name, stage.index));
        if !source.is_some_and(|source| builds(file, source)) {
            continue;
        }
        let name = from.value.as_ref().map_or("", |value| value.text.as_ref());
        for (_, source) in sources.iter().enumerate().filter(|(index, _)| is_root(*index)) {
            out.report(source.span, format!("COPY takes the whole filesystem of `{}`", shown(name)))
                .help("copy the files that are needed");
        }
    }
}

/// Whether something was run in a stage that starts from a system.
fn builds(file: &Dockerfile<'_>, stage: &Stage<'_>) -> bool {
    let runs = stage.has(Keyword::Run) || stage.inherits(Keyword::Run);
    runs && !matches!(file.root(stage), Base::Scratch)
}
