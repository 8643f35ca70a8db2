//! Frames around source text: miette draws the rows, this module puts rows of several places and files into one
//! frame. Knows excerpts, not findings.
//!
//! miette draws every mark with the same characters and every place far from the others as a frame of its own. So it
//! is given noncharacters to draw with, which excerpts never contain; they are exchanged for heavy characters where
//! what a finding is about is marked and light ones elsewhere, and only the rows between the borders are kept.

use std::fmt;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents,
    SourceCode, SourceSpan, SpanContents, ThemeCharacters, ThemeStyles,
};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use super::excerpt::{Excerpt, Line, Mark};
use super::paint::{Ink, Paint};
use crate::finding::Severity;

/// How a frame is drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Colours.
    pub paint: Paint,
    /// Whether there are box characters.
    pub unicode: bool,
    /// The columns that there are.
    pub columns: usize,
    /// By which the colour of what the finding is about is chosen.
    pub severity: Severity,
}

/// The frame around some excerpts, the first being what a finding is about.
pub(super) fn frame(excerpts: &[Excerpt], look: Look) -> String {
    let digits = |number: u32| number.checked_ilog10().unwrap_or(0) as usize + 1;
    let last = excerpts.iter().flat_map(|excerpt| excerpt.lines.last()).map(|line| digits(line.number)).max();
    let gutter = last.unwrap_or(1);
    let indent = " ".repeat(gutter + 2);
    let [top, next, gap, bottom] = if look.unicode {
        ["╭─", "├─", "┆", "╰────"]
    } else {
        [",-", "|-", ":", "`----"]
    };
    let mut text = String::new();
    for (index, excerpt) in excerpts.iter().enumerate() {
        let (line, column) = excerpt.position;
        let path = look.paint.ink(Ink::Path, &format!("{}:{line}:{column}", excerpt.name));
        let corner = if index == 0 { top } else { next };
        text.push_str(&format!("{indent}{corner}[{path}]\n"));
        for (index, lines) in excerpt.lines.chunk_by(|a, b| a.number + 1 == b.number).enumerate() {
            if index > 0 {
                text.push_str(&format!("{indent}{gap}\n"));
            }
            let number = lines.last().map_or(1, |line| line.number);
            let pad = " ".repeat(gutter.saturating_sub(digits(number)));
            for row in rows(excerpt, lines, look).lines() {
                text.push_str(&pad);
                text.push_str(row);
                text.push('\n');
            }
        }
        if excerpt.more > 0 {
            text.push_str(&format!("{indent}{gap} and {} more\n", excerpt.more));
        }
    }
    text.push_str(&format!("{indent}{bottom}\n"));
    text
}

/// The rows of consecutive lines, each ending with a line feed.
fn rows(excerpt: &Excerpt, lines: &[Line], look: Look) -> String {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
    let (start, end) = (first.range.start, last.range.end);
    let within = |mark: &&Mark| start <= mark.range.start && mark.range.end <= end;
    let marks: Vec<&Mark> = excerpt.marks.iter().filter(within).collect();
    if marks.is_empty() {
        return String::new();
    }
    let width = |mark: &Mark| {
        let line = lines.iter().find(|line| mark.range.end <= line.range.end);
        let before = mark.range.start - line.map_or(start, |line| line.range.start);
        look.columns.saturating_sub(before + 20).max(40)
    };
    let labels = marks.iter().map(|mark| {
        let text = (!mark.text.is_empty()).then(|| wrap(&mark.text, width(mark)).join("\n"));
        LabeledSpan::new(text, mark.range.start - start, mark.range.len())
    });
    let snippet = Snippet {
        labels: labels.collect(),
        rows: Rows {
            text: excerpt.text.get(start..end + 1).unwrap_or("").to_string(),
            line: first.number.saturating_sub(1) as usize,
            count: lines.len(),
        },
    };
    let mut drawn = String::new();
    if handler(&marks, look).render_report(&mut drawn, &snippet).is_err() {
        return String::new();
    }
    // miette leads a bar down from every mark, also from those without text.
    let bars = marks.iter().any(|mark| mark.primary && !mark.text.is_empty());
    let drawn = translate(&drawn, look, bars);
    // Before the rows stand an empty message and the upper border, after them the lower border.
    let rows: Vec<&str> = drawn.lines().skip(2).collect();
    let (_, rows) = rows.split_last().unwrap_or((&"", &[]));
    rows.iter().map(|row| format!("{}\n", row.trim_end())).collect()
}

