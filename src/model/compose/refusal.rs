//! What layers take from each other, and what could not be looked at. Reports nothing.

use crate::source::Span;
use crate::syntax::yaml::Value;

/// Something that a project refers to and that could not be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// What refers to it.
    pub at: Span,
    /// What it is called there.
    pub name: String,
    /// Why it could not be looked at.
    pub why: Unread,
}

/// Why a file of a project was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unread {
    /// There is none.
    Missing,
    /// It lies outside of the folder that is checked.
    Outside,
    /// It is at a remote address.
    Remote,
    /// Its name hangs on a variable.
    Unknown,
    /// It is too large, or there are too many of them, or they refer to each other too deeply.
    Limit,
    /// It is there and could not be read as a Compose file.
    Unreadable,
}

/// A mount that another one of the same list displaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dropped {
    /// The mount.
    pub at: Span,
    /// The one that is left.
    pub by: Span,
    /// The path in the container that both have.
    pub path: String,
}

/// A mapping that stands instead of one that a merge key brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shadowed {
    /// Its key.
    pub at: Span,
    /// The key of the one that is lost.
    pub other: Span,
}

/// What a layer took from another one.
#[derive(Debug, Clone)]
pub struct Removed<'t> {
    /// The keys that lead to it.
    pub path: Vec<String>,
    /// What was written there; `None` when Compose had made it.
    pub was: Option<Value<'t>>,
    /// The value that took it away.
    pub by: Span,
}
