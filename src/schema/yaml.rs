//! YAML values as the walker sees them: aliases and merge keys resolved. Does not interpolate: the model of a format
//! says which scalars are only known later.

use super::node::{Entry, Key, Kind, Node};
use crate::finding::Edit;
use crate::source::Span;
use crate::syntax::yaml::{Kind as Written, Pair, Plain, ScalarStyle, Value};

/// Whose reading of plain scalars counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// YAML 1.2 as Compose reads it.
    Compose,
    /// YAML 1.1 as Kubernetes reads it.
    Kubernetes,
}

/// A value of a YAML file.
#[derive(Debug, Clone, Copy)]
pub struct Yaml<'t> {
    /// The value.
    pub value: Value<'t>,
    /// Who reads it.
    pub reading: Reading,
    /// Whether the text of a scalar or key is only decided before deployment.
    pub is_unknown: fn(&str) -> bool,
}

impl<'t> Yaml<'t> {
    fn with(self, value: Value<'t>) -> Yaml<'t> {
        Yaml { value, ..self }
    }

    fn pair(self, pair: Pair<'t>) -> Entry<'t, Yaml<'t>> {
        let text = pair.key.text().filter(|text| !(self.is_unknown)(text));
        Entry { key: Key { text, place: pair.key.token() }, value: self.with(pair.value) }
    }
}

impl<'t> Node<'t> for Yaml<'t> {
    fn kind(self) -> Kind {
        match &self.value.node().kind {
            Written::Mapping(mapping) if mapping.flow && self.value.is_hole() => return Kind::Unknown,
            Written::Mapping(_) => return Kind::Map,
            Written::Sequence(_) => return Kind::List,
            Written::Scalar(_) | Written::Alias(_) => {}
        }
        let plain = match self.reading {
            Reading::Compose => self.value.yaml12(),
            Reading::Kubernetes => self.value.yaml11(),
        };
        match plain {
            Some(_) if self.value.text().is_some_and(self.is_unknown) => Kind::Unknown,
            Some(Plain::Null) => Kind::Null,
            Some(Plain::Bool(value)) => Kind::Bool(value),
            Some(Plain::Int(value)) => Kind::Int(value),
            Some(Plain::Float(value)) => Kind::Float(value),
            Some(Plain::Text) => Kind::Text,
            // An alias that leads nowhere.
            None => Kind::Unknown,
        }
    }

    fn is_null(self) -> bool {
        // No null is longer, but for one with a tag.
        let may_be = |text: &str| text.len() <= "null".len() || self.value.written().tag.is_some();
        self.value.scalar().is_some_and(|scalar| may_be(&scalar.text)) && self.kind() == Kind::Null
    }

    fn text(self) -> &'t str {
        self.value.text().unwrap_or("")
    }

    fn place(self) -> Span {
        self.value.token()
    }

    fn entries(self) -> Vec<Entry<'t, Yaml<'t>>> {
        self.value.entries().into_iter().map(|pair| self.pair(pair)).collect()
    }

    fn items(self) -> Vec<Yaml<'t>> {
        self.value.items().map(|item| self.with(item)).collect()
    }

    fn entry(self, key: &str) -> Option<Entry<'t, Yaml<'t>>> {
        self.value.pair(key).map(|pair| self.pair(pair))
    }

    fn as_text(self) -> Option<Edit> {
        let node = self.value.written();
        let Written::Scalar(scalar) = &node.kind else { return None };
        let is_bare = scalar.style == ScalarStyle::Plain && node.tag.is_none() && node.anchor.is_none();
        (is_bare && self.is_own()).then(|| Edit { span: node.span, text: format!("\"{}\"", scalar.text) })
    }

    fn is_own(self) -> bool {
        self.value.is_own()
    }

    fn is_partial(self) -> bool {
        let is_collection = self.value.is_mapping() || self.value.is_sequence();
        is_collection && self.value.is_broken()
    }
}
