use crate::facts::packages::{PackageManager, Prompt};
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step};
use crate::rules::limits::MAX_INSTALLS;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Connector};

rule!("unanswered-install-prompt", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run || step.script().incomplete {
        return;
    }
    let commands = step.run();
    let mut asking = 0;
    for (index, command) in commands.iter().enumerate() {
        let Some(manager) = PackageManager::of(command.name()) else { continue };
        // `microdnf` never asks.
        if command.is("microdnf") {
            continue;
        }
        let Some(prompt) = manager.prompt() else { continue };
        if !asks(manager, prompt, command) || command.wrapper("xargs").is_some_and(|word| word.text == "-y") {
            continue;
        }
        asking += 1;
        if asking > MAX_INSTALLS {
            return;
        }
        let before = commands.get(..index).unwrap_or(&[]);
        let is_answered = command.connector == Connector::Pipe && before.last().is_some_and(is_producer);
        if is_answered
            || before.iter().any(|command| sets(prompt, command))
            || is_set(prompt, step, dockerfile)
        {
            continue;
        }
        let mut words = command.arguments().iter();
        let word = if manager == PackageManager::Pacman { words.next() } else { command.operands().next() };
        let Some(word) = word else { continue };
        let (name, subcommand) = (shown(command.name()), shown(&word.text));
        let flag = prompt.yes;
        out.report(word.span, format!("`{name} {subcommand}` asks for a confirmation that nobody gives"))
            .help(format!("add `{flag}`"))
            .fix(Safety::Safe, format!("add `{flag}`"), insert_after(&step.instruction, word.span, flag));
    }
}

fn asks(manager: PackageManager, prompt: &Prompt, command: &Command<'_>) -> bool {
    let is_open = |text: &str| text.starts_with('$') || text.to_ascii_lowercase().contains(prompt.setting);
    let second = || command.operands().nth(1).map_or("", |word| word.text.as_ref());
    let does = match manager {
        PackageManager::Pacman => {
            // `-Sy` by itself changes nothing.
            let changes =
                command.operands().next().is_some() || command.has_flag("-u") || command.has_flag("-c");
            changes && prompt.asks.iter().any(|flag| command.has_flag(flag))
        }
        // `dnf module enable nodejs:22`, `dnf group install …`
        PackageManager::Dnf if matches!(command.subcommand(), "module" | "group" | "groups") => {
            matches!(second(), "install" | "enable" | "disable" | "remove" | "reset" | "switch-to" | "update")
        }
        _ => prompt.asks.contains(&command.subcommand()),
    };
    does
        && command.redirections.is_empty()
        && !prompt.answers.iter().any(|answer| command.has_flag(answer))
        && !command.words.iter().any(|word| is_open(&word.text))
        // Quiet twice answers as well.
        && command.arguments().iter().filter(|word| matches!(&*word.text, "-q" | "--quiet")).count() < 2
}

/// What answers through a pipe: `yes |`, `echo y |`.
fn is_producer(command: &Command<'_>) -> bool {
    matches!(command.name(), "yes" | "echo" | "printf")
}

/// Whether a command writes the setting somewhere, or sets its variable.
fn sets(prompt: &Prompt, command: &Command<'_>) -> bool {
    let has = |text: &str| text.to_ascii_lowercase().contains(prompt.setting);
    command.words.iter().any(|word| has(&word.text)) || command.assignments.iter().any(|set| has(&set.name))
}

/// Whether an earlier step or a variable of the environment sets it.
fn is_set(prompt: &Prompt, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.before(step).any(|other| {
        let text = dockerfile.text.get(other.instruction.span.range()).unwrap_or("");
        text.to_ascii_lowercase().contains(prompt.setting)
    })
}
