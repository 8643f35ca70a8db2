use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Manager, Step};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Connector};

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/unanswered-install-prompt.md"), &[Check::Instruction(check)]);

/// A manager's subcommands that ask, and the options that answer; the first of them is what the fix writes.
struct Prompt {
    manager: Manager,
    asks: &'static [&'static str],
    answers: &'static [&'static str],
    /// A word of its configuration that answers for all commands.
    setting: &'static str,
}

const PROMPTS: &[Prompt] = &[
    Prompt {
        manager: Manager::Apt,
        asks: &["install", "remove", "purge", "upgrade", "dist-upgrade", "full-upgrade", "autoremove", "build-dep"],
        answers: &[
            "-y", "--yes", "--assume-yes", "-qq", "-q=2", "--quiet=2", "--force-yes", "-s", "--simulate", "--dry-run",
            "--print-uris", "--just-print", "--assume-no",
        ],
        setting: "assume-yes",
    },
    Prompt {
        manager: Manager::Dnf,
        asks: &[
            "install", "remove", "erase", "upgrade", "update", "reinstall", "downgrade", "autoremove", "groupinstall",
            "localinstall", "distro-sync", "swap", "builddep",
        ],
        answers: &["-y", "--assumeyes", "--assumeno", "--downloadonly"],
        setting: "assumeyes",
    },
    Prompt {
        manager: Manager::Zypper,
        asks: &["install", "in", "remove", "rm", "update", "up", "patch", "dist-upgrade", "dup"],
        answers: &["-y", "-n", "--non-interactive", "--no-confirm", "--dry-run", "-D"],
        setting: "zypper_non_interactive",
    },
];

/// So many calls of a RUN are looked at.
const MANY: usize = 32;

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.instruction.keyword != Keyword::Run || step.script().incomplete {
        return;
    }
    let commands = step.run();
    let mut asking = 0;
    for (index, command) in commands.iter().enumerate() {
        let Some(manager) = Manager::of(command) else { continue };
        // `microdnf` never asks.
        if command.is("microdnf") {
            continue;
        }
        let Some(prompt) = PROMPTS.iter().find(|prompt| prompt.manager == manager) else { continue };
        if !asks(prompt, command) || command.wrapper("xargs").is_some_and(|word| word.text == "-y") {
            continue;
        }
        asking += 1;
        if asking > MANY {
            return;
        }
        let before = commands.get(..index).unwrap_or(&[]);
        let is_answered = command.connector == Connector::Pipe && before.last().is_some_and(is_producer);
        if is_answered || before.iter().any(|command| sets(prompt, command)) || is_set(prompt, step, dockerfile) {
            continue;
        }
        let Some(word) = command.operands().next() else { continue };
        let (name, subcommand) = (shown(command.name()), shown(&word.text));
        let flag = if command.is("aptitude") || manager != Manager::Zypper { "-y" } else { "--no-confirm" };
        out.report(word.span, format!("`{name} {subcommand}` asks for a confirmation that nobody gives"))
            .help(format!("add `{flag}`"))
            .fix(Safety::Safe, format!("add `{flag}`"), insert_after(&step.instruction, word.span, flag));
    }
}

fn asks(prompt: &Prompt, command: &Command<'_>) -> bool {
    let is_open = |text: &str| text.starts_with('$') || text.to_ascii_lowercase().contains(prompt.setting);
    prompt.asks.contains(&command.subcommand())
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
