//! The commands of a RUN that leave a cache of a package manager in the layer. Judges nothing.

use super::{Dockerfile, Step, Variable};
use crate::facts::caches::{Cache, SWITCHES};
use crate::finding::Edit;
use crate::source::Span;
use crate::syntax::shell::{Command, Connector, Word, covers};

/// The commands of a RUN after which a cache is not empty.
pub fn left<'d, 's>(
    cache: &Cache,
    step: &'d Step<'s>,
    dockerfile: &Dockerfile<'s>,
) -> impl Iterator<Item = &'d Command<'s>> {
    let commands = step.run();
    let fills = move |command: &Command<'_>| {
        fills(cache, command) && !command.words.iter().any(|word| switches(cache, word, step, dockerfile))
    };
    let any = commands.iter().any(fills);
    let any = any && !is_elsewhere(cache, step, dockerfile);
    let range = any.then(|| {
        let cleaned = commands.iter().rposition(|command| cleans(cache, command)).unwrap_or(0);
        let off = commands.iter().position(|command| switches_off(cache, command));
        cleaned..off.unwrap_or(commands.len())
    });
    let found = range.and_then(|range| commands.get(range)).unwrap_or(&[]);
    found.iter().filter(move |command| fills(command))
}

/// The edit that takes a command out of a list, when `&&` and nothing else stands between it and the next one.
pub fn without(command: &Command<'_>, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> Option<Edit> {
    let commands = step.run();
    let next = commands.get(commands.iter().position(|other| other.span == command.span)? + 1)?;
    let range = command.span.end as usize..next.span.start as usize;
    let between = dockerfile.text.get(range)?.replace(['\\', '\n', '\r', ' ', '\t'], "");
    let is_plain = between == "&&" && next.connector == Connector::And && !command.negated;
    is_plain.then(|| Edit { span: Span { end: next.span.start, ..command.span }, text: String::new() })
}

/// How a command that fills a cache is called: `npm ci`, `pacman -S`, `yarn`.
pub fn call(cache: &Cache, command: &Command<'_>) -> String {
    format!("{} {}", command.name(), filling(cache, command).unwrap_or("")).trim_end().to_owned()
}

/// Whether a command fills the cache, its options left aside.
fn fills(cache: &Cache, command: &Command<'_>) -> bool {
    let name = command.name().split('.').next().unwrap_or(""); // `pip3.12` is `pip3`
    cache.names.contains(&name) && filling(cache, command).is_some()
}

/// Whether a word may be an option with which there is no cache here.
fn switches(cache: &Cache, word: &Word<'_>, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let is_option = |text: &str| SWITCHES.iter().any(|flag| text.starts_with(flag));
    if cache.flag.is_some() && word.text.starts_with('$') {
        let value = dockerfile.shell_value(step, word);
        return value.is_none_or(|value| value.split_whitespace().any(is_option));
    }
    is_option(&word.text)
}

/// The subcommand, one or two words, or the option with which a command fills the cache.
fn filling(cache: &Cache, command: &Command<'_>) -> Option<&'static str> {
    let subcommand = command.subcommand();
    let second = || command.operands().nth(1).map_or("", |word| word.text.as_ref());
    let fits = |word: &&&'static str| match **word {
        "" => {
            let has_switch = ["--version", "-v", "--help", "-h"].iter().any(|flag| command.has_flag(flag));
            command.operands().next().is_none() && !has_switch
        }
        flag if flag.starts_with('-') => {
            let asks = ["-c", "-s", "-i", "-l", "-g"].iter().any(|other| command.has_flag(other));
            command.has_flag(flag) && !asks && (command.has_flag("-u") || command.operands().next().is_some())
        }
        word => match word.split_once(' ') {
            Some(pair) => pair == (subcommand, second()),
            None => word == subcommand,
        },
    };
    cache.fills.iter().find(fits).copied()
}

/// Whether a command sets a variable or an option with which there is no cache from then on.
fn switches_off(cache: &Cache, command: &Command<'_>) -> bool {
    let is_config = command.subcommand() == "config" && cache.names.contains(&command.name());
    cache.variables.iter().any(|name| command.assignment(name).is_some())
        || (is_config && command.words.iter().any(|word| word.text.contains("cache")))
}

/// Whether the cache is switched off for the whole RUN, or on a mount.
fn is_elsewhere(cache: &Cache, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let covers =
        |target: &String| target.contains('$') || cache.folders.iter().any(|folder| covers(target, folder));
    step.mount_targets().iter().any(covers)
        || cache.variables.iter().any(|name| dockerfile.variable(step, name) != Variable::Foreign)
}

fn cleans(cache: &Cache, command: &Command<'_>) -> bool {
    let name = command.name();
    if cache.names.contains(&name) {
        // `dnf clean all`, `zypper cc`, `apt-get dist-clean`, `apk cache clean`, `pip cache purge`, `pacman -Scc`.
        let is_purge = |text: &str| matches!(text, "purge" | "clean" | "verify");
        let whole = if name.starts_with("apt") { "dist-clean" } else { "clean" };
        let subcommand = command.subcommand();
        return matches!(subcommand, "dist-clean" | "distclean" | "cc" | "clear-cache" | "clearcache")
            || subcommand == whole
            || (subcommand == "cache" && command.operands().any(|word| is_purge(&word.text)))
            || (name == "pacman" && command.has_flag("-S") && command.has_flag("-c"));
    }
    let deletes = matches!(name, "rm" | "find") || name.contains("clean");
    let covers = |text: &str| cache.folders.iter().any(|folder| covers(text, folder));
    deletes && (name.contains("clean") || command.arguments().iter().any(|word| covers(&word.text)))
}
