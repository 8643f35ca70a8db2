//! What an engine refuses about a file: found by the models of formats, reported by the rule of its kind. Says no word
//! about how bad it is.

use crate::finding::Label;
use crate::source::Span;

/// One reason for which an engine refuses a file, an object or a project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What it is.
    pub kind: RefusalKind,
    /// The token at fault.
    pub at: Span,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// What to write instead, where that is known.
    pub help: Option<String>,
    /// The other places that matter.
    pub labels: Vec<Label>,
}

/// The kinds of refusals; each has a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalKind {
    /// A key that does not exist.
    UnknownKey,
    /// A key that other versions of the engine have.
    FieldNotInVersion,
    /// A value of another type than the key takes.
    WrongType,
    /// A value that the key does not take.
    InvalidValue,
    /// Something that has to be there is not.
    MissingKey,
    /// Keys that exclude each other.
    ConflictingKeys,
    /// The same item twice in a list.
    RepeatedListItem,
    /// A text that is no quantity of a resource.
    InvalidQuantity,
    /// A name that no object can have.
    InvalidName,
    /// A label or annotation that cannot be.
    InvalidLabel,
    /// A volume that is not declared.
    UndefinedVolume,
    /// A reference to something else that is not declared.
    UndefinedReference,
    /// A selector that does not match the labels that it is for.
    SelectorMismatch,
}
