//! The only source text that a drawing library ever sees: a few lines around some places, cut to a width, with
//! dangerous characters made visible, secrets masked and places remapped.
//!
//! Knows neither findings nor how an excerpt is drawn.

use crate::emit::limits::{MAX_COLUMNS, MAX_CONTEXT_LINES, MAX_LABEL, MAX_MARKS};
use std::cmp::Reverse;
use std::fmt::Write;
use std::ops::Range;

use crate::engine::{MASK, Secrets};
use crate::source::{Shown, Source, Span, shown};

const TAB: usize = 4;

/// A place to mark, in the source.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'t> {
    /// Where.
    pub span: Span,
    /// What is written beside it; may be empty.
    pub text: &'t str,
    /// Whether it is what the finding is about.
    pub primary: bool,
}

/// How an excerpt is cut.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cut<'c> {
    /// How many columns a line may have.
    pub columns: usize,
    /// Whether the line before the first primary place is shown.
    pub context: bool,
    /// What stands where a line was cut.
    pub ellipsis: &'static str,
    /// What must not be shown.
    pub secrets: &'c Secrets,
}

/// Lines of one source, safe to draw.
#[derive(Debug, Default)]
pub(super) struct Excerpt {
    /// The path, safe to print.
    pub name: String,
    /// The lines, each ending with a line feed.
    pub text: String,
    /// Where the lines are.
    pub lines: Vec<Line>,
    /// The places, in order, on one line each, not empty and not overlapping.
    pub marks: Vec<Mark>,
    /// The 1-based line and column (in characters) of the first primary place, or of the first place.
    pub position: (u32, u32),
    /// How many places there was no room for.
    pub more: usize,
}

/// A line of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Its 1-based number in the source.
    pub number: u32,
    /// Its bytes in the excerpt, without the line feed.
    pub range: Range<usize>,
}

/// A place in an excerpt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its bytes in the excerpt.
    pub range: Range<usize>,
    /// What is written beside it, safe to print; may be empty.
    pub text: String,
    /// Whether it is what the finding is about.
    pub primary: bool,
}

/// A place on its line, in bytes of the source.
struct Resolved {
    line: u32,
    range: Range<usize>,
    text: String,
    primary: bool,
}

