use crate::facts::programs;
use crate::model::dockerfile::files::{Kept, absolute, added};
use crate::model::limits::MAX_LARGE_FILES;
use crate::rules::prelude::*;

rule!("removed-in-later-layer", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut kept: Vec<Kept> = Vec::new();
    let mut folder = Some(String::new());
    for step in stage.steps().iter().filter(|_| stage.is_shipped) {
        if step.is(Keyword::Workdir) {
            folder = step
                .resolved(0)
                .known()
                .filter(|path| path.starts_with('/'))
                .map(|path| path.trim_end_matches('/').to_owned());
        }
        removals(step, folder.as_deref(), &kept, out);
        let room = MAX_LARGE_FILES.saturating_sub(kept.len());
        kept.extend(added(step, folder.as_deref()).into_iter().take(room));
    }
}

fn removals(step: &Step<'_>, folder: Option<&str>, kept: &[Kept], out: &mut Findings<'_>) {
    let moves = step.run().iter().any(|command| programs::changes_folder(command.name()));
    for command in step.run().iter().filter(|command| command.is("rm") && !command.conditional) {
        for word in command.operands().filter(|word| word.literal) {
            let Some(path) = absolute(&word.text, folder.filter(|_| !moves)) else { continue };
            let Some(file) = kept.iter().rev().find(|file| file.path == path && file.step != step.index)
            else {
                continue;
            };
            out.report(word.span, format!("removes `{}`, which an earlier layer keeps", shown(&word.text)))
                .label(file.at, "it is added here")
                .help("add and remove it in one RUN, or use `RUN --mount=type=bind`");
        }
    }
}
