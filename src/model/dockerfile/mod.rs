//! Dockerfiles.

/// A Dockerfile.
pub struct Dockerfile<'s> {
    /// x
    pub text: &'s str,
}
/// A stage.
pub struct Stage<'s> {
    /// x
    pub text: &'s str,
}
/// An instruction in its stage.
pub struct Step<'s> {
    /// x
    pub text: &'s str,
}
