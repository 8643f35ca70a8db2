//! A directive, and the text of a comment as directives. Does not know where the comment stands.

use super::aliases::rules_named;
use super::peers;
use crate::settings::Date;
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
}

/// How many words of one directive are looked at.
const MAX_WORDS: usize = 1000;

/// Reads a comment, `#` included. None when it is no directive. `today` decides what has expired.
///
/// # Errors
/// What is wrong with a comment that was meant as one of ours.
pub fn parse(text: &str, span: Span, today: Date) -> Result<Vec<Directive>, String> {
    let body = text.trim_start_matches('#').trim_start();
    if let Some(rest) = strip_word(body, "plimsoll") {
        let rest = rest.trim_start();
        return match rest.strip_prefix(':') {
            Some(rest) => ours(text, rest, span).map(|directive| vec![directive]),
            None if rest.starts_with("ignore") || rest.starts_with("file-ignore") => {
                Err("a colon is missing after `plimsoll`".into())
            }
            None => Ok(Vec::new()),
        };
    }
    Ok(peers::parse(&peers::Comment { text, body, span }, today))
}

/// `ignore[name, name] reason` and `file-ignore[…] reason`.
fn ours(text: &str, rest: &str, span: Span) -> Result<Directive, String> {
    let rest = rest.trim_start();
    let (kind, rest) = if let Some(rest) = rest.strip_prefix("file-ignore") {
        (Kind::File, rest)
    } else if let Some(rest) = rest.strip_prefix("ignore") {
        (Kind::Next, rest)
    } else {
        return Err("the directive is neither `ignore[…]` nor `file-ignore[…]`".into());
    };
    let Some(list) = rest.trim_start().strip_prefix('[') else {
        return Err("the directive names no rules: write them in brackets, as in `ignore[root-user]`".into());
    };
    let Some((list, reason)) = list.split_once(']') else {
        return Err("the closing bracket is missing".into());
    };
    let reason = reason.trim().trim_start_matches([':', '-']);
    let mut directive = Directive::new("plimsoll", kind, reason, span);
    for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()).take(MAX_WORDS) {
        directive.name(word, place(text, word, span));
    }
    if directive.rules.is_empty() && directive.unknown.is_empty() {
        return Err("the brackets are empty".into());
    }
    Ok(directive)
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    fn read(text: &str) -> Result<Option<Directive>, String> {
        let span = Span::new(SourceId(0), 10, 10 + text.len() as u32);
        parse(text, span, Date::parse("2026-08-22").unwrap()).map(|all| all.into_iter().next())
    }

    fn names(directive: &Directive) -> Vec<&str> {
        directive.rules.iter().map(|rule| rule.value).collect()
    }

    #[test]
    fn names_and_peers_identifiers_mean_the_same() {
        let directive = read("# plimsoll: ignore[root-user, DL3007] because").unwrap().unwrap();
        assert_eq!(names(&directive), ["root-user", "image-latest-tag"]);
        assert_eq!(directive.reason, "because");
        assert_eq!(directive.rules[0].span, Span::new(SourceId(0), 29, 38));
    }

    #[test]
    fn what_was_meant_as_a_directive_is_named_as_broken() {
        for text in [
            "# plimsoll: ignore",
            "# plimsoll ignore[a]",
            "# plimsoll: ignore[root-user",
            "# plimsoll: off[]",
            "# plimsoll: ignore[ , ]",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("# plimsoll is a linter").unwrap(), None);
        assert_eq!(read("# plimsollish: ignore[x]").unwrap(), None);
    }
}
