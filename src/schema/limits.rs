//! The bounds of `schema`: how much of a table and of a tree it looks at. Decides nothing.

/// How deep types may be nested in one line of a table.
pub const MAX_NESTED: u32 = 8;

/// How many violations are listed for a document.
pub const MAX_VIOLATIONS: usize = 200;

/// How many values a walk looks at, for all types and constraints together.
pub const MAX_STEPS: usize = 20_000_000;

/// How many names a type may have.
pub const MAX_ALIASES: u32 = 16;
