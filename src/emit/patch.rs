//! A fix as the lines that it removes and adds. Does not apply fixes.

use super::excerpt::clip;
use crate::emit::limits::{MAX_PATCH_BYTES, MAX_PATCH_LINES};
use crate::engine::{MASK, Secrets};
use crate::finding::{Edit, Fix};
use crate::source::{Source, Span};

/// A line of a patch, safe to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PatchLine {
    /// Stands there now.
    Removed(String),
    /// Stands there afterwards.
    Added(String),
    /// So many lines are not shown.
    More(usize),
}

/// The lines of a fix in its source.
pub(super) fn patch(source: &Source, fix: &Fix, secrets: &Secrets, columns: usize) -> Vec<PatchLine> {
    let mut edits: Vec<&Edit> = fix.edits.iter().filter(|edit| edit.span.source == source.id).collect();
    edits.sort_by_key(|edit| edit.span);
    let mut lines = Vec::new();
    for hunk in edits.chunk_by(|a, b| source.line(b.span.start) <= source.line(a.span.end)) {
        let (before, after) = texts(source, hunk, secrets);
        let mut before: Vec<&str> = before.split('\n').collect();
        let mut after: Vec<&str> = after.split('\n').collect();
        while before.last().is_some() && before.last() == after.last() {
            before.pop();
            after.pop();
        }
        // An insertion into an empty line removes nothing.
        if before == [""] {
            before.clear();
        }
        let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let skipped = match (before.get(same..), after.get(same..)) {
            (Some([before]), Some([after])) => hidden_start(before, after, columns),
            _ => 0,
        };
        let line = |text: &&str| {
            let dots = if skipped > 0 { "..." } else { "" };
            let text = text.get(skipped..).unwrap_or("").trim_end_matches('\r');
            format!("{dots}{}", clip(text, columns))
        };
        lines.extend(before.iter().skip(same).map(line).map(PatchLine::Removed));
        lines.extend(after.iter().skip(same).map(line).map(PatchLine::Added));
    }
    if lines.len() > MAX_PATCH_LINES {
        let more = lines.len() - MAX_PATCH_LINES + 1;
        lines.truncate(MAX_PATCH_LINES - 1);
        lines.push(PatchLine::More(more));
    }
    lines
}

/// How many bytes of two long lines are not shown, so that what differs is.
fn hidden_start(before: &str, after: &str, columns: usize) -> usize {
    let same = before.char_indices().zip(after.chars()).take_while(|((_, a), b)| a == b);
    let same: Vec<usize> = same.map(|((at, _), _)| at).collect();
    if same.len() < columns * 3 / 4 {
        return 0;
    }
    same.get(same.len().saturating_sub(columns / 4)).copied().unwrap_or(0)
}

/// The whole lines that some edits touch, before and after.
fn texts(source: &Source, edits: &[&Edit], secrets: &Secrets) -> (String, String) {
    let [first, .., last] = edits else {
        return edits
            .first()
            .map_or_else(Default::default, |edit| lines_around(source, &[edit], edit.span, secrets));
    };
    lines_around(source, edits, first.span.to(last.span), secrets)
}

fn lines_around(source: &Source, edits: &[&Edit], span: Span, secrets: &Secrets) -> (String, String) {
    let lines = source.lines();
    let start = lines.start(source.line(span.start)).unwrap_or(0);
    let last = source.line(span.end);
    let end = lines.start(last).unwrap_or(0) + lines.text(&source.text, last).len() as u32;
    let length = source.text.len() as u32;
    let whole = Span::new(source.id, start, end.max(span.end).min(length));
    // A line of megabytes: only what changes.
    let whole = if whole.len() as usize > MAX_PATCH_BYTES { span } else { whole };
    let mut after = String::new();
    let mut from = whole.start;
    for edit in edits.iter().filter(|edit| edit.span.end <= whole.end) {
        if edit.span.start < from {
            continue;
        }
        after.push_str(&masked(source, Span::new(source.id, from, edit.span.start), secrets));
        after.push_str(&without_secrets(source, edit, secrets));
        from = edit.span.end;
    }
    after.push_str(&masked(source, Span::new(source.id, from, whole.end), secrets));
    (masked(source, whole, secrets), after)
}

