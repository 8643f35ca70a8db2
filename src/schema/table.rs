//! Tables of types: an index by name, and each type compiled when it is first met. Reads no line of a table
//! (see `text`), and does not judge.
//!
//! An index is one pass over line starts; what a type holds is read on first use and kept, for all threads.

use std::sync::OnceLock;

use super::text;
use super::types::{Type, TypeId};

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
        Some(
            block
                .compiled
                .get_or_init(|| Box::new(text::compile(&|name| self.find(name), block.name, block.body))),
        )
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
