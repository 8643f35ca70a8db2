//! The bounds of `suppress`: how much of an input it looks at, keeps or shows. Decides nothing.

/// The longest identifier that is looked up.
pub const MAX_IDENTIFIER: usize = 120;

/// How many objects of lists are looked at.
pub const MAX_ANNOTATED: usize = 200_000;

/// How many words of one annotation are looked at.
pub const MAX_ANNOTATION_WORDS: usize = 1000;

/// How many words of one directive are looked at.
pub const MAX_DIRECTIVE_WORDS: usize = 1000;

/// How many words the directives of one file may have.
pub const MAX_FILE_WORDS: usize = 50_000;

/// How many unknown words get a suggestion; finding one looks at all names.
pub const MAX_SUGGESTIONS: usize = 100;
