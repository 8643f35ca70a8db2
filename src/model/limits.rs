//! The bounds of `model`: how much of an input it looks at, keeps or shows. Decides nothing.

/// How deep defaults may be nested in defaults.
pub const MAX_DEFAULT_DEPTH: usize = 64;

/// How many `rm` commands of a step are looked at.
pub const MAX_REMOVALS: usize = 16;

/// How many files of a stage are remembered.
pub const MAX_LARGE_FILES: usize = 64;

/// How many items are looked at one by one where each costs a look at the text.
pub const MAX_HINTED: usize = 64;

/// How many steps are looked back on; rules that ask for each step stay linear.
pub const MAX_BEFORE: usize = 256;

/// The longest value that is followed; what is longer is unknown.
pub const MAX_VALUE: usize = 64 * 1024;

/// How deep substitutions may be nested.
pub const MAX_SUBSTITUTION_DEPTH: usize = 64;

/// The longest text that is matched against a pattern, in bytes.
pub const MAX_MATCHED_TEXT: usize = 4096;

/// The longest pattern that a text is matched against, in bytes.
pub const MAX_PATTERN: usize = 256;

/// How many bytes of values one file may come to; what lies beyond is unknown.
pub const MAX_VALUES: usize = 1024 * 1024;

/// How many stages a variable is looked for in; what comes from further away is not known.
pub const MAX_CHAIN: usize = 256;

/// A RUN of more commands is not looked through for each of its words.
pub const MAX_COMMANDS: usize = 256;

/// How many items of lists are looked at in one file.
pub const MAX_OBJECTS: usize = 200_000;

/// The longest part of a signed token that is looked at.
pub const MAX_JWT: usize = 16 * 1024;

/// The longest user and password that are looked at.
pub const MAX_CREDENTIALS: usize = 512;

/// How many nodes a merged Compose project may have.
pub const MAX_MERGED_NODES: usize = 4_000_000;

/// How deep Compose files may include each other.
pub const MAX_INCLUDE_DEPTH: usize = 32;

/// From how many services in a row one may take what it does not say.
pub const MAX_EXTENDS_DEPTH: usize = 32;

/// How many documents of a Compose file are laid over each other: each costs a look at all that stand before it.
pub const MAX_DOCUMENTS: usize = 32;

/// How many parts of a project are told that could not be looked at.
pub const MAX_GAPS: usize = 100;

/// How many places are told in which two projects differ.
pub const MAX_CHANGES: usize = 1000;

/// How many places are kept in which one part of a project is written.
pub const MAX_ORIGINS: usize = 8;

/// With how many others at one port or of one name a container of a Compose project is compared.
pub const MAX_ALIKE: usize = 8;

/// How many networks of a Compose project are compared with each other.
pub const MAX_COMPARED: usize = 64;

/// How deep the schema of a CustomResourceDefinition is read; what lies deeper may be anything.
pub const MAX_SCHEMA_DEPTH: usize = 32;

/// How many nodes of such schemas are read in one file; the rest may be anything.
pub const MAX_DEFINED_NODES: usize = 400_000;

/// The longest value of a Secret that is looked into, in bytes of base64; passwords are shorter.
pub const MAX_SECRET_TEXT: usize = 1024;
