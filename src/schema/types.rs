//! Types as they are compiled from a table. Does not read tables and does not judge.

use super::check::Constraint;
use super::format::Format;
use super::literal::{Bounds, Literal};

/// The number of a type in its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(super) u32);

/// A type with a name.
#[derive(Debug, Default)]
pub struct Type<'s> {
    /// Its name.
    pub name: &'s str,
    /// What it is another name for, when it is not a mapping of its own.
    pub alias: Option<Shape<'s>>,
    /// Its fields, by name.
    pub fields: Vec<Field<'s>>,
    /// What other keys may be, in order.
    pub others: Vec<(KeyPattern<'s>, Shape<'s>)>,
    /// What holds between its fields.
    pub constraints: Vec<Constraint<'s>>,
    /// Lines that could not be read, for tests of tables.
    pub(super) mistakes: Vec<String>,
}

/// A field of a mapping.
#[derive(Debug)]
pub struct Field<'s> {
    /// Its key.
    pub name: &'s str,
    /// What its value is.
    pub shape: Shape<'s>,
    /// Whether it has to be there.
    pub required: bool,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// The first and the last version that have it.
    pub versions: (u16, u16),
}

/// Which keys an entry of a mapping without a field is for.
#[derive(Debug)]
pub enum KeyPattern<'s> {
    /// Keys that start so: `x-*`.
    Prefix(&'s str),
    /// Keys of a format.
    Format(&'static Format),
}

/// What a value is.
#[derive(Debug)]
pub enum Shape<'s> {
    /// Anything.
    Any,
    /// A null.
    Null,
    /// A boolean.
    Bool,
    /// A whole number within bounds.
    Int(Bounds),
    /// A number within bounds.
    Number(Bounds),
    /// A string of a format and of a length in bytes.
    Text(Option<&'static Format>, Bounds),
    /// One of some values.
    Enum(Vec<Literal<'s>>),
    /// A list.
    List {
        /// Of what.
        item: Box<Shape<'s>>,
        /// Whether no two items may be equal.
        unique: bool,
    },
    /// A mapping with any keys.
    Map(Box<Shape<'s>>),
    /// A type with a name.
    Type(TypeId),
    /// One of several, told apart by form: a scalar, a list, a mapping.
    Union(Vec<Shape<'s>>),
}

impl<'s> Type<'s> {
    /// The field of a key.
    pub fn field(&self, name: &str) -> Option<(usize, &Field<'s>)> {
        let index = self.fields.binary_search_by_key(&name, |field| field.name).ok()?;
        self.fields.get(index).map(|field| (index, field))
    }

    /// What the value of a key is that is no field; `None` when there is no such key.
    pub fn other(&self, key: &str) -> Option<&Shape<'s>> {
        let fits = |pattern: &KeyPattern<'_>| match pattern {
            KeyPattern::Prefix(prefix) => key.starts_with(prefix),
            KeyPattern::Format(format) => format.fits(key),
        };
        self.others.iter().find(|(pattern, _)| fits(pattern)).map(|(_, shape)| shape)
    }
}
