//! The text of a file that a Compose file holds in a block scalar, and where each byte of it stands. Does not read the
//! text.

use crate::source::{SourceId, Span};
use crate::syntax::yaml::{ScalarStyle, Value};

/// A text inside of another, as it will be once Compose has read it.
#[derive(Debug)]
pub struct Inline {
    /// The text.
    pub text: String,
    /// From which byte of the text on the bytes of the file follow each other, and from where: in order.
    pieces: Vec<(u32, u32)>,
    /// The file that holds it.
    pub source: SourceId,
}

impl Inline {
    /// Reads a literal block scalar (`|`), in which `$$` is a dollar sign; `None` for another style, where lines are
    /// joined, and for a text with variables, which is not known before deployment.
    pub fn read(value: Value<'_>) -> Option<Inline> {
        let (scalar, node) = (value.scalar()?, value.node());
        let written = value.tree().text.get(node.span.range())?;
        let header = written.find('\n')? + 1;
        if scalar.style != ScalarStyle::Literal {
            return None;
        }
        let mut inline = Inline { text: String::new(), pieces: Vec::new(), source: node.span.source };
        let lines = || written.get(header..).unwrap_or("").split_inclusive('\n');
        let first = lines().find(|line| !line.trim().is_empty())?;
        let indent = first.len() - first.trim_start_matches(' ').len();
        let mut at = node.span.start as usize + header;
        for line in lines() {
            // A line of fewer spaces is empty.
            let from = indent.min(line.len() - line.trim_start_matches(' ').len());
            let end = line.trim_end_matches(['\r', '\n']).len().max(from);
            inline.push(line.get(from..end)?, at + from)?;
            if line.ends_with('\n') {
                // YAML ends every line like this.
                inline.push("\n", at + line.len() - 1)?;
            }
            at += line.len();
        }
        if !inline.text.ends_with('\n') {
            // Whether the last line ends is decided by the header of the scalar.
            inline.push("\n", at)?;
        }
        let is_same = inline.text.trim_end() == scalar.text.replace("$$", "$").trim_end();
        is_same.then_some(inline)
    }

    /// Adds a piece of a line that stands at a byte of the file; `None` when it has a variable.
    fn push(&mut self, line: &str, mut at: usize) -> Option<()> {
        for (index, piece) in line.split("$$").enumerate() {
            if index > 0 {
                self.pieces.push((self.text.len() as u32, at as u32));
                self.text.push('$');
                at += 2;
            }
            if piece.contains('$') {
                return None;
            }
            self.pieces.push((self.text.len() as u32, at as u32));
            self.text.push_str(piece);
            at += piece.len();
        }
        Some(())
    }

    /// Whether the bytes of a span of the text follow each other in the file.
    pub fn is_whole(&self, span: Span) -> bool {
        self.place(span).len() == span.len()
    }

    /// The place in the file of a span of the text.
    pub fn place(&self, span: Span) -> Span {
        let start = self.offset(span.start);
        let end = if span.end > span.start { self.offset(span.end - 1) + 1 } else { start };
        Span::new(self.source, start, end.max(start))
    }

    fn offset(&self, offset: u32) -> u32 {
        let index = self.pieces.partition_point(|(from, _)| *from <= offset);
        self.pieces.get(index.saturating_sub(1)).map_or(0, |(from, at)| at + (offset - from))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    fn with(text: &str, then: impl FnOnce(Option<Inline>)) {
        let tree = parse(SourceId(0), text, &Limits::default());
        let value = tree.roots().next().unwrap().get("a").unwrap();
        then(Inline::read(value));
    }

    #[test]
    fn each_byte_is_found_again_behind_its_indentation() {
        let text = "a: |\n  FROM x\n\n    RUN echo $$HOME\n  CMD y\nb: c\n";
        with(text, |inline| {
            let inline = inline.unwrap();
            assert_eq!(inline.text.trim_end(), "FROM x\n\n  RUN echo $HOME\nCMD y");
            for word in ["FROM", "RUN", "HOME", "CMD y"] {
                let start = inline.text.find(word).unwrap() as u32;
                let span = Span::new(SourceId(0), start, start + word.len() as u32);
                assert_eq!(text.get(inline.place(span).range()), Some(word));
            }
        });
    }

    #[test]
    fn joined_lines_and_variables_are_not_read() {
        for text in ["a: >\n  FROM x\n  RUN y\n", "a: \"FROM x\\nRUN y\"\n", "a: |\n  FROM ${BASE}\n"] {
            with(text, |inline| assert!(inline.is_none(), "{text}"));
        }
    }
}
