//! Scalars of a Compose file, with everything that a rule may want to know of one. Does not know keys.

use std::collections::HashMap;
use std::ops::Range;

use super::interpolate::Interpolated;
use super::part::{Field, Part};
use super::way::Step;
use crate::source::Span;
use crate::syntax::joined::Joined;
use crate::syntax::yaml::{Value, bool_word};

/// A scalar, or a part of one, that is written in a file. A collection where a scalar belongs is one too: its text
/// is unknown.
#[derive(Debug, Clone)]
pub struct Leaf<'t> {
    /// The text before interpolation.
    pub raw: &'t str,
    /// Where its text is, at most one line; of an alias in what it stands for.
    pub span: Span,
    /// The same over all its lines.
    pub whole: Span,
    /// The last step on the way to its place; `None` when it is written there.
    pub step: Option<Step>,
    /// The folder that it is relative to if it is a path, itself relative to that of the project.
    pub folder: &'t str,
    /// The text after interpolation.
    pub text: Interpolated<'t>,
    /// Where `raw` stands letter by letter, if it does.
    start: Option<u32>,
}

impl<'t> Leaf<'t> {
    /// Reads a value; `None` for null, which Compose takes for absent, and for what is written nowhere.
    pub fn read(part: Part<'t>) -> Option<Leaf<'t>> {
        if part.is_null() {
            return None;
        }
        let value = part.value()?;
        let node = value.node();
        let span = first_line(value, node.span);
        let is_scalar = value.scalar().is_some() && !part.is_mapping() && !part.is_sequence();
        let raw = value.text().filter(|_| is_scalar).unwrap_or("");
        let text = if is_scalar { Interpolated::read(raw) } else { Interpolated::Unknown };
        let written = value.tree().text.get(node.span.range()).unwrap_or("");
        let quotes = u32::from(written.starts_with(['"', '\'']));
        let inside = written.get(quotes as usize..).unwrap_or("");
        let exact = inside.starts_with(raw) && inside.len() == raw.len() + quotes as usize;
        let start = exact.then_some(node.span.start + quotes);
        Some(Leaf { raw, span, whole: node.span, step: part.step(), folder: part.folder(), text, start })
    }

    /// The text, when it is known or has a default.
    pub fn known(&self) -> Option<&str> {
        self.text.known()
    }

    /// Whether the text is only what applies when a variable is not set.
    pub fn is_default(&self) -> bool {
        matches!(self.text, Interpolated::Default(_))
    }

    /// Where the default stands that the text is, if it does in one piece: `value` of `${NAME:-value}`.
    pub fn default_span(&self) -> Option<Span> {
        let text = self.known().filter(|text| self.is_default() && !text.is_empty())?;
        let at = self.raw.rfind(text).filter(|_| self.start.is_some())?;
        Some(self.span_of(at..at + text.len()))
    }

    /// The text as a switch, in the words that Compose converts.
    pub fn switch(&self) -> Option<bool> {
        self.known().and_then(bool_word)
    }

    /// The folder that it is relative to, `.` for that of the project.
    pub fn folder_or_here(&self) -> &'t str {
        if self.folder.is_empty() { "." } else { self.folder }
    }

    /// A part of the text as a leaf of its own.
    pub fn part(&self, range: Range<usize>) -> Leaf<'t> {
        let raw = self.raw.get(range.clone()).unwrap_or("");
        let start = self.start.map(|start| start + range.start as u32);
        let span = self.span_of(range);
        let whole = if self.start.is_some() { span } else { self.whole };
        Leaf { raw, span, whole, text: Interpolated::read(raw), start, ..*self }
    }

    /// The text as a program gets it, each byte with its place, when no variable has a say in it. What is not written
    /// letter by letter has no place of its own: it stands at the start of the leaf.
    pub fn joined(&self) -> Option<Joined<'_>> {
        let text = self.known().filter(|_| !self.is_default())?;
        let mut out = Joined::new(self.span.source);
        let Some(start) = self.start.map(|start| start as usize) else {
            out.push(text, self.span.start as usize);
            return Some(out);
        };
        let mut at = 0;
        for (index, piece) in self.raw.split("$$").enumerate() {
            if index > 0 {
                out.append("$", start + at + 1);
                at += 2;
            }
            out.append(piece, start + at);
            at += piece.len();
        }
        Some(out)
    }

    /// Whether its text stands in the file letter by letter.
    pub fn is_exact(&self) -> bool {
        self.start.is_some()
    }

    /// The span of a part of the text; the whole leaf when it is not written letter by letter.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(self.span.source, start + range.start as u32, start + range.end as u32),
            None => self.span,
        }
    }
}

/// The first line of a part.
pub(super) fn token(part: Part<'_>) -> Span {
    part.value().map_or(part.span(), |value| first_line(value, value.span()))
}

/// The part of a span that lies on its first line.
fn first_line(value: Value<'_>, span: Span) -> Span {
    let text = value.tree().text.get(span.range()).unwrap_or("");
    let length = text.find(['\n', '\r']).unwrap_or(text.len());
    let length = text.get(..length).map_or(0, |line| line.trim_ascii_end().len());
    Span::new(span.source, span.start, span.start + length as u32)
}

/// A list of scalars.
#[derive(Debug, Clone)]
pub struct List<'t> {
    /// The items that are not null.
    pub items: Vec<Leaf<'t>>,
    /// The key that the list belongs to.
    pub key: Span,
    /// The last step on the way to its place.
    pub step: Option<Step>,
    /// Whether the items are all that there is to say: it is a list, of scalars, and nothing is reset.
    pub complete: bool,
}

impl List<'_> {
    /// Whether every item is known.
    pub fn is_known(&self) -> bool {
        self.complete && self.items.iter().all(|item| item.known().is_some())
    }
}

/// The entries of a mapping by key.
#[derive(Default)]
pub(super) struct Fields<'t> {
    entries: HashMap<&'t str, Field<'t>>,
}

impl<'t> Fields<'t> {
    pub(super) fn of(mapping: Part<'t>) -> Fields<'t> {
        let entries = mapping.entries().into_iter();
        Fields { entries: entries.map(|field| (field.name, field)).collect() }
    }

    pub(super) fn entry(&self, key: &str) -> Option<Field<'t>> {
        self.entries.get(key).copied()
    }

    /// The value of a key, unless it is null.
    pub(super) fn value(&self, key: &str) -> Option<Part<'t>> {
        self.entry(key).map(|field| field.value).filter(|value| !value.is_null())
    }

    pub(super) fn leaf(&self, key: &str) -> Option<Leaf<'t>> {
        self.entry(key).and_then(|field| Leaf::read(field.value))
    }

    /// A list; a single scalar where Compose allows one for a list of it.
    pub(super) fn list(&self, key: &str, single: bool) -> Option<List<'t>> {
        let field = self.entry(key)?;
        let whole = Leaf::read(field.value)?;
        let (key, step) = (field.key.span(), field.value.step());
        if !field.value.is_sequence() {
            let items: Vec<Leaf<'t>> = if single { vec![whole] } else { Vec::new() };
            return Some(List { items, key, step, complete: single });
        }
        let items = field.value.items();
        let complete = items.iter().all(|item| item.scalar().is_some());
        Some(List { items: items.into_iter().filter_map(Leaf::read).collect(), key, step, complete })
    }
}
