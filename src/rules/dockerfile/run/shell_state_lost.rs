use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::prelude::*;
use crate::syntax::shell::Command;

rule!("shell-state-lost", Instruction(check));

/// Commands that change nothing but the shell, and what does the same for an image.
const STATE: &[(&str, &str)] = &[
    (".", "source it in the RUN that needs it"),
    ("alias", "call the program by its whole name"),
    ("cd", "write `WORKDIR`"),
    ("export", "write `ENV`"),
    ("pushd", "write `WORKDIR`"),
    ("set", "set it in the RUN that needs it, or with `SHELL`"),
    ("shopt", "set it in the RUN that needs it, or with `SHELL`"),
    ("source", "source it in the RUN that needs it"),
    ("ulimit", "set it where the container is started"),
    ("umask", "set it in the RUN that needs it"),
    ("unset", "write `ENV` with an empty value where it was set"),
];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = step.run();
    let Some(last) = commands.last() else { return };
    if step.script().incomplete || !step.mounts().is_empty() {
        return;
    }
    let help = |command: &Command<'_>| {
        let found = STATE.iter().find(|(name, _)| *name == command.name());
        // What is expanded or redirected may do more.
        found.filter(|_| {
            command.redirections.is_empty() && !command.nested && !command.conditional && is_plain(command)
        })
    };
    if !commands.iter().all(|command| help(command).is_some() || is_assignment(command)) {
        return;
    }
    let Some((name, help)) = help(last).or_else(|| commands.iter().find_map(help)) else { return };
    let at = commands.iter().find(|command| command.name() == *name).map_or(last.span, Command::name_span);
    out.report(at, format!("`{name}` has no effect after this RUN")).help(*help);
}

/// Whether no word runs a command.
fn is_plain(command: &Command<'_>) -> bool {
    let runs = |text: &str| text.contains("$(") || text.contains('`') || text.contains("<(");
    !command.words.iter().any(|word| runs(&word.text))
}

fn is_assignment(command: &Command<'_>) -> bool {
    command.words.is_empty() && !command.assignments.is_empty()
}
