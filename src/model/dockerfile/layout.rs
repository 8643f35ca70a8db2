//! The physical lines of a Dockerfile, for what is about its looks. Does not know what stands on them.

use super::Dockerfile;
use crate::source::Span;

/// A line of the file.
#[derive(Debug, Clone, Copy)]
pub struct TextLine<'s> {
    /// Its text without its line end.
    pub text: &'s str,
    /// Where it starts.
    pub start: usize,
    /// Its line end: `\n`, `\r\n`, or nothing at the end of the file.
    pub ending: &'s str,
    /// Whether it belongs to a heredoc, so that its looks are those of another file.
    pub in_heredoc: bool,
}

impl TextLine<'_> {
    /// The span of a part of its text.
    pub fn span(&self, file: &Dockerfile<'_>, range: std::ops::Range<usize>) -> Span {
        Span::at(file.source, self.start + range.start..self.start + range.end)
    }

    /// Whether nothing but blanks stands on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// Where the characters of a line start that are over a number of them.
pub fn surplus(line: &str, most: usize) -> Option<usize> {
    line.char_indices().nth(most).map(|(at, _)| at)
}

/// How many characters a line has.
pub fn width(line: &str) -> usize {
    line.chars().count()
}

/// The words of a line.
pub fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split_whitespace()
}

/// The lines of a file, in order.
pub fn text_lines<'s>(file: &Dockerfile<'s>) -> impl Iterator<Item = TextLine<'s>> {
    let heredocs = file.steps().flat_map(|step| &step.instruction.heredocs);
    let mut bodies: Vec<Span> = heredocs.map(|heredoc| heredoc.body.to(heredoc.terminator)).collect();
    bodies.sort_by_key(|span| span.start);
    let mut bodies = bodies.into_iter().peekable();
    let mut start = 0;
    file.text.split_inclusive('\n').map(move |whole| {
        let text = whole.trim_end_matches('\n').trim_end_matches('\r');
        let ending = whole.get(text.len()..).unwrap_or("");
        while bodies.next_if(|body| (body.end as usize) < start).is_some() {}
        let in_heredoc = bodies.peek().is_some_and(|body| !body.is_empty() && body.start as usize <= start);
        let line = TextLine { text, start, ending, in_heredoc };
        start += whole.len();
        line
    })
}
