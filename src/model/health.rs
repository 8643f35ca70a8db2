//! What the commands of a health check can tell, in any format. Reads no text and has no opinions.

use crate::facts::programs::ALWAYS_SUCCEED;
use crate::syntax::shell::{Command, Connector, Script};

/// The calls of `curl` that succeed when the server answers with an error, and whose answer nothing looks at.
pub fn ignoring_http_errors<'c, 's>(script: &'c Script<'s>) -> impl Iterator<Item = &'c Command<'s>> {
    let commands: &[Command<'s>] = if script.incomplete { &[] } else { &script.commands };
    let ignores = move |(index, command): &(usize, &Command<'_>)| {
        let has = |flags: &[&str]| flags.iter().any(|flag| command.has_flag(flag));
        // What is printed may be looked at: the answer, or the status code.
        let is_read = command.nested
            || has(&["-w", "--write-out"])
            || commands.get(index + 1).is_some_and(|next| next.connector == Connector::Pipe)
            || command.arguments().iter().any(|word| !word.literal && word.text.starts_with('$'));
        let is_http = command
            .arguments()
            .iter()
            .all(|word| !word.text.contains("://") || word.text.starts_with("http"));
        let is_kept = !command.redirections.is_empty() && commands.len() > 2;
        command.is("curl")
            && !has(&["-f", "--fail", "--fail-with-body", "--fail-early"])
            && !is_read
            && is_http
            && !is_kept
    };
    commands.iter().enumerate().filter(ignores).map(|(_, command)| command)
}

/// The command because of which a check passes whatever its service does: the last one, which always succeeds.
pub fn passes_always<'c, 's>(script: &'c Script<'s>) -> Option<&'c Command<'s>> {
    let commands = &script.commands;
    let end = commands.iter().map(|command| command.span.end).max()?;
    let mut outer = commands.iter().filter(|command| !command.nested).rev();
    let last = outer.next().filter(|command| command.span.end == end)?;
    let others = || commands.iter().filter(|command| !std::ptr::eq(*command, last));
    if script.incomplete || commands.iter().any(|command| command.negated) || others().any(decides) {
        return None;
    }
    // Behind `||` a failure is never asked for when what stands before cannot fail.
    let last = match last.connector == Connector::Or && fails(last) {
        true => outer.next()?,
        false => last,
    };
    let is_reached = match last.connector {
        Connector::First | Connector::Or | Connector::Then => true,
        Connector::And => commands.iter().all(|command| succeeds(command) || fails(command)),
        Connector::Pipe | Connector::Background => false,
    };
    (is_reached && succeeds(last)).then_some(last)
}

/// Whether a command may end the whole, or changes how it ends.
fn decides(command: &Command<'_>) -> bool {
    let name = command.name();
    matches!(name, "exit" | "set" | "trap" | "kill" | "exec" | "return" | "eval" | "." | "source")
}

fn fails(command: &Command<'_>) -> bool {
    command.is("false") || command.is("exit") && !succeeds(command)
}

/// Whether a command succeeds whatever happens around it. What is written elsewhere (`>/dev/tcp/…`) may be the check.
fn succeeds(command: &Command<'_>) -> bool {
    let words = command.arguments();
    let is_exit = command.is("exit") && words.first().is_some_and(|word| word.text == "0");
    let is_version = words.len() == 1
        && words.iter().all(|word| matches!(word.text.as_ref(), "--version" | "-version" | "--help"));
    let is_known =
        is_exit || !command.name().is_empty() && is_version || ALWAYS_SUCCEED.contains(&command.name());
    is_known && command.redirections.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::joined::Joined;
    use crate::syntax::shell::parse;

    fn passes(text: &str) -> bool {
        let mut line = Joined::new(SourceId(0));
        line.push(text, 0);
        passes_always(&parse(line, &Limits::default())).is_some()
    }

    #[test]
    fn what_always_succeeds_at_the_end_decides() {
        for text in [
            "exit 0",
            "true",
            ":",
            "echo ok",
            "a || true",
            "a && b || exit 0",
            "a; exit 0",
            "(a; b) || :",
            "a --version",
            "echo ok || exit 1",
            "echo a && echo b",
        ] {
            assert!(passes(text), "{text}");
        }
    }

    #[test]
    fn what_may_fail_is_a_check() {
        for text in [
            "a",
            "a || exit 1",
            "a && echo ok",
            "a && echo ok || exit 1",
            "a || exit 1; exit 0",
            "if a; then exit 0; fi; exit 1",
            "true; if a; then b; fi",
            "echo >/dev/tcp/localhost/80",
            "echo ruok | a",
            "a; exit $?",
            "set -e; a; true",
            "a --version --check",
        ] {
            assert!(!passes(text), "{text}");
        }
    }
}
