use crate::rules::prelude::*;

rule!("git-folder-copied", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let context = &dockerfile.context;
    if !context.has_history
        || context.may_exclude(".git")
        || !dockerfile.is_final(step)
        || asks_git(step, dockerfile)
    {
        return;
    }
    for source in step.context_paths().iter().filter(|source| source.is_whole()) {
        let message = "the whole history of the repository, in `.git`, becomes part of the image";
        let draft = out.report(source.word.span, message);
        draft.help(match context.ignore_file() {
            Some(file) => format!("add `.git` to `{}`", shown(&file.name)),
            None => "write `.git` into a `.dockerignore` beside the sources".to_owned(),
        });
    }
}

/// Whether a later step of the stage runs git, which may want the history.
fn asks_git(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let steps = dockerfile.stage_of(step).map_or(&[][..], Stage::steps);
    let later = steps.iter().filter(|other| other.index > step.index);
    later.flat_map(|step| step.run()).any(|command| command.is("git"))
}
