//! Physical lines, and logical lines made of them as BuildKit does it: continuations joined, comments and blank
//! lines inside of them dropped. Does not look into a line beyond its first and last characters.

use crate::syntax::limits::MAX_LINE;
use std::cell::OnceCell;

use rustc_hash::FxHashMap;

/// The lines of a text, one at a time.
pub(super) struct Lines<'s> {
    text: &'s str,
    next: usize,
    last_places: OnceCell<LastPlaces<'s>>,
    trimmed: OnceCell<FxHashMap<&'s str, Vec<Line<'s>>>>,
    /// Where lines start that are longer than BuildKit's buffer.
    pub too_long: Vec<usize>,
}

/// Where each line stands last, as it is and without leading tabs.
#[derive(Default)]
struct LastPlaces<'s> {
    whole: FxHashMap<&'s str, usize>,
    stripped: FxHashMap<&'s str, usize>,
}

/// A physical line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    /// Its text without line end and carriage returns before it.
    pub text: &'s str,
    /// Where it starts.
    pub start: usize,
    /// Where the next one starts.
    pub next: usize,
}

impl Line<'_> {
    /// One past its last byte, the line end not counted.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether its first character is `#`.
    pub(super) fn is_comment(&self) -> bool {
        self.text.trim_start().starts_with('#')
    }

    /// Whether nothing stands on it.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim_start().is_empty()
    }
}

impl<'s> Lines<'s> {
    pub(super) fn new(text: &'s str) -> Lines<'s> {
        Lines { text, next: 0, last_places: OnceCell::new(), trimmed: OnceCell::new(), too_long: Vec::new() }
    }

    /// Where the next line starts.
    pub(super) fn at(&self) -> usize {
        self.next
    }

    /// Takes a line.
    pub(super) fn take(&mut self) -> Option<Line<'s>> {
        let line = self.peek()?;
        self.next = line.next;
        if line.next - line.start > MAX_LINE {
            let raw = self.text.get(line.start..line.next).unwrap_or("");
            if raw.strip_suffix('\n').unwrap_or(raw).len() > MAX_LINE {
                self.too_long.push(line.start);
            }
        }
        Some(line)
    }

    fn peek(&self) -> Option<Line<'s>> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let (text, next) = match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(at) => (rest.get(..at).unwrap_or(""), start + at + 1),
            None => (rest, self.text.len()),
        };
        Some(Line { text: text.trim_end_matches('\r'), start, next })
    }

    /// Takes lines up to and including one that equals `name` (after leading tabs when `strip_tabs`), and returns
    /// that line. Takes nothing when there is none.
    pub(super) fn take_until(&mut self, name: &str, strip_tabs: bool) -> Option<Line<'s>> {
        // A table of where each line stands last answers for heredocs that never end, so that many of them do not
        // each read the rest of the file.
        let places = self.last_places();
        let last = if strip_tabs { places.stripped.get(name) } else { places.whole.get(name) };
        if last.is_none_or(|last| *last < self.next) {
            return None;
        }
        while let Some(line) = self.take() {
            let text = if strip_tabs { line.text.trim_start_matches('\t') } else { line.text };
            if text == name {
                return Some(line);
            }
        }
        None
    }

    /// Takes lines up to and including one that is `name` with blanks around it, as [`Lines::take_until`] does.
    pub(super) fn take_until_nearly(&mut self, name: &str) -> Option<Line<'s>> {
        // Only one table is made for all heredocs that never end.
        let trimmed = self.trimmed.get_or_init(|| {
            let mut trimmed: FxHashMap<&str, Vec<Line<'_>>> = FxHashMap::default();
            let mut lines = Lines::new(self.text);
            while let Some(line) = lines.take() {
                let content = line.text.trim_matches([' ', '\t']);
                if content.len() < line.text.len() && !content.is_empty() {
                    trimmed.entry(content).or_default().push(line);
                }
            }
            trimmed
        });
        let lines = trimmed.get(name)?;
        let line = *lines.get(lines.partition_point(|line| line.start < self.next))?;
        self.next = line.next;
        Some(line)
    }

    fn last_places(&self) -> &LastPlaces<'s> {
        self.last_places.get_or_init(|| {
            let mut places = LastPlaces::default();
            let mut lines = Lines::new(self.text);
            while let Some(line) = lines.take() {
                places.stripped.insert(line.text.trim_start_matches('\t'), line.start);
                places.whole.insert(line.text, line.start);
            }
            places
        })
    }
}

/// A line without the escape character that continues it, or `None` when it is not continued. Blanks may follow the
/// escape character; a doubled one does not continue.
pub(super) fn without_continuation(line: &str, escape: char) -> Option<&str> {
    let rest = line.trim_end_matches([' ', '\t']).strip_suffix(escape)?;
    (!rest.ends_with(escape)).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubled_escape_does_not_continue() {
        assert_eq!(without_continuation("RUN a \\ \t", '\\'), Some("RUN a "));
        assert_eq!(without_continuation("RUN a \\\\", '\\'), None);
        assert_eq!(without_continuation("\\", '\\'), Some(""));
        assert_eq!(without_continuation("RUN a \\", '`'), None);
    }

    #[test]
    fn a_heredoc_that_does_not_end_takes_nothing() {
        let mut lines = Lines::new("a\r\n\tEND\nb");
        assert!(lines.take_until("END", false).is_none());
        assert_eq!(lines.at(), 0);
        assert_eq!(lines.take_until("END", true).map(|line| line.start), Some(3));
        assert!(lines.take_until("END", true).is_none());
        assert!(lines.take_until_nearly("END").is_none());
        assert_eq!(lines.take().map(|line| line.text), Some("b"));
    }

    #[test]
    fn the_next_line_with_blanks_around_the_name_is_found() {
        let mut lines = Lines::new(" END\na\nEND \r\nb\n\tEND");
        lines.take();
        assert_eq!(lines.take_until_nearly("END").map(|line| line.start), Some(7));
        assert_eq!(lines.take_until_nearly("END").map(|line| line.text), Some("\tEND"));
        assert!(lines.take_until_nearly("END").is_none());
    }
}
