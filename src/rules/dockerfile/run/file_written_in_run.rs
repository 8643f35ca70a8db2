use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Operator};

rule!("file-written-in-run", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    // What the shell would replace, builders may replace by something else.
    let bodies =
        step.instruction.heredocs.iter().filter_map(|heredoc| dockerfile.text.get(heredoc.body.range()));
    if bodies.into_iter().any(|body| body.contains(['$', '`', '\\'])) {
        return;
    }
    if step.script().incomplete || step.instruction.is_exec() || step.instruction.onbuild.is_some() {
        return;
    }
    let Some(first) = commands.iter().find(|command| writes(command).is_some()) else { return };
    let Some(file) = writes(first) else { return };
    let is_it = |command: &Command<'_>| {
        writes(command) == Some(file) || appends(command) == Some(file) || prepares(command)
    };
    if commands.iter().all(is_it) {
        out.report(first.name_span(), format!("`{}` writes a text that COPY can hold", shown(first.name())))
            .help(format!("write it as a heredoc: `COPY <<EOF {}`", shown(file)));
    }
}

/// The file that a command writes a fixed text to.
fn writes<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    target(command, Operator::Write)
}

fn appends<'c>(command: &'c Command<'_>) -> Option<&'c str> {
    target(command, Operator::Append)
}

fn target<'c>(command: &'c Command<'_>, operator: Operator) -> Option<&'c str> {
    let is_text = match command.name() {
        "echo" | "printf" => command.arguments().iter().all(|word| word.literal),
        "cat" => {
            command.arguments().is_empty()
                && command.redirections.iter().any(|redirection| redirection.operator == Operator::Heredoc)
        }
        _ => false,
    };
    let mut files =
        command.redirections.iter().filter(|redirection| redirection.operator != Operator::Heredoc);
    let (Some(file), None) = (files.next(), files.next()) else { return None };
    let is_file = file.operator == operator && file.target.literal && file.target.text.starts_with('/');
    (is_text && is_file && !command.conditional && !file.target.text.starts_with("/dev/"))
        .then_some(&*file.target.text)
}

/// What COPY does itself.
fn prepares(command: &Command<'_>) -> bool {
    matches!(command.name(), "mkdir" | "chmod" | "chown")
        && command.redirections.is_empty()
        && !command.conditional
}
