//! The variables that a step uses and does not set itself. Does not know what they hold.

use std::collections::BTreeSet;

use super::{Dockerfile, Shell, Step, references, shell_references};
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;

/// The variables that a step uses, with their places. Left out are those with a fallback.
pub fn used<'s>(step: &'s Step<'_>, file: &'s Dockerfile<'_>) -> Vec<(&'s str, Span)> {
    let instruction = &step.instruction;
    if instruction.onbuild.is_some() || instruction.broken || step.is(Keyword::From) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for word in step.expanded() {
        let variables = references(&word.text, file.escape).variables;
        let variables = variables.into_iter().filter(|reference| !reference.has_fallback);
        out.extend(variables.map(|reference| (reference.name, word.part(reference.range))));
    }
    if instruction.keyword != Keyword::Run || step.shell == Shell::Other || instruction.is_exec() {
        return out;
    }
    let text = instruction.line.slice(instruction.rest.clone());
    let set = assigned(text);
    for reference in shell_references(text) {
        if !reference.has_fallback && !set.contains(reference.name) && instruction.heredocs.is_empty() {
            let start = instruction.rest.start;
            let range = start + reference.range.start..start + reference.range.end;
            out.push((reference.name, instruction.line.span(range)));
        }
    }
    out
}

/// The words of a command line that may be variables that it sets: what precedes `=`, or follows a keyword.
fn assigned(text: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = |at: usize| {
        let head = text.get(..at).unwrap_or("");
        head.get(head.rfind(|c| !is_name(c)).map_or(0, |at| at + 1)..).unwrap_or("")
    };
    let mut out: BTreeSet<&str> = text.match_indices('=').map(|(at, _)| before(at)).collect();
    let mut words = text.split(|c: char| c.is_whitespace() || c == ';').filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        match word {
            "for" | "select" | "unset" => out.extend(words.next()),
            "read" => out.extend(words.by_ref().take(4)),
            "source" | "." | "eval" => return text.split(|c: char| !is_name(c)).collect(),
            _ => {}
        }
    }
    out
}

/// The words of all command lines that may be names of variables.
pub fn words_of_commands<'f>(file: &'f Dockerfile<'_>) -> BTreeSet<&'f str> {
    let commands = file.steps().filter(|step| step.instruction.command_line().is_some());
    let texts = commands.flat_map(|step| {
        let bodies =
            step.instruction.heredocs.iter().filter_map(|heredoc| file.text.get(heredoc.body.range()));
        std::iter::once(step.instruction.line.text()).chain(bodies)
    });
    texts.flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')).collect()
}
