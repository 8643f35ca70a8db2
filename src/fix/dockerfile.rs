//! Edits of Dockerfiles that keep continuations, comments and casing. Does not know what instructions mean.

use crate::finding::Edit;
use crate::source::Span;
use crate::syntax::dockerfile::{Instruction, Word};

/// The edit that gives an instruction another keyword, in the case of the old one. `None` when the keyword is split
/// by a continuation.
pub fn set_keyword(instruction: &Instruction<'_>, keyword: &str) -> Option<Vec<Edit>> {
    let old = &instruction.name;
    let is_lower = old.text.chars().all(|c| c.is_ascii_lowercase());
    let keyword = if is_lower { keyword.to_ascii_lowercase() } else { keyword.to_ascii_uppercase() };
    replace(old, &keyword)
}

/// The edit that replaces a word. `None` when it does not stand in the file in one piece.
pub fn replace(word: &Word<'_>, text: &str) -> Option<Vec<Edit>> {
    word.is_verbatim().then(|| vec![Edit { span: word.span, text: text.to_owned() }])
}

/// The edit that puts words behind a word of a command line. `None` in exec form, where words are JSON strings.
pub fn insert_after(instruction: &Instruction<'_>, word: Span, text: &str) -> Option<Vec<Edit>> {
    (!instruction.is_exec()).then(|| vec![Edit { span: word.after(), text: format!(" {text}") }])
}

/// The edit that takes a word with the blanks before it out of a command line. `None` in exec form, and where the
/// word starts a line.
pub fn remove_word(instruction: &Instruction<'_>, text: &str, word: Span) -> Option<Vec<Edit>> {
    let before = text.get(..word.range().start)?;
    let kept = before.trim_end_matches([' ', '\t']);
    if instruction.is_exec() || kept.len() == before.len() || kept.ends_with('\n') {
        return None;
    }
    let start = word.start - u32::try_from(before.len() - kept.len()).ok()?;
    Some(vec![Edit { span: Span { start, ..word }, text: String::new() }])
}
