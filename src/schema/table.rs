//! Tables of types: an index by name, and each type compiled when it is first met. Reads no line of a table
//! (see `text`), and does not judge.
//!
//! An index is one pass over line starts; what a type holds is read on first use and kept, for all threads.

use std::sync::OnceLock;

use super::check::Constraint;
use super::format::Format;
use super::text;

/// The number of a type in its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(u32);

/// One or more tables.
pub struct Schema<'s> {
    /// Where types start, by name.
    blocks: Vec<Block<'s>>,
    /// Whether a null is the same as leaving the key out.
    null_is_absent: bool,
}

struct Block<'s> {
    name: &'s str,
    /// The rest of the first line and the lines below it.
    body: &'s str,
    compiled: OnceLock<Box<Type<'s>>>,
}

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

/// From where to where a number goes, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub min: Option<i64>,
    /// The most.
    pub max: Option<i64>,
}

/// A value as a table writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Literal<'s> {
    /// Not set.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Text.
    Text(&'s str),
}

impl<'s> Schema<'s> {
    /// The schema of some tables; of two types with one name the first counts.
    pub fn new(tables: &[&'s str]) -> Schema<'s> {
        let mut schema = Schema { blocks: Vec::new(), null_is_absent: false };
        for table in tables {
            schema.index(table);
        }
        schema.blocks.sort_by_key(|block| block.name);
        schema.blocks.dedup_by_key(|block| block.name);
        schema
    }

    /// Finds where types start: at lines that are not indented.
    fn index(&mut self, table: &'s str) {
        let bytes = table.as_bytes();
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', bytes).map(|end| end + 1));
        let is_start = |at: &usize| !matches!(bytes.get(*at), None | Some(b' ' | b'\n' | b'#' | b'%'));
        let mut from: Option<usize> = None;
        for at in starts {
            let is_directive = bytes.get(at) == Some(&b'%');
            self.null_is_absent |=
                is_directive && table.get(at..).unwrap_or("").starts_with("%null-is-absent");
            if is_start(&at) {
                self.add(table.get(from.unwrap_or(at)..at).unwrap_or(""));
                from = Some(at);
            }
        }
        self.add(from.and_then(|from| table.get(from..)).unwrap_or(""));
    }

    fn add(&mut self, block: &'s str) {
        let end = block.find([' ', '\n']).unwrap_or(block.len());
        if let Some((name, body)) = block.split_at_checked(end).filter(|(name, _)| !name.is_empty()) {
            self.blocks.push(Block { name, body, compiled: OnceLock::new() });
        }
    }

    /// The type of a name.
    pub fn find(&self, name: &str) -> Option<TypeId> {
        let index = self.blocks.binary_search_by_key(&name, |block| block.name).ok()?;
        u32::try_from(index).ok().map(TypeId)
    }

    /// A type; `None` for an id of another schema.
    pub fn get(&self, id: TypeId) -> Option<&Type<'s>> {
        let block = self.blocks.get(id.0 as usize)?;
        Some(block.compiled.get_or_init(|| Box::new(text::compile(self, block.name, block.body))))
    }

    /// The names of all types, in order.
    pub fn names(&self) -> impl Iterator<Item = &'s str> {
        self.blocks.iter().map(|block| block.name)
    }

    /// Whether a null is the same as leaving the key out.
    pub fn null_is_absent(&self) -> bool {
        self.null_is_absent
    }

    /// What no reader of the tables understands, with the type that it is in. Compiles everything: for tests.
    pub fn mistakes(&self) -> Vec<String> {
        let types = (0..self.blocks.len()).filter_map(|index| self.get(TypeId(u32::try_from(index).ok()?)));
        types.flat_map(|a| a.mistakes.iter().map(move |mistake| format!("{}: {mistake}", a.name))).collect()
    }
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

impl Bounds {
    /// No bounds.
    pub const NONE: Bounds = Bounds { min: None, max: None };

    /// Whether a whole number lies within.
    pub fn hold(self, number: i128) -> bool {
        self.min.is_none_or(|min| number >= i128::from(min))
            && self.max.is_none_or(|max| number <= i128::from(max))
    }

    /// Whether a number lies within.
    pub(super) fn hold_float(self, number: f64) -> bool {
        self.min.is_none_or(|min| number >= min as f64) && self.max.is_none_or(|max| number <= max as f64)
    }
}

impl std::fmt::Display for Bounds {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "{min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "{min} or more"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any"),
        }
    }
}

impl std::fmt::Display for Literal<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Literal::Null => f.write_str("null"),
            Literal::Bool(value) => value.fmt(f),
            Literal::Int(value) => value.fmt(f),
            Literal::Text(text) => f.write_str(text),
        }
    }
}
