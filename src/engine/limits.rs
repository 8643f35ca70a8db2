//! The bounds of `engine`: how much of an input it looks at, keeps or shows. Decides nothing.

/// How many folders above a Dockerfile are looked at.
pub const MAX_PARENTS: usize = 16;

/// How many sources of COPY and ADD are looked for.
pub const MAX_SOURCES: usize = 64;

/// How many steps it may take to match all sources with all patterns.
pub const MAX_MATCHING: usize = 32_000_000;

/// How many findings of one rule are kept for one file.
pub const MAX_FINDINGS: usize = 1000;

/// How often fixes of one file are tried, each time with a check of the whole file.
pub const MAX_ATTEMPTS: usize = 100;

/// How many findings of a file are held before those are counted that can no longer be shown.
pub const MAX_UNSIFTED: usize = 4096;

/// How many merged places a finding names; further ones are counted in the last label.
pub const MAX_LABELS: usize = 16;

/// How many files that others refer to a run reads.
pub const MAX_CONTEXT_FILES: usize = 65_536;

/// How many bytes of files that others refer to a run keeps.
pub const MAX_CONTEXT_BYTES: usize = 64 * 1024 * 1024;

/// How many plans are kept, one for each set of overrides; others are made for each file anew.
pub const MAX_PLANS: usize = 64;

/// How many comments of a file that switch off everything are named.
pub const MAX_BLANKETS: usize = 100;

/// The shortest secret that is masked where no rule marked it.
pub const MIN_SECRET: usize = 5;

/// The same for a secret that looks like a word.
pub const MIN_SECRET_WORD: usize = 6;

/// The longest word that is not masked elsewhere because something has it for a name.
pub const MAX_NAME: usize = 10;

/// How many files a Compose project is put together of.
pub const MAX_PROJECT_FILES: usize = 256;

/// How often files are read that the files of a Compose project name, one after the other.
pub const MAX_ROUNDS: usize = 40;

/// How many files and folders are looked through for CustomResourceDefinitions around one file.
pub const MAX_DEFINITION_FILES: usize = 4096;