/// The text of a span with secrets masked.
fn masked(source: &Source, span: Span, secrets: &Secrets) -> String {
    let mut text = String::new();
    let mut from = span.start;
    for mask in secrets.touching(span) {
        text.push_str(source.slice(Span::new(source.id, from, mask.start.max(from))));
        text.push_str(MASK);
        from = mask.end;
    }
    if from < span.end {
        text.push_str(source.slice(Span::new(source.id, from, span.end)));
    }
    text
}

/// The text of an edit, in which secrets are masked.
pub(super) fn without_secrets(source: &Source, edit: &Edit, secrets: &Secrets) -> String {
    let mut text = edit.text.clone();
    for mask in secrets.touching(edit.span) {
        let secret = source.slice(mask);
        if !secret.is_empty() && text.contains(secret) {
            text = text.replace(secret, MASK);
        }
    }
    secrets.mask(&text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Safety;
    use crate::source::SourceId;

    const ID: SourceId = SourceId(0);

    fn lines(text: &str, edits: &[(u32, u32, &str)], mask: Option<(u32, u32)>) -> Vec<String> {
        let source = Source::from_text(ID, "a", text);
        let edits = edits
            .iter()
            .map(|&(start, end, text)| Edit { span: Span::new(ID, start, end), text: text.to_string() });
        let fix = Fix { title: String::new(), safety: Safety::Safe, edits: edits.collect() };
        let secrets = Secrets::at(mask.into_iter().map(|(start, end)| Span::new(ID, start, end)));
        let line = |line| match line {
            PatchLine::Removed(text) => format!("-{text}"),
            PatchLine::Added(text) => format!("+{text}"),
            PatchLine::More(count) => format!("{count} more"),
        };
        patch(&source, &fix, &secrets, 80).into_iter().map(line).collect()
    }

    #[test]
    fn insertions_add_lines_and_remove_none() {
        assert_eq!(lines("a:\n  b: 1\nc:\n", &[(10, 10, "  d: 2\n")], None), ["+  d: 2"]);
        assert_eq!(lines("a:\n  b: 1", &[(9, 9, "\n  d: 2")], None), ["+  d: 2"]);
        assert_eq!(lines("a\r\n", &[(3, 3, "b\r\n")], None), ["+b"]);
    }

    #[test]
    fn replacements_and_deletions_show_whole_lines() {
        assert_eq!(
            lines("a: x\nb: y\n", &[(3, 4, "z"), (8, 9, "z")], None),
            ["-a: x", "+a: z", "-b: y", "+b: z"]
        );
        assert_eq!(lines("a\nb\nc\n", &[(2, 4, "")], None), ["-b"]);
    }

    #[test]
    fn secrets_are_masked_on_both_sides() {
        assert_eq!(lines("KEY=abc d\n", &[(8, 9, "e")], Some((4, 7))), ["-KEY=**** d", "+KEY=**** e"]);
        assert_eq!(lines("KEY=abc\n", &[(4, 7, "\"abc\"")], Some((4, 7))), ["-KEY=****", "+KEY=\"****\""]);
    }

    #[test]
    fn long_lines_are_shown_where_they_change() {
        let text = format!("{}a{}\n", "x".repeat(500), "y".repeat(500));
        let shown = lines(&text, &[(500, 501, "b")], None);
        assert!(shown.iter().all(|line| line.len() < 90), "{shown:?}");
        assert!(shown.concat().contains("xay") && shown.concat().contains("xby"), "{shown:?}");
    }

    #[test]
    fn edits_that_make_no_sense_are_drawn_without_harm() {
        assert!(!lines("ab\n", &[(0, 2, "x"), (1, 9, "y")], None).is_empty());
        assert_eq!(lines("", &[(7, 9, "y")], None), Vec::<String>::new());
    }
}
