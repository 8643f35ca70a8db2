//! A directive: what it suppresses and how far it reaches. Reads no comment.

use super::aliases::rules_named;
use crate::source::{Span, Spanned};

/// A comment or annotation that suppresses rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Whose form it has: `plimsoll`, `hadolint`, `trivy`, ….
    pub by: &'static str,
    /// How far it reaches.
    pub kind: Kind,
    /// The rules that it names and that exist here, each with the place of its word.
    pub rules: Vec<Spanned<&'static str>>,
    /// Whether it suppresses every rule; only other linters' forms do.
    pub all: bool,
    /// The words that name no rule.
    pub unknown: Vec<Spanned<String>>,
    /// What is written after it.
    pub reason: String,
    /// The comment.
    pub span: Span,
}

impl Directive {
    /// A directive that names nothing yet.
    pub(super) fn new(by: &'static str, kind: Kind, reason: &str, span: Span) -> Directive {
        Directive {
            by,
            kind,
            rules: Vec::new(),
            all: false,
            unknown: Vec::new(),
            reason: reason.trim().to_owned(),
            span,
        }
    }

    /// Takes in a word of our own: the name of a rule or another linter's identifier.
    pub(super) fn name(&mut self, word: &str, at: Span) {
        let found = rules_named(word);
        if found.is_empty() {
            self.unknown.push(Spanned::new(word.to_owned(), at));
        }
        self.rules.extend(found.into_iter().map(|rule| Spanned::new(rule, at)));
    }
}

/// How far a directive reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// What it stands on or above, with everything below that.
    Next,
    /// The line that it stands on, or the next one when it has a line of its own.
    Line,
    /// The stage below (hadolint).
    Stage,
    /// The resource that holds it: an object, a service; a whole Dockerfile.
    Resource,
    /// The file.
    File,
    /// The file, when nothing but comments stands before it.
    Head,
    /// The file, when its first line that holds something is the one that it stands on (dclint).
    First,
    /// The same as [`Kind::Next`]; above the first key of a document or stage all of that (KICS).
    Block,
}

/// What follows a word that ends at a blank or sign.
pub(super) fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(word)?;
    (!rest.starts_with(|next: char| next.is_alphanumeric() || next == '-' || next == '_')).then_some(rest)
}

/// The span of a word that is a slice of a text which stands at `span`.
pub(super) fn place(text: &str, word: &str, span: Span) -> Span {
    let offset = (word.as_ptr() as usize).saturating_sub(text.as_ptr() as usize) as u32;
    Span::new(span.source, span.start + offset, span.start + offset + word.len() as u32)
}
