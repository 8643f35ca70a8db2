//! The bounds of `source`: how much of an input it looks at, keeps or shows. Decides nothing.

/// How many names of one folder are listed at most.
pub const MAX_NAMES: usize = 100_000;