/// The excerpt of a source around some places, which are all in that source.
pub(super) fn excerpt(source: &Source, places: &[Place<'_>], cut: Cut<'_>) -> Excerpt {
    let mut excerpt = Excerpt { name: Shown::path(&source.path), ..Excerpt::default() };
    let first = places.iter().find(|place| place.primary).or(places.first());
    if let Some(place) = first {
        let position = source.position(place.span.start);
        excerpt.position = (position.line, position.char);
    }
    let mut marks: Vec<Resolved> = Vec::new();
    let mut ordered: Vec<&Place<'_>> = places.iter().collect();
    ordered.sort_by_key(|place| Reverse(place.primary));
    for place in ordered {
        if marks.len() == MAX_MARKS {
            excerpt.more += 1;
        } else {
            add(&mut marks, resolve(source, place));
        }
    }
    marks.sort_by_key(|mark| (mark.line, mark.range.start));
    for number in shown_lines(source, &marks, cut.context) {
        let (from, to) = bounds(&marks, number);
        draw_line(source, number, marks.get(from..to).unwrap_or(&[]), cut, &mut excerpt);
    }
    excerpt
}

/// The marks of a line, as indices.
fn bounds(marks: &[Resolved], line: u32) -> (usize, usize) {
    (marks.partition_point(|mark| mark.line < line), marks.partition_point(|mark| mark.line <= line))
}

/// A place, cut to its first line.
fn resolve(source: &Source, place: &Place<'_>) -> Resolved {
    let length = source.text.len();
    let start = boundary(&source.text, (place.span.start as usize).min(length));
    let line = source.line(start as u32);
    let (from, to) = line_range(source, line);
    let start = start.clamp(from, to);
    let end = boundary(&source.text, (place.span.end as usize).clamp(start, to)).max(start);
    Resolved { line, range: start..end, text: clip(place.text, MAX_LABEL), primary: place.primary }
}

/// The bytes of a line without its end.
fn line_range(source: &Source, line: u32) -> (usize, usize) {
    let from = source.lines().start(line).unwrap_or(0) as usize;
    (from, from + source.lines().text(&source.text, line).len())
}

/// Adds a mark so that marks do not overlap: of two that do, the later one keeps what the earlier one leaves.
fn add(marks: &mut Vec<Resolved>, mut mark: Resolved) {
    let line = mark.line;
    for other in marks.iter_mut().filter(|other| other.line == line) {
        let apart = mark.range.end <= other.range.start || other.range.end <= mark.range.start;
        if apart && mark.range != other.range {
            continue;
        }
        if mark.range.start < other.range.start {
            mark.range.end = other.range.start;
        } else {
            mark.range.start = other.range.end.min(mark.range.end);
        }
        if mark.range.is_empty() {
            join(&mut other.text, &mark.text);
            return;
        }
    }
    marks.push(mark);
}

/// Puts two labels of one place together.
fn join(text: &mut String, more: &str) {
    if text.is_empty() {
        text.push_str(more);
    } else if !more.is_empty() && text != more && text.len() < MAX_LABEL {
        text.push_str("; ");
        text.push_str(more);
    }
}

/// The numbers of the lines to show: those with marks, a line before the first primary one, and single lines between.
fn shown_lines(source: &Source, marks: &[Resolved], context: bool) -> Vec<u32> {
    let mut budget = MAX_CONTEXT_LINES;
    let is_blank = |line: u32| {
        let text = source.lines().text(&source.text, line);
        text.bytes().take(MAX_COLUMNS).all(|byte| byte.is_ascii_whitespace())
    };
    let before = marks.iter().find(|mark| mark.primary).map(|mark| mark.line - 1);
    let before = before.filter(|&line| context && line > 0 && !is_blank(line));
    let mut wanted: Vec<u32> = marks.iter().map(|mark| mark.line).chain(before).collect();
    budget -= usize::from(before.is_some());
    wanted.sort_unstable();
    wanted.dedup();
    let mut lines: Vec<u32> = Vec::new();
    for line in wanted {
        if budget > 0 && lines.last().is_some_and(|last| last + 2 == line) {
            lines.push(line - 1);
            budget -= 1;
        }
        lines.push(line);
    }
    lines
}

/// Appends one line with its marks to an excerpt.
fn draw_line(source: &Source, number: u32, marks: &[Resolved], cut: Cut<'_>, out: &mut Excerpt) {
    let columns = cut.columns.clamp(20, MAX_COLUMNS);
    let (from, to) = line_range(source, number);
    let begin = window(&source.text, from..to, marks.first().map(|mark| mark.range.clone()), columns);
    let line_start = out.text.len();
    if begin > from {
        out.text.push_str(cut.ellipsis);
    }
    let mut ends: Vec<[Option<usize>; 2]> = vec![[None, None]; marks.len()];
    let settle = |ends: &mut Vec<[Option<usize>; 2]>, offset: usize, at: usize| {
        for (mark, [start, end]) in marks.iter().zip(ends) {
            if start.is_none() && offset >= mark.range.start {
                *start = Some(at);
            }
            if end.is_none() && offset >= mark.range.end {
                *end = Some(at);
            }
        }
    };
    let rest = source.text.get(begin..to).unwrap_or("");
    let mut masked_until = begin;
    let mut column = 0;
    let mut stop = to;
    for (at, character) in rest.char_indices() {
        let offset = begin + at;
        // Escapes take columns, too; the first mark is shown all the same.
        if column >= columns && marks.first().is_none_or(|mark| mark.range.start < offset) {
            stop = offset;
            break;
        }
        settle(&mut ends, offset, out.text.len());
        if offset < masked_until {
            continue;
        }
        if let Some(end) = cut.secrets.covering(source.id, offset) {
            out.text.push_str(MASK);
            column += MASK.len();
            masked_until = end;
            continue;
        }
        column += push(
            &mut out.text,
            character,
            rest.get(..at).unwrap_or(""),
            rest.get(at..).unwrap_or(""),
            column,
        );
    }
    settle(&mut ends, stop, out.text.len());
    place_marks(marks, &ends, line_start, out);
    if stop < to {
        out.text.push_str(cut.ellipsis);
    }
    out.lines.push(Line { number, range: line_start..out.text.len() });
    out.text.push('\n');
}

/// Where a line is entered so that its first mark is seen: at its start if the mark ends within the columns.
fn window(text: &str, line: Range<usize>, mark: Option<Range<usize>>, columns: usize) -> usize {
    let Some(mark) = mark else { return line.start };
    let near = mark.end - line.start <= 4 * columns;
    if near && text.get(line.start..mark.end).is_some_and(|before| before.chars().count() < columns) {
        return line.start;
    }
    let before = text.get(line.start..mark.start).unwrap_or("");
    before.char_indices().rev().nth(columns / 4).map_or(line.start, |(at, _)| line.start + at)
}

/// Appends a character in its visible form and gives the columns that it took.
fn push(text: &mut String, character: char, before: &str, rest: &str, column: usize) -> usize {
    let start = text.len();
    match character {
        '\t' => text.extend(std::iter::repeat_n(' ', TAB - column % TAB)),
        '#' if before.ends_with('#') && is_command(rest) => text.push_str("\\x23"),
        // The drawing code marks its own characters with noncharacters.
        '\u{fdd0}'..='\u{fdef}' => text.push('\u{fffd}'),
        _ => {
            let mut buffer = [0; 4];
            // Writing to a string cannot fail.
            let _ = write!(text, "{}", shown(character.encode_utf8(&mut buffer)));
        }
    }
    text.get(start..).map_or(1, |added| added.chars().count())
}

/// Whether `#[…]`, `#vso[…]` and the like follow: with a hash before it, a runner takes it for a command.
fn is_command(rest: &str) -> bool {
    let mut word = rest.bytes().skip(1).take(24);
    word.find(|byte| !byte.is_ascii_alphanumeric()) == Some(b'[')
}

/// Turns the marks of a line into marks of the excerpt: none empty, none overlapping.
fn place_marks(marks: &[Resolved], ends: &[[Option<usize>; 2]], line_start: usize, out: &mut Excerpt) {
    let line_end = out.text.len();
    let mut free = line_start;
    for (mark, ends) in marks.iter().zip(ends) {
        let [Some(start), end] = *ends else {
            out.more += 1;
            continue;
        };
        let start = start.max(free);
        let mut end = end.unwrap_or(line_end).max(start);
        if start == end {
            if start >= out.text.len() {
                out.text.push(' ');
            }
            end =
                start + out.text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        }
        free = end;
        out.marks.push(Mark { range: start..end, text: mark.text.clone(), primary: mark.primary });
    }
}

/// A text that is safe to print and not longer than some characters.
pub(super) fn clip(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => shown(text).to_string(),
        Some((end, _)) => format!("{}...", shown(text.get(..end).unwrap_or(""))),
    }
}

