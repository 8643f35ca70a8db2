use crate::finding::Edit;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::CommandLine;
use crate::syntax::shell::{Command, Connector};

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/heredoc-without-errexit.md"), &[Check::Stage(check)]);

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    for step in stage.steps().iter().filter(|step| step.is(Keyword::Run)) {
        let instruction = &step.instruction;
        let ([heredoc], Some(CommandLine::Shell(word))) = (instruction.heredocs.as_slice(), instruction.command_line())
        else {
            continue;
        };
        let body = file.text.get(heredoc.body.range()).unwrap_or("");
        // Only a heredoc by itself is the script of the step; a `#!` line chooses its own program.
        let is_script = word.span == heredoc.opener && !body.starts_with("#!");
        if !is_script || step.script().incomplete || shell_stops(file, step, stage) {
            continue;
        }
        let commands = &step.script().commands;
        let stops = commands.iter().any(sets_errexit);
        let top = |command: &&Command<'_>| !command.nested && !command.conditional;
        let lists = commands.iter().filter(top).filter(|command| starts_list(command) && can_fail(command)).count();
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

/// Whether the shell that SHELL names stops by itself.
fn shell_stops(file: &Dockerfile<'_>, step: &Step<'_>, stage: &Stage<'_>) -> bool {
    if !stage.inherits(Keyword::Shell) && !stage.has(Keyword::Shell) {
        return false;
    }
    let before = stage.steps().iter().rev().filter(|other| other.index < step.index);
    let own = before.into_iter().find(|other| other.is(Keyword::Shell));
    let shell = own.or_else(|| file.effective(stage, Keyword::Shell));
    let Some(CommandLine::Exec(words)) = shell.and_then(|shell| shell.instruction.command_line()) else { return true };
    let options = words.iter().skip(1).map(|word| word.text.as_ref());
    options.clone().any(|word| word == "errexit" || (word.starts_with('-') && !word.starts_with("--") && word.contains('e')))
}

fn sets_errexit(command: &Command<'_>) -> bool {
    let mut words = command.arguments().iter().map(|word| word.text.as_ref());
    command.is("set") && words.any(|word| word == "errexit" || (word.starts_with('-') && word.contains('e')))
}

fn starts_list(command: &Command<'_>) -> bool {
    matches!(command.connector, Connector::First | Connector::Then)
}

/// Whether a failure would matter: printing and setting options do not fail.
fn can_fail(command: &Command<'_>) -> bool {
    !matches!(command.name().trim_end(), "" | "echo" | "printf" | "set" | "export" | "true" | ":" | "exit" | "cat" | "umask" | "shopt")
}
