//! Reads directives from comments: ours, and through `peers` those of other linters. Does not say what they cover.

use super::directive::{Directive, Kind, place, strip_word};
use super::peers;
use crate::settings::Date;
use crate::source::Span;
use crate::suppress::limits::MAX_DIRECTIVE_WORDS;

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
    for word in list.split(',').map(str::trim).filter(|word| !word.is_empty()).take(MAX_DIRECTIVE_WORDS) {
        directive.name(word, place(text, word, span));
    }
    if directive.rules.is_empty() && directive.unknown.is_empty() {
        return Err("the brackets are empty".into());
    }
    Ok(directive)
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
