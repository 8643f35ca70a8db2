use crate::model::dockerfile::{Dockerfile, Stage};
use crate::model::secrets::files::{copied, is_secret_file, removes};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::Operator;

rule!("secret-deleted-in-later-layer", Stage(check));

fn check(stage: &Stage<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !stage.is_shipped {
        return;
    }
    // Files with credentials in earlier layers: where they came from and their paths.
    let mut written: Vec<(Span, String)> = Vec::new();
    for step in stage.steps() {
        let commands = if step.is(Keyword::Run) { step.script().commands.as_slice() } else { &[] };
        for command in commands.iter().filter(|command| matches!(command.name(), "rm" | "shred" | "unlink")) {
            for word in command.arguments().iter().filter(|word| word.literal) {
                let Some(at) = written.iter().position(|(_, path)| removes(&word.text, path)) else {
                    continue;
                };
                let (from, path) = written.remove(at);
                out.report(
                    word.span,
                    format!("`{}` is removed here and stays in a layer below", shown(&path)),
                )
                .help("mount it with `RUN --mount=type=secret`, so that it is never in a layer")
                .label(from, "it comes into the image here");
            }
        }
        let removed_again = |path: &str| {
            let removes = |command: &&crate::syntax::shell::Command<'_>| {
                command.is("rm") && command.arguments().iter().any(|word| removes(&word.text, path))
            };
            commands.iter().any(|command| removes(&command))
        };
        for redirection in commands.iter().flat_map(|command| &command.redirections) {
            let path = &redirection.target.text;
            let writes = matches!(redirection.operator, Operator::Write | Operator::Append);
            if writes && redirection.target.literal && is_secret_file(path) && !removed_again(path) {
                written.push((redirection.target.span, path.to_string()));
            }
        }
        written.extend(copied(step).into_iter().filter_map(|(word, target)| Some((word.span, target?))));
        written.truncate(100);
    }
}
