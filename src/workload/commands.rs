//! The command lines of YAML files as commands whose words have their places. Says nothing about them.

use std::borrow::Cow;

use crate::source::Span;
use crate::syntax::Limits;
use crate::syntax::joined::Joined;
use crate::syntax::shell::{self, Quoting, Script, Word};
use crate::syntax::yaml::{ScalarStyle, Value};

/// What the lines of a text are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// Lines of a shell.
    Kept,
    /// Words of one command.
    Joined,
}

/// The command of a list of words. A word is what the program gets, unless something is put in before.
pub(super) fn of_list<'t>(words: &[Value<'t>], is_open: fn(&str) -> bool) -> Script<'t> {
    let word = |value: &Value<'t>| {
        let text = value.text().unwrap_or("");
        let literal = value.text().is_some() && !is_open(text);
        Word { text: Cow::Borrowed(text), literal, quoting: Quoting::Double, span: value.token() }
    };
    let text = |index: usize| words.get(index).and_then(|value| joined(*value, Lines::Kept));
    with_program(shell::of_parts(words.iter().map(word).collect(), text, &Limits::default()))
}

/// The commands of a text.
pub(super) fn of_text<'t>(value: Value<'t>, lines: Lines) -> Script<'t> {
    joined(value, lines)
        .map(|text| shell::parse(text, &Limits::default()))
        .map_or_else(|| Script { incomplete: true, ..Script::default() }, with_program)
}

/// The same commands, with a program of no name before words that are arguments alone.
fn with_program(mut script: Script<'_>) -> Script<'_> {
    for command in &mut script.commands {
        let Some(first) = command.words.first().filter(|word| word.text.starts_with('-')) else { continue };
        let span = Span { end: first.span.start, ..first.span };
        let program = Word { text: Cow::Borrowed(""), literal: true, quoting: Quoting::None, span };
        command.words.insert(0, program);
    }
    script
}

/// The text of a scalar with the places of its bytes; `None` where escapes stand in it.
fn joined<'t>(value: Value<'t>, lines: Lines) -> Option<Joined<'t>> {
    let (scalar, node) = (value.scalar()?, value.node());
    let (written, start) = (value.tree().text.get(node.span.range())?, node.span.start as usize);
    let mut out = Joined::new(node.span.source);
    let is_quoted = written.starts_with(['"', '\'']);
    let from = match scalar.style {
        ScalarStyle::Literal | ScalarStyle::Folded => written.find('\n')? + 1,
        _ if is_quoted => {
            let inside = written.get(1..written.len().checked_sub(1)?)?;
            if inside == scalar.text {
                out.push(inside, start + 1);
                return Some(out);
            }
            return None;
        }
        _ => 0,
    };
    let is_shell = lines == Lines::Kept && scalar.style == ScalarStyle::Literal;
    let mut at = start + from;
    for line in written.get(from..)?.split_inclusive('\n') {
        let text = line.trim();
        out.append(text, at + (line.len() - line.trim_start().len()));
        out.append(if is_shell { "\n" } else { " " }, at + line.trim_end().len());
        at += line.len();
    }
    Some(out)
}
