use super::caches::{MANAGERS, Manager};
use crate::fix::dockerfile::insert_after;
use crate::model::dockerfile::{Dockerfile, Step, Variable};
use crate::rules::prelude::*;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, covers};

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/package-cache-left-behind.md"), &[Check::Instruction(check)]);

/// Options with which a manager keeps no cache here; pip takes the beginning of one for the whole.
const FLAGS: &[&str] = &["--no-cache", "--no-network", "--cache-dir"];

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let ships = step.stage.and_then(|index| dockerfile.stages().get(index)).is_some_and(|stage| stage.is_shipped);
    if step.is(Keyword::Run) && ships && !step.script().incomplete {
        MANAGERS.iter().for_each(|manager| check_run(manager, step, dockerfile, out));
    }
}

fn check_run(manager: &Manager, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let commands = &step.script().commands;
    let cleaned = commands.iter().rposition(|command| cleans(manager, command)).unwrap_or(0);
    let off = commands.iter().position(|command| switches_off(manager, command)).unwrap_or(commands.len());
    let left = commands.iter().take(off).skip(cleaned);
    let mut left = left.filter(|command| fills(manager, command)).peekable();
    if left.peek().is_none() || is_elsewhere(manager, step, dockerfile) {
        return;
    }
    for command in left {
        let (name, subcommand) = (command.name(), command.subcommand());
        let message = format!("`{} {}` leaves {} in the layer", shown(name), shown(subcommand), manager.what);
        let place = command.operands().next().zip(manager.flag);
        let fix = place.and_then(|(word, flag)| insert_after(&step.instruction, word.span, flag));
        out.report(command.name_span(), message).help(manager.help).fix(Safety::Safe, "keep no cache", fix);
    }
}

/// Whether a command fills the cache, as far as its options are known.
fn fills(manager: &Manager, command: &Command<'_>) -> bool {
    let name = command.name().split('.').next().unwrap_or(""); // `pip3.12` is `pip3`
    let is_open = |text: &str| text.starts_with('$') || FLAGS.iter().any(|flag| text.starts_with(flag));
    manager.names.contains(&name)
        && manager.fills == command.subcommand()
        && !(manager.flag.is_some() && command.words.iter().any(|word| is_open(&word.text)))
}

/// Whether a command sets a variable or an option with which there is no cache from then on.
fn switches_off(manager: &Manager, command: &Command<'_>) -> bool {
    let is_config = command.subcommand() == "config" && manager.names.contains(&command.name());
    manager.variables.iter().any(|name| command.assignment(name).is_some())
        || (is_config && command.words.iter().any(|word| word.text.contains("cache")))
}

/// Whether the cache is switched off for the whole RUN, or on a mount.
fn is_elsewhere(manager: &Manager, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let covers = |target: &String| target.contains('$') || manager.caches.iter().any(|cache| covers(target, cache));
    step.mount_targets().iter().any(covers)
        || manager.variables.iter().any(|name| dockerfile.variable(step, name) != Variable::Foreign)
}

fn cleans(manager: &Manager, command: &Command<'_>) -> bool {
    let name = command.name();
    if manager.names.contains(&name) {
        // `dnf clean all`, `zypper cc`, `apt-get dist-clean`, `apk cache clean`, `pip cache purge`.
        let is_purge = |text: &str| matches!(text, "purge" | "clean");
        let whole = if name.starts_with("apt") { "dist-clean" } else { "clean" };
        return matches!(command.subcommand(), "dist-clean" | "distclean" | "cc")
            || command.subcommand() == whole
            || (command.subcommand() == "cache" && command.operands().any(|word| is_purge(&word.text)));
    }
    let deletes = matches!(name, "rm" | "find") || name.contains("clean");
    let covers = |text: &str| manager.caches.iter().any(|cache| covers(text, cache));
    deletes && (name.contains("clean") || command.arguments().iter().any(|word| covers(&word.text)))
}