/// Wraps a text at blanks.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let options = Options::new(width)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options).into_iter().map(std::borrow::Cow::into_owned).collect()
}

fn handler(marks: &[&Mark], look: Look) -> GraphicalReportHandler {
    let ansi = ThemeStyles::ansi();
    let mut styles = ThemeStyles::none();
    // Bold is how `translate` knows what the finding is about.
    let primary = match look.severity.headline() {
        "error" => ansi.error.bold(),
        "warning" => ansi.warning.bold(),
        _ => ansi.advice.bold(),
    };
    styles.highlights = marks.iter().map(|mark| if mark.primary { primary } else { ansi.advice }).collect();
    styles.linum = ansi.linum;
    let theme = GraphicalTheme { characters: characters(), styles };
    GraphicalReportHandler::new_themed(theme)
        .without_syntax_highlighting()
        .without_cause_chain()
        .with_urls(false)
        .with_wrap_lines(false)
        .with_context_lines(0)
}

const HBAR: char = '\u{fdd0}';
const VBAR: char = '\u{fdd1}';
const BREAK: char = '\u{fdd2}';
const ARROW: char = '\u{fdd3}';
const CORNER: char = '\u{fdd4}';
const CROSS: char = '\u{fdd5}';
const UNDERBAR: char = '\u{fdd6}';
const UNDERLINE: char = '\u{fdd7}';

fn characters() -> ThemeCharacters {
    ThemeCharacters {
        hbar: HBAR,
        vbar: VBAR,
        vbar_break: BREAK,
        uarrow: ARROW,
        lbot: CORNER,
        rcross: CROSS,
        underbar: UNDERBAR,
        underline: UNDERLINE,
        ..ThemeCharacters::ascii()
    }
}

/// Exchanges the noncharacters, and leaves colours out where there are none, and heavy bars where they lead nowhere.
fn translate(drawn: &str, look: Look, bars: bool) -> String {
    let mut text = String::with_capacity(drawn.len());
    let mut heavy = false;
    let mut rest = drawn.chars();
    while let Some(character) = rest.next() {
        if character == '\u{1b}' {
            let sequence: String = rest.by_ref().take_while(|&character| character != 'm').collect();
            heavy = sequence.trim_start_matches('[').split(';').any(|code| code == "1");
            if look.paint.color {
                text.push_str(&format!("\u{1b}{sequence}m"));
            }
            continue;
        }
        text.push(match (character, look.unicode, heavy) {
            (HBAR, true, false) | (UNDERLINE, true, false) => '─',
            (HBAR, true, true) | (UNDERLINE, true, true) => '━',
            (UNDERLINE | UNDERBAR, false, true) => '^',
            (HBAR | UNDERLINE | UNDERBAR, false, _) => '-',
            (VBAR, _, true) if !bars => ' ',
            (VBAR, true, false) => '│',
            (VBAR, true, true) => '┃',
            (VBAR, false, _) => '|',
            (BREAK, true, _) => '·',
            (BREAK, false, _) => ':',
            (ARROW, true, _) => '▲',
            (ARROW, false, _) => '^',
            (CORNER, true, false) => '╰',
            (CORNER, true, true) => '┗',
            (CORNER, false, _) => '`',
            (CROSS, true, false) => '┤',
            (CROSS, true, true) => '┫',
            (CROSS, false, _) => '|',
            (UNDERBAR, true, false) => '┬',
            (UNDERBAR, true, true) => '┳',
            (other, _, _) => other,
        });
    }
    text
}

