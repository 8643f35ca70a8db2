use crate::model::secrets::files::copied;
use crate::rules::prelude::*;
use crate::syntax::value::clean_path;

rule!("secret-file-copied", Instruction(check));

const HELP: &str =
    "mount it when it is needed: `RUN --mount=type=secret` in the build, a volume or secret at run time";

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !dockerfile.ships(step) {
        return;
    }
    let context = &dockerfile.context;
    let is_kept_out = |path: &str| context.ignore_file().is_some() && context.may_exclude(path);
    for (word, _) in copied(step).into_iter().filter(|(word, _)| !is_kept_out(&clean_path(&word.text))) {
        out.report(
            word.span,
            format!("`{}` and what is secret in it become part of the image", shown(&word.text)),
        )
        .help(HELP);
    }
    if !dockerfile.is_final(step) {
        return;
    }
    let Some(private) = context.private_file.filter(|file| !context.may_exclude(file)) else { return };
    for source in step.context_paths().iter().filter(|source| source.is_whole()) {
        let message = format!("`{private}`, which git is told to leave out, becomes part of the image");
        let help = match context.ignore_file() {
            Some(file) => format!("add `{private}` to `{}`", shown(&file.name)),
            None => format!("write `{private}` into a `.dockerignore` beside it"),
        };
        out.report(source.word.span, message).help(help);
    }
}
