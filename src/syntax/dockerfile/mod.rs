//! Dockerfiles as BuildKit reads them: directives, logical lines, heredocs, instructions with flags and arguments.
//! Whatever BuildKit's parser or its instruction decoder refuses becomes a problem at the token that is wrong, and
//! costs one instruction, never the file.
//!
//! Expands no variables and knows nothing of stages beyond FROM.

mod almost_json;
mod arguments;
mod check;
mod heredoc;
pub(in crate::syntax) mod json;
mod lines;
mod mount;
mod parser;
mod shape;
mod tree;
mod words;

pub use almost_json::repaired_array;
pub use json::is_json;
pub use mount::{MountOption, mount_options};
pub use parser::parse;
pub use tree::{
    Argument, Arguments, CommandLine, Comment, Directive, DirectiveKind, File, Flag, Healthcheck, Heredoc,
    Instruction, Keyword, Pair, Word,
};

use crate::source::Span;

/// A name of the file in backticks, cut when it is long.
pub(crate) fn quoted(name: &str) -> String {
    const LONGEST: usize = 40;
    let mut characters = name.char_indices();
    match characters.nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", name.get(..end).unwrap_or("")),
        None => format!("`{name}`"),
    }
}

/// The first line of a span: what a finding can point at.
pub(crate) fn first_line(text: &str, span: Span) -> Span {
    let part = text.get(span.range()).unwrap_or("");
    let end = part.find('\n').unwrap_or(part.len());
    let kept = part.get(..end).unwrap_or("").trim_end();
    // A continuation's escape character is no part of the word.
    let kept =
        if end < part.len() { kept.strip_suffix(['\\', '`']).unwrap_or(kept).trim_end() } else { kept };
    Span::new(span.source, span.start, span.start + kept.len() as u32)
}
