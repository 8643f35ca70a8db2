//! The values of a `plimsoll.toml` as the walker of schemas sees them. Does not know which keys there are.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::schema::{Entry, Key, Kind, Node, Report, Schema};
use crate::source::{SourceId, Span};

/// The keys that there are.
const TABLE: &str = include_str!("plimsoll.schema");

/// The schema of the file; its root is the type `Config`.
pub(super) fn schema() -> Schema<'static> {
    Schema::new(&[TABLE])
}

/// What a configuration has that the table does not allow; nothing for a text that is no TOML.
pub(super) fn check(text: &str) -> Report {
    let Ok(table) = DeTable::parse(text) else { return Report::default() };
    let schema = schema();
    let root = Toml { value: Content::Table(table.get_ref()), place: span(table.span()) };
    schema.find("Config").map(|id| schema.check(id, root, None)).unwrap_or_default()
}

/// A value and its token.
#[derive(Clone, Copy)]
struct Toml<'t> {
    value: Content<'t>,
    place: Span,
}

/// The document is a table without being a value.
#[derive(Clone, Copy)]
enum Content<'t> {
    Table(&'t DeTable<'t>),
    Value(&'t DeValue<'t>),
}

fn span(range: Range<usize>) -> Span {
    Span::at(SourceId(0), range)
}

impl<'t> Toml<'t> {
    fn new(value: &'t Spanned<DeValue<'t>>) -> Toml<'t> {
        let content = match value.get_ref() {
            DeValue::Table(table) => Content::Table(table),
            other => Content::Value(other),
        };
        Toml { value: content, place: span(value.span()) }
    }
}

impl<'t> Node<'t> for Toml<'t> {
    fn kind(self) -> Kind {
        match self.value {
            Content::Table(_) | Content::Value(DeValue::Table(_)) => Kind::Map,
            Content::Value(DeValue::Array(_)) => Kind::List,
            Content::Value(DeValue::Boolean(value)) => Kind::Bool(*value),
            Content::Value(DeValue::Integer(number)) => {
                i128::from_str_radix(number.as_str(), number.radix()).map_or(Kind::Float(f64::MAX), Kind::Int)
            }
            Content::Value(DeValue::Float(number)) => {
                Kind::Float(number.as_str().parse().unwrap_or(f64::NAN))
            }
            Content::Value(DeValue::String(_) | DeValue::Datetime(_)) => Kind::Text,
        }
    }

    fn text(self) -> &'t str {
        match self.value {
            Content::Value(DeValue::String(text)) => text,
            Content::Value(DeValue::Integer(number)) => number.as_str(),
            Content::Value(DeValue::Float(number)) => number.as_str(),
            _ => "",
        }
    }

    fn place(self) -> Span {
        self.place
    }

    fn entries(self) -> Vec<Entry<'t, Toml<'t>>> {
        let Content::Table(table) = self.value else { return Vec::new() };
        let entry = |(key, value): (&'t Spanned<_>, &'t Spanned<_>)| {
            let text: &std::borrow::Cow<'t, str> = key.get_ref();
            Entry { key: Key { text: Some(text), place: span(key.span()) }, value: Toml::new(value) }
        };
        table.iter().map(entry).collect()
    }

    fn items(self) -> Vec<Toml<'t>> {
        let Content::Value(DeValue::Array(items)) = self.value else { return Vec::new() };
        items.iter().map(Toml::new).collect()
    }
}
