//! Lines and columns of a text, each found by binary search. Does not know which format a text has; the caller
//! says what ends a line in it.

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
}

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
        LineIndex { starts }
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
        let before = text.get(start..offset).unwrap_or("");
        let (mut chars, mut units) = (0, 0);
        if before.is_ascii() {
            (chars, units) = (before.len() as u32, before.len() as u32);
        } else {
            for character in before.chars() {
                chars += 1;
                units += character.len_utf16() as u32;
            }
        }
        Position { line, byte: before.len() as u32 + 1, char: chars + 1, utf16: units + 1 }
    }
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
    fn offsets_past_the_end_are_the_end() {
        let index = LineIndex::new("ab", LineEnds::Lf);
        assert_eq!(index.position("ab", 99).byte, 3);
        assert_eq!(index.text("ab", 7), "");
    }
}
