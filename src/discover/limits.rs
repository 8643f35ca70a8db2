//! The bounds of `discover`: how much of an input it looks at, keeps or shows. Decides nothing.

/// Ignore files larger than this are not read: what is made of their patterns is some hundred times as large.
pub const MAX_IGNORE_FILE: u64 = 64 * 1024;

/// Folders deeper than this below the start are not entered.
pub const MAX_FOLDER_DEPTH: usize = 256;

/// The index of a git repository is read up to this size.
pub const MAX_INDEX: u64 = 128 * 1024 * 1024;
