use crate::model::dockerfile::Ignores;
use crate::rules::prelude::*;

rule!("whole-context-copied", Instruction(check));

/// The file with credentials that most projects have at some time.
const PRIVATE: &str = ".env";

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let context = &dockerfile.context;
    if !dockerfile.is_final(step) || context.may_exclude(PRIVATE) {
        return;
    }
    for source in step.context_paths().iter().filter(|source| source.is_whole()) {
        let instruction = step.instruction.keyword;
        let draft = match (&context.ignores, context.ignore_file()) {
            (Ignores::Nothing, _) | (_, None) => out.report(
                source.word.span,
                format!("{instruction} takes everything, and no `.dockerignore` leaves anything out"),
            ),
            (_, Some(file)) => {
                let name = shown(&file.name);
                out.report(
                    source.word.span,
                    format!("{instruction} takes everything, and `{name}` does not leave out `{PRIVATE}`"),
                )
            }
        };
        draft.help(
            "copy the folders that the image needs, or leave out `.git`, `.env` and what else is private",
        );
    }
}
