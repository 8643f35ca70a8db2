//! Compose.

/// A Compose file.
pub struct File<'t> {
    /// x
    pub text: &'t str,
}
