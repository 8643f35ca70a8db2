//! What the walker asks of a tree. Does not know YAML or TOML: each implements [`Node`] where it lives.

use crate::finding::Edit;
use crate::source::Span;

/// What a value is, as the reader of its format resolves it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Kind {
    /// Only decided before deployment (`${VAR}`, a template), in kind or in text: nothing is ever said about it.
    Unknown,
    /// Nothing, or a written null.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i128),
    /// Any other number.
    Float(f64),
    /// Text.
    Text,
    /// A list.
    List,
    /// A mapping.
    Map,
}

/// A value of a tree with spans: a cheap handle.
pub trait Node<'t>: Copy {
    /// What it is.
    fn kind(self) -> Kind;

    /// Whether it is nothing, or a written null.
    fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// The text of a scalar as its reader sees it; empty for anything else.
    fn text(self) -> &'t str;

    /// One token on one line that it can be pointed at with: a scalar itself, of a collection the first key or item.
    fn place(self) -> Span;

    /// The entries of a mapping, merged ones included, each key once; none for anything else.
    fn entries(self) -> Vec<Entry<'t, Self>>;

    /// The items of a list; none for anything else.
    fn items(self) -> Vec<Self>;

    /// The entry of a key.
    fn entry(self, key: &str) -> Option<Entry<'t, Self>> {
        self.entries().into_iter().find(|entry| entry.key.text == Some(key))
    }

    /// Whether an unknown value is certainly text, so that it is wrong where only a list or mapping fits.
    fn is_certainly_text(self) -> bool {
        false
    }

    /// The change that makes text of a scalar, where it is written as a number or boolean and nothing else shares it.
    fn as_text(self) -> Option<Edit> {
        None
    }

    /// Whether what is written there stands for nothing else besides.
    fn is_own(self) -> bool {
        false
    }

    /// Whether a mapping or list may hold more than can be seen, so that what it lacks says nothing.
    fn is_partial(self) -> bool {
        false
    }
}

/// A key of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct Key<'t> {
    /// Its text; `None` when it is only decided before deployment or is no scalar.
    pub text: Option<&'t str>,
    /// The token.
    pub place: Span,
}

/// An entry of a mapping.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'t, N> {
    /// The key.
    pub key: Key<'t>,
    /// The value.
    pub value: N,
}

impl Kind {
    /// What people call it, with an article.
    pub(super) fn words(self) -> &'static str {
        match self {
            Kind::Unknown => "unknown",
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Int(_) | Kind::Float(_) => "a number",
            Kind::Text => "a string",
            Kind::List => "a list",
            Kind::Map => "a mapping",
        }
    }

    /// The whole number that it is, also when it is written with a fraction or exponent.
    pub(super) fn whole(self) -> Option<i128> {
        match self {
            Kind::Int(number) => Some(number),
            Kind::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => Some(number as i128),
            _ => None,
        }
    }
}
