//! Which shell a command line runs in: its language and what it was told at its start. Reads no commands, but for what
//! their variables stand for.

use super::{Dockerfile, Resolved, Shell, Step, Variable};
use crate::facts::images::Family;
use crate::model::limits::MAX_COMMANDS;
use crate::syntax::joined::Joined;
use crate::syntax::shell::{Command, Dialect, Script, ShellContext, Word as ShellWord, texts};

impl<'s> Dockerfile<'s> {
    /// The texts that shells get when a step runs, each with what is known about its shell. None where it is no shell
    /// of the Bourne family.
    pub fn shell_texts(&self, step: &Step<'s>) -> Vec<(Joined<'s>, ShellContext)> {
        let texts = texts(&step.instruction, self.text, step.shell != Shell::Other);
        let with_setting = |(text, words): (Joined<'s>, Vec<String>)| {
            let setting =
                if words.is_empty() { self.shell_context(step) } else { self.started_as(step, &words)? };
            Some((text, setting))
        };
        texts.into_iter().filter_map(with_setting).collect()
    }

    /// What a variable that is a whole word of a RUN stands for, when ENV or ARG say so and the RUN sets it nowhere.
    pub fn shell_value(&self, step: &Step<'_>, word: &ShellWord<'_>) -> Option<String> {
        let name = word.text.strip_prefix('$')?;
        let name = name.strip_prefix('{').map_or(Some(name), |name| name.strip_suffix('}'))?;
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        let sets = |command: &Command<'_>| command.assignment(name).is_some();
        if !is_name || step.run().len() > MAX_COMMANDS || step.run().iter().any(sets) {
            return None;
        }
        match self.variable(step, name) {
            Variable::Value(Resolved::Known(text)) => Some(text.into_owned()),
            _ => None,
        }
    }

    /// What is known about the shell of a step's shell form.
    pub fn shell_context(&self, step: &Step<'_>) -> ShellContext {
        let words: Vec<&str> = self.shell_words(step).iter().map(|word| word.text.as_ref()).collect();
        let dialect = match step.shell {
            Shell::Bash => Dialect::Bash,
            Shell::Bourne if words.first().is_some_and(|word| word.ends_with("zsh")) => Dialect::Zsh,
            Shell::Bourne => Dialect::Ksh,
            Shell::Posix | Shell::Other => self.sh(step),
        };
        told(dialect, &words)
    }

    /// A shell that is started by its words, as in an exec form or behind `#!`.
    fn started_as(&self, step: &Step<'_>, words: &[String]) -> Option<ShellContext> {
        let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
        if words.first().is_some_and(|word| word.ends_with("env")) {
            words.remove(0);
        }
        let dialect = match words.first()?.rsplit('/').next()? {
            "sh" | "ash" => self.sh(step),
            "dash" => Dialect::Dash,
            "bash" => Dialect::Bash,
            "ksh" | "mksh" => Dialect::Ksh,
            "zsh" => Dialect::Zsh,
            _ => return None,
        };
        Some(told(dialect, &words))
    }

    /// What `sh` is in the image that a step runs in.
    fn sh(&self, step: &Step<'_>) -> Dialect {
        match self.base_facts(step).family {
            Some(Family::Debian | Family::Ubuntu) => Dialect::Dash,
            Some(Family::Alpine | Family::Busybox | Family::Wolfi) => Dialect::Busybox,
            Some(
                Family::Amazon
                | Family::Centos
                | Family::Fedora
                | Family::Oracle
                | Family::RedHat
                | Family::Rocky
                | Family::Alma,
            ) => Dialect::Bash,
            _ => Dialect::Sh,
        }
    }
}

/// A shell with the options that it is started with.
fn told(dialect: Dialect, words: &[&str]) -> ShellContext {
    let short = |letter: char| {
        let is = |word: &&str| word.starts_with('-') && !word.starts_with("--") && word.contains(letter);
        words.iter().skip(1).any(is)
    };
    let named = |name: &str| words.iter().skip(1).any(|word| *word == name);
    ShellContext { dialect, errexit: short('e') || named("errexit"), pipefail: named("pipefail") }
}

/// The words of a command line that needs no shell. Quotes need none when nothing else is special.
pub fn plain_words<'t>(text: &'t str, script: &'t Script<'_>) -> Option<Vec<&'t str>> {
    if is_simple(text) {
        return Some(text.split_whitespace().collect());
    }
    let [command] = script.commands.as_slice() else { return None };
    let is_bare =
        command.wrappers.is_empty() && command.assignments.is_empty() && command.redirections.is_empty();
    let is_plain = is_simple(&text.replace(['"', '\''], "")) && command.words.iter().all(|word| word.literal);
    (is_bare && is_plain && !script.incomplete)
        .then(|| command.words.iter().map(|word| word.text.as_ref()).collect())
}

/// Whether nothing in a command line needs a shell.
fn is_simple(text: &str) -> bool {
    let needs = [
        '$', '&', '|', ';', '<', '>', '*', '?', '(', ')', '{', '}', '[', ']', '~', '#', '`', '\'', '"', '\\',
        '!', '\n',
    ];
    !text.contains(needs) && !text.split_whitespace().next().is_some_and(|first| first.contains('='))
}