/// The largest character boundary that is not after an offset.
fn boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{SourceId, is_dangerous};

    const ID: SourceId = SourceId(0);

    fn cut(
        source: &Source,
        places: &[(Range<usize>, bool)],
        masks: impl IntoIterator<Item = Range<usize>>,
        columns: usize,
    ) -> Excerpt {
        let secrets = Secrets::at(masks.into_iter().map(|range| Span::at(ID, range)));
        let places: Vec<Place<'_>> = places
            .iter()
            .map(|(range, primary)| Place {
                span: Span::at(ID, range.clone()),
                text: "why",
                primary: *primary,
            })
            .collect();
        excerpt(source, &places, Cut { columns, context: true, ellipsis: "...", secrets: &secrets })
    }

    fn source(text: &str) -> Source {
        Source::from_text(ID, "a.yaml", text)
    }

    fn marked(excerpt: &Excerpt) -> Vec<&str> {
        excerpt.marks.iter().map(|mark| excerpt.text.get(mark.range.clone()).unwrap()).collect()
    }

    #[test]
    fn shows_the_line_before_and_marks_the_place() {
        let excerpt = cut(&source("a:\n\tb: caf\u{e9}\u{202e}\nc:\n"), &[(7..15, true)], None, 80);
        assert_eq!(excerpt.text, "a:\n    b: caf\u{e9}\\u{202e}\n");
        assert_eq!(marked(&excerpt), ["caf\u{e9}\\u{202e}"]);
        assert_eq!(excerpt.position, (2, 5));
    }

    #[test]
    fn masks_values_also_where_another_place_ends_inside_them() {
        let excerpt = cut(&source("PASSWORD=hunter2 x"), &[(0..12, true), (9..18, false)], Some(9..16), 80);
        assert_eq!(excerpt.text, "PASSWORD=**** x\n");
        assert_eq!(marked(&excerpt), ["PASSWORD=****", " x"]);
    }

    #[test]
    fn long_lines_are_entered_near_the_place() {
        let text = format!("{}needle{}", "x".repeat(70_000), "y".repeat(70_000));
        let excerpt = cut(&source(&text), &[(70_000..70_006, true), (139_000..139_002, false)], None, 40);
        assert_eq!(marked(&excerpt), ["needle"]);
        assert!(excerpt.text.starts_with("...xxxxxx") && excerpt.text.ends_with("y...\n"));
        assert_eq!(excerpt.text.len(), 40 + 6 + 1);
        assert_eq!((excerpt.more, excerpt.position), (1, (1, 70_001)));
    }

    #[test]
    fn an_empty_place_is_drawn_also_at_the_end_of_the_file() {
        assert_eq!(marked(&cut(&source("a\n"), &[(2..2, true)], None, 80)), [" "]);
        assert_eq!(marked(&cut(&source(""), &[(0..0, true)], None, 80)), [" "]);
    }

    #[test]
    fn single_lines_between_places_are_shown_and_wider_gaps_are_not() {
        let excerpt =
            cut(&source("a\nb\nc\nd\ne\nf\ng\n"), &[(4..5, true), (8..9, false), (0..1, false)], None, 80);
        let numbers: Vec<u32> = excerpt.lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5]);
        let excerpt = cut(&source("a\nb\nc\nd\ne\nf\ng\n"), &[(0..1, true), (12..13, false)], None, 80);
        assert_eq!(excerpt.lines.iter().map(|line| line.number).collect::<Vec<_>>(), [1, 7]);
    }

    #[test]
    fn commands_of_ci_systems_are_broken_up_and_comments_are_not() {
        assert_eq!(
            cut(&source("#### x ##[e] ##vso[t]"), &[(0..1, true)], None, 80).text,
            "#### x #\\x23[e] #\\x23vso[t]\n"
        );
    }

    proptest! {
        #[test]
        fn marks_are_apart_within_one_line_and_on_boundaries(
            text in r"[a-z \t\n\r#\[\u{0}-\u{1f}\u{e9}\u{4e2d}\u{202e}\u{1f433}]{0,120}",
            places in prop::collection::vec((0usize..200, 0usize..60, any::<bool>()), 0..14),
            masks in prop::collection::vec((0usize..200, 0usize..20), 0..4),
            columns in 0usize..90,
        ) {
            let places: Vec<_> =
                places.iter().map(|&(at, length, primary)| (at..at + length, primary)).collect();
            let masks = masks.iter().map(|&(at, length)| at..at + length);
            let excerpt = cut(&source(&text), &places, masks, columns);
            let mut last = 0;
            for mark in &excerpt.marks {
                prop_assert!(mark.range.start >= last && !mark.range.is_empty());
                prop_assert!(excerpt.text.get(mark.range.clone()).is_some());
                let within =
                    |line: &Line| line.range.start <= mark.range.start && mark.range.end <= line.range.end;
                prop_assert!(excerpt.lines.iter().any(within));
                last = mark.range.end;
            }
            prop_assert!(excerpt.marks.len() <= MAX_MARKS);
            prop_assert!(excerpt.lines.len() <= MAX_MARKS + MAX_CONTEXT_LINES);
            let is_text = |character: char| character == '\n' || !is_dangerous(character);
            prop_assert!(excerpt.text.chars().all(is_text));
        }
    }
}
