//! Edits that write into YAML and keep its layout. Does not know any key.

use crate::finding::Edit;
use crate::syntax::yaml::Value;

/// What is written.
#[derive(Debug, Clone, Copy)]
pub enum Literal<'a> {
    /// A scalar, as it stands: replaces what is there.
    Plain(&'a str),
    /// An item of a list: appended when the list is there and lacks it, else a list of it alone.
    Item(&'a str),
}

/// The edits that give the key at a path below a mapping a value.
pub fn set(_mapping: Value<'_>, _path: &[&str], _literal: Literal<'_>) -> Option<Vec<Edit>> {
    None
}
