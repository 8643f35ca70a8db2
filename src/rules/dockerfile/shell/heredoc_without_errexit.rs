use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::CommandLine;
use crate::syntax::shell::{Command, Connector};

rule!("heredoc-without-errexit", Stage(check));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Run)) {
        let instruction = &step.instruction;
        let ([heredoc], Some(CommandLine::Shell(word))) =
            (instruction.heredocs.as_slice(), instruction.command_line())
        else {
            continue;
        };
        let body = file.text.get(heredoc.body.range()).unwrap_or("");
        // Only a heredoc by itself is the script of the step; a `#!` line chooses its own program.
        let is_script = word.span == heredoc.opener && !body.starts_with("#!");
        if !is_script || step.script().incomplete || file.shell_stops(step) {
            continue;
        }
        let commands = &step.script().commands;
        let stops = commands.iter().any(Command::sets_errexit);
        let top = |command: &&Command<'_>| !command.nested && !command.conditional;
        let lists =
            commands.iter().filter(top).filter(|command| starts_list(command) && can_fail(command)).count();
        if stops || lists < 2 || commands.iter().any(|command| command.is("trap")) {
            continue;
        }
        let tabs = if heredoc.strip_tabs { body.len() - body.trim_start_matches('\t').len() } else { 0 };
        let at = Span::new(heredoc.body.source, heredoc.body.start, heredoc.body.start);
        let ending = if body.contains("\r\n") { "\r\n" } else { "\n" };
        let text = format!("{}set -e{ending}", "\t".repeat(tabs));
        out.report(heredoc.opener, "the script goes on after a command that failed")
            .help("start it with `set -e`")
            .fix(Safety::Unsafe, "stop at the first failure", Some(vec![Edit { span: at, text }]));
    }
}

fn starts_list(command: &Command<'_>) -> bool {
    matches!(command.connector, Connector::First | Connector::Then)
}

/// Whether a failure would matter: printing and setting options do not fail.
fn can_fail(command: &Command<'_>) -> bool {
    !matches!(
        command.name().trim_end(),
        "" | "echo" | "printf" | "set" | "export" | "true" | ":" | "exit" | "cat" | "umask" | "shopt"
    )
}
