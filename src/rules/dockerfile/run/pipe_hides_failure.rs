use crate::facts::images::Family;
use crate::facts::programs;
use crate::model::dockerfile::{Dockerfile, Shell, Step};
use crate::rules::limits::MAX_PIPED_COMMANDS;
use crate::rules::prelude::*;
use crate::syntax::shell::{Command, Connector};

rule!("pipe-hides-failure", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.shell == Shell::Other || step.instruction.is_exec() || has_pipefail(step, dockerfile) {
        return;
    }
    let commands = step.run();
    for (index, command) in commands.iter().enumerate() {
        if sets_pipefail(command) {
            return;
        }
        // What is nested has its own shell, or its failure is looked at.
        let Some(next) = commands.get(index + 1).filter(|next| next.connector == Connector::Pipe) else {
            continue;
        };
        if next.nested
            || command.nested
            || programs::NEVER_FAILS.contains(&command.name())
            || command.name().is_empty()
        {
            continue;
        }
        let ends = commands
            .get(index + 1..)
            .unwrap_or(&[])
            .iter()
            .take(MAX_PIPED_COMMANDS)
            .find(|other| other.connector != Connector::Pipe);
        if ends.is_some_and(|other| other.connector == Connector::Or) {
            continue;
        }
        if is_noticed(command, next) {
            continue;
        }
        out.report(
            command.name_span(),
            format!("the build goes on when `{}` fails before the pipe", shown(command.name())),
        )
        .help(format!(
            "put `SHELL [\"{}\", \"-o\", \"pipefail\", \"-c\"]` before it, or save the output first",
            shell(step, dockerfile)
        ));
        return;
    }
}

/// Whether the end of a pipe fails when its start does: `grep` fails when it finds nothing, and a list of no sums is
/// an error.
fn is_noticed(command: &Command<'_>, next: &Command<'_>) -> bool {
    let compares = next.name().ends_with("sum") && (next.has_flag("-c") || next.has_flag("--check"));
    compares && matches!(command.name(), "grep" | "egrep" | "fgrep")
}

/// A shell of the base image that knows `pipefail`.
fn shell(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> &'static str {
    match dockerfile.base_facts(step).family {
        Some(Family::Alpine | Family::Busybox) => "/bin/ash",
        _ => "/bin/bash",
    }
}

fn sets_pipefail(command: &Command<'_>) -> bool {
    command.words.iter().any(|word| word.text == "pipefail")
}

/// Whether the shell of the step was told so by SHELL.
fn has_pipefail(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.shell_words(step).iter().any(|word| word.text.contains("pipefail"))
}
