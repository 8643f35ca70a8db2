//! The bounds of `config`: how much of a configuration it takes in. Decides nothing.

/// The longest pattern of paths, in bytes.
pub const MAX_PATTERN: usize = 1000;
