//! Text that was put together from pieces of a file, with the way back: every byte knows where it stands in the
//! file. Does not decide what the pieces are.

use std::borrow::Cow;
use std::ops::Range;

use crate::source::{SourceId, Span};

/// Pieces of a file as one text. Borrowed when it is a single piece.
#[derive(Debug, Clone)]
pub struct Joined<'s> {
    source: SourceId,
    text: Cow<'s, str>,
    pieces: Vec<Piece>,
}

/// From which byte of the joined text on bytes stand where in the file.
#[derive(Debug, Clone, Copy)]
struct Piece {
    at: u32,
    start: u32,
}

impl<'s> Joined<'s> {
    /// A text without pieces, for pieces of `source`.
    pub fn new(source: SourceId) -> Joined<'s> {
        Joined { source, text: Cow::Borrowed(""), pieces: Vec::new() }
    }

    /// Appends a piece that starts at an offset of the file. Empty pieces are only kept when there is no other, so
    /// that an empty text still has a place.
    pub fn push(&mut self, piece: &'s str, start: usize) {
        if self.text.is_empty() {
            self.pieces.clear();
            self.pieces.push(Piece { at: 0, start: offset(start) });
            self.text = Cow::Borrowed(piece);
        } else {
            self.append(piece, start);
        }
    }

    /// Appends a piece of any lifetime; the text becomes owned.
    pub fn append(&mut self, piece: &str, start: usize) {
        if piece.is_empty() && !self.pieces.is_empty() {
            return;
        }
        let at = offset(self.text.len());
        if self.pieces.last().is_none_or(|last| last.start + (at - last.at) != offset(start)) {
            self.pieces.push(Piece { at, start: offset(start) });
        }
        self.text.to_mut().push_str(piece);
    }

    /// Appends a part of another text, whose bytes keep their places.
    pub fn append_part(&mut self, from: &Joined<'_>, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let index = from.pieces.partition_point(|piece| piece.at <= offset(at));
            let end = from.pieces.get(index).map_or(range.end, |next| range.end.min(next.at as usize));
            self.append(from.slice(at..end), from.offset(at));
            at = end;
        }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whose pieces these are.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// A part of the text; empty when the range is not one of it.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }

    /// A part of the text, borrowed from the file where that is possible.
    pub fn part(&self, range: Range<usize>) -> Cow<'s, str> {
        match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.get(range).unwrap_or("")),
            Cow::Owned(text) => Cow::Owned(text.get(range).unwrap_or("").to_owned()),
        }
    }

    /// A part as a text of its own.
    pub fn sub(&self, range: Range<usize>) -> Joined<'s> {
        let text = self.part(range.clone());
        let (start, end) = (offset(range.start), offset(range.start + text.len()));
        let first = self.pieces.partition_point(|piece| piece.at <= start);
        let last = self.pieces.partition_point(|piece| piece.at < end);
        let mut pieces = vec![Piece { at: 0, start: offset(self.offset(range.start)) }];
        let inner = self.pieces.get(first..last.max(first)).unwrap_or(&[]);
        pieces.extend(inner.iter().map(|piece| Piece { at: piece.at - start, start: piece.start }));
        Joined { source: self.source, text, pieces }
    }

    /// Where a byte of the text stands in the file.
    pub fn offset(&self, at: usize) -> usize {
        let at = offset(at);
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        let piece = index.checked_sub(1).and_then(|index| self.pieces.get(index));
        piece.map_or(at, |piece| piece.start.saturating_add(at - piece.at)) as usize
    }

    /// The span in the file from the first to the last byte of a part.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        Span::at(self.source, start..end)
    }

    /// The span in the file of the whole text.
    pub fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// Whether a part stands in the file in one piece, so that offsets in it are offsets in the file.
    pub fn is_contiguous(&self, range: Range<usize>) -> bool {
        self.span(range.clone()).len() as usize == range.len()
    }
}

fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_covers_its_first_to_its_last_byte_in_the_file() {
        let mut joined = Joined::new(SourceId(0));
        joined.push("RUN ap", 0);
        joined.push("t-get x", 10);
        assert_eq!(joined.text(), "RUN apt-get x");
        assert_eq!(joined.span(4..11), Span::new(SourceId(0), 4, 15));
        assert_eq!(joined.span(6..7), Span::new(SourceId(0), 10, 11));
        assert!(!joined.is_contiguous(4..11));
        assert!(joined.is_contiguous(7..11));
        let part = joined.sub(4..11);
        assert_eq!(part.text(), "apt-get");
        assert_eq!(part.span(1..3), Span::new(SourceId(0), 5, 11));
        let mut copy = Joined::new(SourceId(0));
        copy.append_part(&joined, 4..11);
        assert_eq!(copy.text(), "apt-get");
        assert_eq!(copy.span(1..3), Span::new(SourceId(0), 5, 11));
    }

    #[test]
    fn one_piece_is_borrowed() {
        let mut joined = Joined::new(SourceId(0));
        joined.push("", 3);
        joined.push("FROM a", 7);
        joined.push("", 20);
        assert!(matches!(joined.part(0..4), Cow::Borrowed("FROM")));
        assert_eq!(joined.whole(), Span::new(SourceId(0), 7, 13));
    }
}
