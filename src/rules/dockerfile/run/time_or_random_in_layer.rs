use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_TIMED_COMMANDS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Operator};

rule!("time-or-random-in-layer", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let ships = dockerfile.ships(step) && !step.script().incomplete;
    let tells = |command: &&Command<'_>| matches!(command.name(), "date" | "uuidgen") && !command.conditional;
    for command in step.run().iter().filter(|_| ships).filter(tells).take(MAX_TIMED_COMMANDS) {
        let what = match command.name() {
            "date" if tells_now(command) => "the time of the build",
            "uuidgen" if command.arguments().is_empty() => "a random number",
            _ => continue,
        };
        if !is_written(command, step.run()) {
            continue;
        }
        out.report(command.name_span(), format!("{what} makes another layer of the same files"))
            .help("pass the value as an ARG or label, or take `SOURCE_DATE_EPOCH`");
    }
}

/// Whether what a command prints comes into a file: its own output, or that of the command around it.
fn is_written(command: &Command<'_>, all: &[Command<'_>]) -> bool {
    let writes = |command: &Command<'_>| {
        command.redirections.iter().any(|redirection| {
            matches!(redirection.operator, Operator::Write | Operator::Append)
                && !redirection.target.text.starts_with("/dev/")
        })
    };
    let is_around = |other: &&Command<'_>| other.span != command.span && other.span.contains(command.span);
    writes(command) || all.iter().filter(is_around).any(writes)
}

/// Whether `date` prints the time of now.
fn tells_now(command: &Command<'_>) -> bool {
    let others = ["-d", "--date", "-r", "--reference", "-s", "--set", "-f", "--file"];
    let says = |text: &str| text.contains("SOURCE_DATE_EPOCH") || text.starts_with('@');
    !others.iter().any(|flag| command.has_flag(flag))
        && !command.arguments().iter().any(|word| says(&word.text))
}
