//! Scalars of a Compose file, with everything that a rule may want to know of one. Does not know keys.

use std::collections::HashMap;
use std::ops::Range;

use super::interpolate::Interpolated;
use crate::source::Span;
use crate::syntax::yaml::{Pair, Value, Via, bool_word};

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
    /// How it came to its place.
    pub via: Via,
    /// The text after interpolation.
    pub text: Interpolated<'t>,
    /// Where `raw` stands letter by letter, if it does.
    start: Option<u32>,
}

impl<'t> Leaf<'t> {
    /// Reads a value; `None` for null, which Compose takes for absent.
    pub fn read(value: Value<'t>) -> Option<Leaf<'t>> {
        let node = value.node();
        let tag = [value.written(), node].into_iter().find_map(|node| node.tag.as_ref());
        let reset = tag.is_some_and(|tag| tag.name == "!reset");
        if value.is_null() && !reset {
            return None;
        }
        let span = first_line(value, node.span);
        let raw = value.text().unwrap_or("");
        let text = match value.scalar() {
            Some(_) if !reset => Interpolated::read(raw),
            _ => Interpolated::Unknown,
        };
        let written = value.tree().text.get(node.span.range()).unwrap_or("");
        let quotes = u32::from(written.starts_with(['"', '\'']));
        let inside = written.get(quotes as usize..).unwrap_or("");
        let exact = inside.starts_with(raw) && inside.len() == raw.len() + quotes as usize;
        let start = exact.then_some(node.span.start + quotes);
        Some(Leaf { raw, span, whole: node.span, via: value.via(), text, start })
    }

    /// The text, when it is known or has a default.
    pub fn known(&self) -> Option<&str> {
        self.text.known()
    }

    /// Whether the text is only what applies when a variable is not set.
    pub fn is_default(&self) -> bool {
        matches!(self.text, Interpolated::Default(_))
    }

    /// The text as a switch, in the words that Compose converts.
    pub fn switch(&self) -> Option<bool> {
        self.known().and_then(bool_word)
    }

    /// A part of the text as a leaf of its own.
    pub fn part(&self, range: Range<usize>) -> Leaf<'t> {
        let raw = self.raw.get(range.clone()).unwrap_or("");
        let start = self.start.map(|start| start + range.start as u32);
        let span = self.span_of(range);
        let whole = if self.start.is_some() { span } else { self.whole };
        Leaf { raw, span, whole, via: self.via, text: Interpolated::read(raw), start }
    }

    /// The span of a part of the text; the whole leaf when it is not written letter by letter.
    pub fn span_of(&self, range: Range<usize>) -> Span {
        match self.start {
            Some(start) => Span::new(self.span.source, start + range.start as u32, start + range.end as u32),
            None => self.span,
        }
    }
}

/// The part of a span that lies on its first line.
pub(super) fn first_line(value: Value<'_>, span: Span) -> Span {
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
    /// How it came to its place.
    pub via: Via,
    /// Whether the items are all that there is to say: it is a list, of scalars, and nothing is reset.
    pub complete: bool,
}

impl List<'_> {
    /// Whether every item is known.
    pub fn is_known(&self) -> bool {
        self.complete && self.items.iter().all(|item| item.known().is_some())
    }
}

/// The entries of a mapping by key, merge keys resolved.
pub(super) struct Fields<'t> {
    entries: HashMap<&'t str, Pair<'t>>,
}

impl<'t> Fields<'t> {
    pub(super) fn of(mapping: Value<'t>) -> Fields<'t> {
        let entries = mapping.entries().into_iter();
        Fields { entries: entries.filter_map(|pair| Some((pair.key.text()?, pair))).collect() }
    }

    pub(super) fn pair(&self, key: &str) -> Option<Pair<'t>> {
        self.entries.get(key).copied()
    }

    /// The value of a key, unless it is null.
    pub(super) fn value(&self, key: &str) -> Option<Value<'t>> {
        self.pair(key).map(|pair| pair.value).filter(|value| !value.is_null())
    }

    pub(super) fn leaf(&self, key: &str) -> Option<Leaf<'t>> {
        self.pair(key).and_then(|pair| Leaf::read(pair.value))
    }

    /// A list; a single scalar where Compose allows one for a list of it.
    pub(super) fn list(&self, key: &str, single: bool) -> Option<List<'t>> {
        let pair = self.pair(key)?;
        let whole = Leaf::read(pair.value)?;
        let (key, via) = (pair.key.span(), pair.value.via());
        if !pair.value.is_sequence() {
            let items: Vec<Leaf<'t>> = if single { vec![whole] } else { Vec::new() };
            return Some(List { items, key, via, complete: single });
        }
        let reset = pair.value.written().tag.as_ref().is_some_and(|tag| tag.name == "!reset");
        let complete = !reset && pair.value.items().all(|item| item.scalar().is_some());
        Some(List { items: pair.value.items().filter_map(Leaf::read).collect(), key, via, complete })
    }
}