/// What miette draws: marks on rows, and no message.
#[derive(Debug)]
struct Snippet {
    labels: Vec<LabeledSpan>,
    rows: Rows,
}

impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Snippet {}

impl Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.rows)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// A few lines; whatever is asked for, all of them are given.
#[derive(Debug)]
struct Rows {
    text: String,
    /// The 0-based number of the first line.
    line: usize,
    count: usize,
}

impl SourceCode for Rows {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let whole = SourceSpan::from(0..self.text.len());
        Ok(Box::new(MietteSpanContents::new(self.text.as_bytes(), whole, self.line, 0, self.count)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::excerpt::{Cut, Place, excerpt};
    use super::*;
    use crate::engine::Secrets;
    use crate::source::{Source, SourceId, Span};

    fn look(unicode: bool) -> Look {
        let paint = Paint { color: false, links: false };
        Look { paint, unicode, columns: 80, severity: Severity::High }
    }

    fn drawn(text: &str, places: &[(usize, usize, &str, bool)], unicode: bool) -> String {
        let source = Source::from_text(SourceId(0), "a.yaml", text);
        let places: Vec<Place<'_>> = places
            .iter()
            .map(|&(start, end, text, primary)| Place {
                span: Span::at(SourceId(0), start..end),
                text,
                primary,
            })
            .collect();
        let secrets = Secrets::default();
        let cut = Cut { columns: 60, context: true, ellipsis: "…", secrets: &secrets };
        frame(&[excerpt(&source, &places, cut)], look(unicode))
    }

    #[test]
    fn what_a_finding_is_about_is_heavy_and_the_rest_is_light() {
        let places = [(4, 9, "", true), (0, 3, "named - here", false)];
        let expected = [
            "   ╭─[a.yaml:1:5]",
            " 1 │ FROM alpine",
            "   · ─┬─ ━━━━━",
            "   ·  ╰── named - here",
            "   ╰────\n",
        ]
        .join("\n");
        assert_eq!(drawn("FROM alpine", &places, true), expected);
        let expected = [
            "   ,-[a.yaml:1:5]",
            " 1 | FROM alpine",
            "   : --- ^^^^^",
            "   :  `-- named - here",
            "   `----\n",
        ]
        .join("\n");
        assert_eq!(drawn("FROM alpine", &places, false), expected);
    }

    #[test]
    fn distant_places_share_a_frame_with_one_gutter() {
        let text = "one\n".repeat(12);
        let expected = [
            "    ╭─[a.yaml:12:1]",
            "  1 │ one",
            "    · ─┬─",
            "    ·  ╰── first",
            "    ┆",
            " 11 │ one",
            " 12 │ one",
            "    · ━━━",
            "    ╰────\n",
        ]
        .join("\n");
        assert_eq!(drawn(&text, &[(44, 47, "", true), (0, 3, "first", false)], true), expected);
    }

    proptest! {
        #[test]
        fn no_excerpt_makes_the_library_panic(
            text in r"[a-z \t\n\r#\[\u{0}-\u{1f}\u{e9}\u{4e2d}\u{300}\u{200d}\u{202e}\u{1f433}]{0,160}",
            places in prop::collection::vec((0usize..250, 0usize..60, any::<bool>(), "[a-z \n]{0,60}"), 1..12),
            unicode in any::<bool>(),
        ) {
            let places: Vec<_> =
                places
                    .iter()
                    .map(|(at, length, primary, label)| (*at, at + length, label.as_str(), *primary))
                    .collect();
            let text = drawn(&text, &places, unicode);
            prop_assert!(text.lines().count() >= 4 && !text.contains('\u{1b}'), "{text}");
            let is_left = |character: char| (HBAR..='\u{fdef}').contains(&character);
            prop_assert!(!text.contains(is_left));
        }
    }
}
