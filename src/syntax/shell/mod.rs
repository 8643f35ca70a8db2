//! Shell.

/// A command.
pub struct Command<'s> {
    /// x
    pub text: &'s str,
}
