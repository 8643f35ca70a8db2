//! Whether the arguments of an instruction have the form that it needs. Does not read them.

use crate::source::Span;

/// Whether the arguments have the form that their instruction needs.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// They have.
    Fine,
    /// They have not: what to say, and the place if it is not the keyword.
    Wrong(Fault),
}

/// What is wrong with the form of arguments.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fault {
    pub at: Option<Span>,
    pub message: &'static str,
    pub help: &'static str,
}

impl Fault {
    /// A wrong form; none of `at` is the keyword.
    pub(super) fn shape(at: Option<Span>, message: &'static str, help: &'static str) -> Shape {
        Shape::Wrong(Fault { at, message, help })
    }
}
