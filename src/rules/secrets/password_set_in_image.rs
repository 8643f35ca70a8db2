use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Connector, Operator, Word};

rule!("password-set-in-image", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let ships =
        step.stage.and_then(|index| dockerfile.stages().get(index)).is_some_and(|stage| stage.is_shipped);
    if !ships || step.instruction.keyword != Keyword::Run {
        return;
    }
    let mut before: Option<&Command<'_>> = None;
    for command in &step.script().commands {
        if let Some((at, value)) = password(command, before.filter(|_| command.connector == Connector::Pipe))
        {
            out.report(
                at,
                format!("`{}` sets a password that everyone with the image has", shown(command.name())),
            )
            .help("create the user without a password, or set one when the container starts")
            .redact(value);
        }
        before = Some(command);
    }
}

/// Where a command that sets a password stands, and the password.
fn password(command: &Command<'_>, piped: Option<&Command<'_>>) -> Option<(Span, Span)> {
    let value = match command.name() {
        "chpasswd" => input(command, piped)
            .filter(|word| word.text.contains(':') && is_written(after_colon(&word.text)))?,
        "passwd" | "adduser" => {
            let locks = ["-l", "-d", "--lock", "--delete", "-S"].iter().any(|flag| command.has_flag(flag));
            input(command, piped).filter(|word| !locks && is_written(&word.text))?
        }
        "useradd" | "usermod" => {
            let words = command.arguments();
            let at = words.iter().position(|word| matches!(word.text.as_ref(), "-p" | "--password"))?;
            words
                .get(at + 1)
                .filter(|word| is_written(&word.text) && !word.text.starts_with(['!', '*', '-']))?
        }
        _ => return None,
    };
    value.literal.then(|| (command.name_span(), value.span))
}

/// What a command reads: what `echo` or `printf` writes before it, or a text of its own.
fn input<'c, 's>(command: &'c Command<'s>, piped: Option<&'c Command<'s>>) -> Option<&'c Word<'s>> {
    let own = command.redirections.iter().find(|redirection| redirection.operator == Operator::HereString);
    let echoed = piped.filter(|piped| piped.is("echo") || piped.is("printf"));
    own.map(|own| &own.target)
        .or_else(|| echoed?.arguments().iter().rfind(|word| !word.text.starts_with('-')))
}

/// What follows the user in `user:password`.
fn after_colon(text: &str) -> &str {
    text.split_once(':').map_or("", |(_, password)| password)
}

/// Whether a literal is a password: not empty and not to be filled in.
fn is_written(text: &str) -> bool {
    !text.is_empty() && !text.contains(['<', '%']) && text.contains(|c: char| c.is_ascii_alphanumeric())
}
