//! Lines and columns of a text, each found by binary search. Does not know which format a text has; the caller
//! says what ends a line in it.

use std::sync::OnceLock;

/// Which characters end a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// `\n`, with an optional `\r` before it: Dockerfiles, as BuildKit reads them.
    Lf,
    /// `\n`, `\r\n` and a lone `\r`: YAML 1.2, section 5.4.
    LfOrCr,
}

/// A place as people and formats count it; everything is 1-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column in bytes.
    pub byte: u32,
    /// Column in characters (Unicode scalar values).
    pub char: u32,
    /// Column in UTF-16 code units, as SARIF and LSP count.
    pub utf16: u32,
}

/// Where the lines of a text start.
#[derive(Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
    /// Characters and UTF-16 units before every [`STEP`]th byte, so that a column in a line of megabytes costs no more
    /// than one in a short line; empty for ASCII, made when the first column is asked for.
    counts: OnceLock<Vec<(u32, u32)>>,
}

/// Bytes between two entries of the table of characters.
const STEP: usize = 1024;

impl LineIndex {
    /// Scans a text for line ends.
    pub fn new(text: &str, ends: LineEnds) -> LineIndex {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        match ends {
            LineEnds::Lf => starts.extend(memchr::memchr_iter(b'\n', bytes).map(|at| at as u32 + 1)),
            LineEnds::LfOrCr => starts.extend(
                memchr::memchr2_iter(b'\n', b'\r', bytes)
                    .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
                    .map(|at| at as u32 + 1),
            ),
        }
        LineIndex { starts, counts: OnceLock::new() }
    }

    /// How many lines there are; a text that ends with a line end has an empty last line.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The 1-based line of an offset.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// The byte offset at which a 1-based line starts; `None` past the last line.
    pub fn start(&self, line: u32) -> Option<u32> {
        self.starts.get((line as usize).checked_sub(1)?).copied()
    }

    /// The text of a 1-based line without its line end; empty past the last line.
    pub fn text<'t>(&self, text: &'t str, line: u32) -> &'t str {
        let Some(start) = self.start(line) else { return "" };
        let end = self.start(line + 1).map_or(text.len(), |next| next as usize);
        text.get(start as usize..end).unwrap_or("").trim_end_matches(['\n', '\r'])
    }

    /// The position of an offset in the text that the index was made from. An offset inside a character counts
    /// as that character's start; one past the end as the end.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let offset = floor_char_boundary(text, (offset as usize).min(text.len()));
        let line = self.line(offset as u32);
        let start = self.start(line).unwrap_or(0) as usize;
        let bytes = offset.saturating_sub(start) as u32;
        let (chars_at, units_at) = self.counted(text, start);
        let (chars, units) = self.counted(text, offset);
        Position {
            line,
            byte: bytes + 1,
            char: chars.saturating_sub(chars_at) + 1,
            utf16: units.saturating_sub(units_at) + 1,
        }
    }

    /// How many characters and UTF-16 units stand before an offset.
    fn counted(&self, text: &str, offset: usize) -> (u32, u32) {
        let counts = self.counts.get_or_init(|| if text.is_ascii() { Vec::new() } else { count(text) });
        let Some(&(chars, units)) = counts.get(offset / STEP) else { return (offset as u32, offset as u32) };
        let from = floor_char_boundary(text, offset / STEP * STEP);
        let (more_chars, more_units) = lengths(text.get(from..offset).unwrap_or(""));
        (chars + more_chars, units + more_units)
    }
}

/// The table of characters: entry `n` counts what stands before the character that covers byte `n * STEP`.
fn count(text: &str) -> Vec<(u32, u32)> {
    let mut counts = Vec::with_capacity(text.len() / STEP + 1);
    let (mut chars, mut units, mut from) = (0, 0, 0);
    for step in 0..=text.len() / STEP {
        let to = floor_char_boundary(text, step * STEP);
        let (more_chars, more_units) = lengths(text.get(from..to).unwrap_or(""));
        (chars, units, from) = (chars + more_chars, units + more_units, to);
        counts.push((chars, units));
    }
    counts
}

fn lengths(text: &str) -> (u32, u32) {
    if text.is_ascii() {
        return (text.len() as u32, text.len() as u32);
    }
    text.chars().fold((0, 0), |(chars, units), character| (chars + 1, units + character.len_utf16() as u32))
}

/// The largest character boundary that is not after `offset`.
fn floor_char_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_bytes_characters_and_utf16_units() {
        let text = "a\nb\u{e9}\u{1f433}c";
        let index = LineIndex::new(text, LineEnds::Lf);
        let at = text.find('c').map_or(0, |at| at as u32);
        assert_eq!(index.position(text, at), Position { line: 2, byte: 8, char: 4, utf16: 5 });
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_only_where_the_format_says_so() {
        let text = "a\rb\r\nc\n";
        assert_eq!(LineIndex::new(text, LineEnds::Lf).count(), 3);
        let index = LineIndex::new(text, LineEnds::LfOrCr);
        assert_eq!(index.count(), 4);
        assert_eq!(index.text(text, 2), "b");
    }

    #[test]
    fn columns_in_long_lines_are_those_of_a_plain_count() {
        let text: String = std::iter::repeat_n("a\u{e9}\u{1f433}\u{4e2d}\n", 3).collect::<String>()
            + &"x\u{e9}\u{1f433}\u{4e2d}".repeat(700);
        let index = LineIndex::new(&text, LineEnds::Lf);
        for (offset, _) in text.char_indices() {
            let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let before = text.get(start..offset).unwrap_or("");
            let position = index.position(&text, offset as u32);
            assert_eq!(position.char as usize, before.chars().count() + 1);
            assert_eq!(position.utf16 as usize, before.encode_utf16().count() + 1);
            assert_eq!(position.byte as usize, before.len() + 1);
        }
    }

    #[test]
    fn offsets_past_the_end_are_the_end() {
        let index = LineIndex::new("ab", LineEnds::Lf);
        assert_eq!(index.position("ab", 99).byte, 3);
        assert_eq!(index.text("ab", 7), "");
    }
}
