//! Changes of whole lines: for formats whose statements stand on lines of their own. Does not decide what to change.

use crate::finding::Edit;
use crate::source::Span;

/// Removes the lines that a span lies on.
pub fn remove(text: &str, span: Span) -> Vec<Edit> {
    let before = text.get(..span.start as usize).unwrap_or("");
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let after = text.get(span.end as usize..).unwrap_or("");
    let end = span.end as usize + after.find('\n').map_or(after.len(), |at| at + 1);
    vec![Edit { span: Span::at(span.source, start..end), text: String::new() }]
}

/// Inserts lines below the ones that a span lies on, with the line end that they have.
pub fn insert_below(text: &str, span: Span, lines: &[String]) -> Vec<Edit> {
    let after = text.get(span.end as usize..).unwrap_or("");
    let (end, text) = match after.find('\n') {
        Some(at) => {
            let ending = if after.get(..at).is_some_and(|rest| rest.ends_with('\r')) { "\r\n" } else { "\n" };
            (span.end as usize + at + 1, lines.iter().map(|line| format!("{line}{ending}")).collect())
        }
        None => (text.len(), lines.iter().map(|line| format!("\n{line}")).collect()),
    };
    vec![Edit { span: Span::at(span.source, end..end), text }]
}

/// Replaces a span.
pub fn replace(span: Span, text: impl Into<String>) -> Vec<Edit> {
    vec![Edit { span, text: text.into() }]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::apply;
    use crate::source::SourceId;

    #[test]
    fn line_ends_stay_as_they_are() {
        let text = "a\r\n  b\r\nc";
        let span = Span::new(SourceId(0), 5, 6);
        let line = ["x".to_owned()];
        assert_eq!(apply(text, [remove(text, span).as_slice()].into_iter()).text, "a\r\nc");
        assert_eq!(
            apply(text, [insert_below(text, span, &line).as_slice()].into_iter()).text,
            "a\r\n  b\r\nx\r\nc"
        );
        let last = Span::new(SourceId(0), 8, 9);
        assert_eq!(
            apply(text, [insert_below(text, last, &line).as_slice()].into_iter()).text,
            "a\r\n  b\r\nc\nx"
        );
    }
}
