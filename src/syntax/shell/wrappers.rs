//! Programs that run other programs: `env`, `sudo`, `timeout` … are taken off a command, and texts that `sh -c`,
//! `eval` or `su -c` run are found. Does not parse those texts.

use crate::syntax::limits::MAX_WRAPPERS;
use std::borrow::Cow;

use super::{Assignment, Command, Quoting, Word};
use crate::facts::programs;
use crate::facts::wrappers::wrapper;
use crate::source::Span;
use crate::syntax::joined::Joined;

/// A command line inside of a command line.
pub(super) struct Inner<'s> {
    pub text: Joined<'s>,
    pub depth: u32,
}

/// Takes wrappers off a command.
pub(super) fn take_off(command: &mut Command<'_>) {
    while command.wrappers.len() < MAX_WRAPPERS {
        let Some(start) = wrapped(command) else { return };
        let mut taken = command.words.drain(..start);
        command.wrappers.extend(taken.next());
        // What stands between is dropped with the iterator: options of the wrapper, and assignments already noted.
        drop(taken);
    }
}

/// The index of the word at which the command behind a wrapper starts.
fn wrapped(command: &mut Command<'_>) -> Option<usize> {
    let name = command.name();
    if is_python(name) {
        let module = command.words.get(1).filter(|word| word.literal && word.text == "-m");
        return module.and(command.words.get(2)).map(|_| 2);
    }
    let wrapper = wrapper(name)?;
    let mut at = 1;
    let mut operands = wrapper.operands;
    let mut options = true;
    while let Some(word) = command.words.get(at) {
        let text = word.text.as_ref();
        if options && word.literal && text == "--" {
            options = false;
            at += 1;
        } else if options && word.literal && text.len() > 1 && text.starts_with('-') {
            if wrapper.stops.contains(&text) {
                return None;
            }
            at += if wrapper.values.contains(&text) { 2 } else { 1 };
        } else if let Some(assignment) = Some(word).filter(|_| wrapper.assigns).and_then(assignment) {
            command.assignments.push(assignment);
            at += 1;
        } else if operands > 0 {
            operands -= 1;
            options = false;
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

fn is_python(name: &str) -> bool {
    let version = name.strip_prefix("python").or_else(|| name.strip_prefix("pypy"));
    version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// A word as `NAME=value`.
fn assignment<'s>(word: &Word<'s>) -> Option<Assignment<'s>> {
    let (name, value) = word.text.split_once('=')?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if name.is_empty() || !name.bytes().all(is_name) {
        return None;
    }
    let start = word.span.start + name.len() as u32 + 1;
    let span = if word.quoting == Quoting::None { Span { start, ..word.span } } else { word.span };
    let value = Word { text: Cow::Owned(value.to_owned()), span, ..word.clone() };
    Some(Assignment { name: Cow::Owned(name.to_owned()), value, span: word.span })
}

/// Whether a program is a shell that reads the language that is read here.
pub(super) fn is_shell(name: &str) -> bool {
    programs::TAKE_COMMANDS.contains(&name)
}

/// The command lines that a command runs: the text of `sh -c`, `su -c` and `eval`, and what a shell reads from a
/// heredoc. `text` gives a word as a text of its own; `input` is what is redirected into the command.
pub(super) fn inner<'s>(
    command: &Command<'s>,
    text: impl Fn(usize) -> Option<Joined<'s>>,
    input: Vec<Joined<'s>>,
    depth: u32,
) -> Vec<Inner<'s>> {
    let name = command.name();
    let found = if is_shell(name) {
        match shell_command(&command.words) {
            ShellCommand::Text(index) => text(index).into_iter().collect(),
            ShellCommand::Input => input,
            ShellCommand::File => Vec::new(),
        }
    } else if name == "su" || name == "runuser" {
        let flag = command.words.iter().position(|word| matches!(word.text.as_ref(), "-c" | "--command"));
        flag.and_then(|flag| text(flag + 1)).into_iter().collect()
    } else if name == "eval" && command.words.iter().all(|word| word.literal) && command.words.len() == 2 {
        text(1).into_iter().collect()
    } else {
        Vec::new()
    };
    found.into_iter().map(|text| Inner { text, depth }).collect()
}

enum ShellCommand {
    Text(usize),
    Input,
    File,
}

/// What a shell is told to run.
fn shell_command(words: &[Word<'_>]) -> ShellCommand {
    let mut at = 1;
    let mut is_text = false;
    while let Some(word) = words.get(at) {
        let text = word.text.as_ref();
        if !word.literal || !text.starts_with(['-', '+']) || text.len() < 2 {
            break;
        }
        at += 1;
        if text == "--" {
            break;
        }
        match text.strip_prefix("--") {
            Some(long) => at += usize::from(matches!(long, "rcfile" | "init-file")),
            None => {
                is_text |= text.starts_with('-') && text.contains('c');
                at += usize::from(text.ends_with(['o', 'O']));
            }
        }
    }
    match words.get(at) {
        Some(_) if is_text => ShellCommand::Text(at),
        Some(word) if word.text != "-" => ShellCommand::File,
        _ => ShellCommand::Input,
    }
}
