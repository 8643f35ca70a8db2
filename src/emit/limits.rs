//! The bounds of `emit`: how much of an input it looks at, keeps or shows. Decides nothing.

/// The most columns that are taken from a line, however wide the terminal is.
pub const MAX_COLUMNS: usize = 400;

/// The most places that are marked in one excerpt.
pub const MAX_MARKS: usize = 8;

/// The most lines without a mark.
pub const MAX_CONTEXT_LINES: usize = 3;

/// The most characters of a label's text.
pub const MAX_LABEL: usize = 300;

/// How many of the links that identifiers of other linters stand for are shown.
pub const MAX_ALIAS_LINKS: usize = 4;

/// The most characters of a value.
pub const MAX_VALUE: usize = 200;

/// The most lines that are shown of a fix.
pub const MAX_PATCH_LINES: usize = 12;

/// Longer stretches of source are not drawn as whole lines.
pub const MAX_PATCH_BYTES: usize = 4000;

/// The most characters of a description.
pub const MAX_DESCRIPTION: usize = 1000;

/// The most tags of a rule that GitHub keeps.
pub const MAX_TAGS: usize = 10;

/// The most results that GitHub keeps of a run.
pub const MAX_RESULTS: usize = 5000;

/// The most related locations of a result that GitHub keeps.
pub const MAX_RELATED: usize = 99;

/// The most related locations that a message links to.
pub const MAX_LINKS: usize = 5;

/// The most characters of a message or a help.
pub const MAX_MESSAGE: usize = 500;

/// The most files that one finding is drawn with.
pub const MAX_FILES: usize = 8;

/// How many values of a merged project are listed.
pub const MAX_LEAVES: usize = 5000;
