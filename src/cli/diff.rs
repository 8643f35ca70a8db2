//! What fixes change, as a unified diff: one that `git apply` takes, or one that is safe on a terminal. Does not apply
//! fixes.
//!
//! A line that holds a secret is in neither. A secret cannot be masked in a diff that is to be applied: a change beside
//! one has fewer lines of context, and a change that would show one is left out.

use std::fmt::Write;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::engine::Secrets;
use crate::source::{Encoding, Shown, Source, is_harmless, shown};

/// How many lines are shown around a change.
const CONTEXT: usize = 3;

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// A diff of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Diff {
    /// Its text; empty when there is nothing to show.
    pub(super) text: String,
    /// How many changes are left out.
    pub(super) left_out: usize,
}

/// The change from a source to a text. On a terminal, characters that would do something there are shown as text;
/// elsewhere the bytes are those of the file, and what could be taken for a command of a CI system is left out.
pub(super) fn unified(source: &Source, text: &str, secrets: &Secrets, on_terminal: bool) -> Diff {
    let mark = if source.encoding == Encoding::Utf8Bom && !on_terminal { MARK } else { "" };
    let (old, new) = ([mark, &source.text].concat(), [mark, text].concat());
    let lines = Lines {
        old: old.split_inclusive('\n').collect(),
        new: new.split_inclusive('\n').collect(),
        hidden: hidden(source, secrets, on_terminal),
        on_terminal,
    };
    let changes: Vec<Change> = changes(&lines.old, &lines.new);
    let is_shown = |change: &Change| {
        let is_written = |line: &&str| !secrets.are_in(line) && (on_terminal || is_harmless(bare(line)));
        lines.new.get(change.new.clone()).unwrap_or(&[]).iter().all(is_written)
            && change.old.clone().all(|line| !lines.is_hidden(line))
            // `git apply` takes a change without a line after it for one at the end of the file.
            && (change.old.end == lines.old.len() || !lines.is_hidden(change.old.end))
    };
    let shown: Vec<Change> = changes.iter().filter(|change| is_shown(change)).cloned().collect();
    let mut diff = Diff { text: String::new(), left_out: changes.len() - shown.len() };
    if !shown.is_empty() {
        let (old, new) = (name("a", &source.path, on_terminal), name("b", &source.path, on_terminal));
        diff.text = format!("--- {old}\n+++ {new}\n");
        let mut shift = 0;
        for hunk in shown.chunk_by(|a, b| lines.are_near(a, b)) {
            shift = lines.write(hunk, shift, &mut diff.text);
        }
    }
    diff
}

/// Lines that become others.
#[derive(Debug, Clone)]
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    let operations = capture_diff_slices(Algorithm::Myers, old, new);
    let changes = operations.iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    let mut out: Vec<Change> = Vec::new();
    for operation in changes {
        let (old, new) = (operation.old_range(), operation.new_range());
        match out.last_mut() {
            Some(last) if last.old.end == old.start && last.new.end == new.start => {
                (last.old.end, last.new.end) = (old.end, new.end);
            }
            _ => out.push(Change { old, new }),
        }
    }
    out
}

/// Which lines of a source may not be shown.
fn hidden(source: &Source, secrets: &Secrets, on_terminal: bool) -> Vec<bool> {
    let mut end = 0;
    let lines = source.text.split_inclusive('\n').map(|line| {
        let start = end;
        end += line.len();
        let span = crate::source::Span::at(source.id, start..end);
        secrets.touching(span).next().is_some() || !(on_terminal || is_harmless(bare(line)))
    });
    lines.collect()
}

/// A line without its end, and without the mark that the first one may have.
fn bare(line: &str) -> &str {
    let line = line.strip_prefix(MARK).unwrap_or(line);
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

/// The lines of a file before and after.
struct Lines<'t> {
    old: Vec<&'t str>,
    new: Vec<&'t str>,
    hidden: Vec<bool>,
    on_terminal: bool,
}

impl Lines<'_> {
    fn is_hidden(&self, line: usize) -> bool {
        self.hidden.get(line).copied().unwrap_or(false)
    }

    /// Whether two changes share a hunk.
    fn are_near(&self, a: &Change, b: &Change) -> bool {
        let mut between = a.old.end..b.old.start;
        between.len() <= 2 * CONTEXT && !between.any(|line| self.is_hidden(line))
    }

    /// Appends the hunk of some changes. `shift` is by how many lines the text before it has grown; by how many it has
    /// grown after it is returned.
    fn write(&self, changes: &[Change], shift: isize, out: &mut String) -> isize {
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else { return shift };
        let before =
            (0..first.old.start).rev().take(CONTEXT).take_while(|line| !self.is_hidden(*line)).count();
        let after = (last.old.end..self.old.len()).take(CONTEXT).take_while(|line| !self.is_hidden(*line));
        let (start, end) = (first.old.start - before, last.old.end + after.count());
        let grown: isize =
            changes.iter().map(|change| change.new.len() as isize - change.old.len() as isize).sum();
        let old = end - start;
        let new = old.saturating_add_signed(grown);
        // A range of no lines is named by the line before it.
        let from = |start: usize, count: usize| if count == 0 { start } else { start + 1 };
        let (old_from, new_from) = (from(start, old), from(start.saturating_add_signed(shift), new));
        let _ = writeln!(out, "@@ -{old_from},{old} +{new_from},{new} @@");
        let mut at = start;
        for change in changes {
            (at..change.old.start).for_each(|line| self.line(' ', &self.old, line, out));
            change.old.clone().for_each(|line| self.line('-', &self.old, line, out));
            change.new.clone().for_each(|line| self.line('+', &self.new, line, out));
            at = change.old.end;
        }
        (at..end).for_each(|line| self.line(' ', &self.old, line, out));
        shift + grown
    }

    fn line(&self, sign: char, lines: &[&str], index: usize, out: &mut String) {
        let line = lines.get(index).copied().unwrap_or("");
        let _ = match self.on_terminal {
            true => writeln!(out, "{sign}{}", shown(bare(line))),
            false => write!(out, "{sign}{line}").and_then(|()| match line.ends_with('\n') {
                true => Ok(()),
                false => writeln!(out),
            }),
        };
        if !line.ends_with('\n') {
            out.push_str("\\ No newline at end of file\n");
        }
    }
}

