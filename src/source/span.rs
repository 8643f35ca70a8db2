//! Byte spans in sources. A span is a place, not a text: it does not keep the source alive.

use std::ops::Range;

/// The number of a source in its [`SourceMap`](super::SourceMap).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Bytes `start..end` of a source. Files are limited to less than 4 GiB, so offsets are `u32`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Whose bytes.
    pub source: SourceId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span; an `end` before `start` gives an empty span at `start`.
    pub fn new(source: SourceId, start: u32, end: u32) -> Span {
        Span { source, start, end: end.max(start) }
    }

    /// The same from `usize` offsets, saturating at the limit of `u32`.
    pub fn at(source: SourceId, range: Range<usize>) -> Span {
        let offset = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        Span::new(source, offset(range.start), offset(range.end))
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span covers no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    pub fn contains(self, other: Span) -> bool {
        self.source == other.source && self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both; `other` is ignored when it is of another source.
    pub fn to(self, other: Span) -> Span {
        if self.source != other.source {
            return self;
        }
        Span { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at the start.
    pub fn before(self) -> Span {
        Span { end: self.start, ..self }
    }

    /// The empty span at the end.
    pub fn after(self) -> Span {
        Span { start: self.end, ..self }
    }
}

/// A value and where it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Pairs a value with its place.
    pub fn new(value: T, span: Span) -> Spanned<T> {
        Spanned { value, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_join_only_within_one_source() {
        let a = Span::new(SourceId(0), 4, 6);
        let b = Span::new(SourceId(0), 1, 2);
        assert_eq!(a.to(b), Span::new(SourceId(0), 1, 6));
        assert_eq!(a.to(Span::new(SourceId(1), 0, 9)), a);
    }
}