/// The name of a file on one side, as git writes and reads it: in quotes when it holds what a line cannot.
fn name(side: &str, path: &std::path::Path, on_terminal: bool) -> String {
    let text = path.to_string_lossy();
    let plain = format!("{side}/{}", Shown::path(path));
    let needs_quotes = |c: char| c == '"' || c == '\\' || c == '\t' || c == '\u{fffd}';
    if on_terminal || is_harmless(&text) && !text.contains(needs_quotes) {
        return if on_terminal || !text.contains(' ') { plain } else { format!("{side}/{text}\t") };
    }
    let mut quoted = format!("\"{side}/");
    for byte in path.as_os_str().as_encoded_bytes() {
        let _ = match byte {
            b'"' | b'\\' => write!(quoted, "\\{}", char::from(*byte)),
            0x20..0x7f if *byte != b'#' => write!(quoted, "{}", char::from(*byte)),
            _ => write!(quoted, "\\{byte:03o}"),
        };
    }
    quoted + "\""
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn diff(old: &str, new: &str, secret: &str, on_terminal: bool) -> Diff {
        let source = Source::from_text(SourceId(0), "a b", old);
        let at = old.find(secret).filter(|_| !secret.is_empty());
        let places = at.map(|at| Span::at(source.id, at..at + secret.len()));
        unified(&source, new, &Secrets::at(places.into_iter()), on_terminal)
    }

    #[test]
    fn context_ends_before_a_line_with_a_secret() {
        let found = diff(
            "1\nhunter2\n3\n4\n5\n6\nhunter3\n",
            "1\nhunter2\n3\nfour\n5\n6\nhunter3\n",
            "hunter2",
            false,
        );
        assert_eq!(
            found.text,
            "--- a/a b\t\n+++ b/a b\t\n@@ -3,5 +3,5 @@\n 3\n-4\n+four\n 5\n 6\n hunter3\n"
        );
        assert_eq!(found.left_out, 0);
    }

    #[test]
    fn a_change_that_would_show_a_secret_is_left_out_and_counted() {
        let found = diff("1\nhunter2\n3\n", "one\nhunter2\nthree\n", "hunter2", false);
        assert_eq!(found.text, "--- a/a b\t\n+++ b/a b\t\n@@ -3,1 +3,1 @@\n-3\n+three\n");
        assert_eq!(found.left_out, 1);
        let found = diff("hunter2\n", "x hunter2\n", "hunter2", false);
        assert_eq!(found, Diff { text: String::new(), left_out: 1 });
    }

    #[test]
    fn only_marks_start_lines_and_the_rest_is_as_in_the_file() {
        let found = diff("a\tb\r\nx\r\n", "a\tc\r\nx\r\n", "", false);
        assert!(found.text.ends_with("@@ -1,2 +1,2 @@\n-a\tb\r\n+a\tc\r\n x\r\n"), "{found:?}");
        for line in [
            "::error::x",
            "  ::error::x",
            "a\r::error::x",
            "\u{1b}[31m",
            "a\u{2028}b",
            "##[error]x",
            "# ##vso[x]",
        ] {
            let found = diff(&format!("{line}\n2\n3\n"), &format!("{line}\n2\nx\n"), "", false);
            assert!(found.text.contains("@@ -2,2 +2,2 @@\n 2\n-3\n+x\n"), "{line}: {found:?}");
            let found = diff(&format!("1\n{line}\n"), &format!("1\n{line}x\n"), "", false);
            assert_eq!(found, Diff { text: String::new(), left_out: 1 }, "{line}");
            let found = diff(&format!("1\n{line}\n"), &format!("1\n{line}x\n"), "", true);
            assert!(!found.text.contains(['\r', '\u{1b}', '\u{2028}']) && found.left_out == 0, "{found:?}");
        }
    }

    #[test]
    fn a_last_line_without_an_end_says_so() {
        let found = diff("a\nb", "a\nb\n", "", false);
        assert!(found.text.ends_with(" a\n-b\n\\ No newline at end of file\n+b\n"), "{found:?}");
    }
}
