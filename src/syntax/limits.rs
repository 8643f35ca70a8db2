//! The bounds of `syntax`: how much of an input it looks at, keeps or shows. Decides nothing.

/// Nesting of `${…}` beyond this makes a line that has no heredocs.
pub const MAX_HEREDOC_DEPTH: u32 = 64;

/// Go's decoder refuses deeper nesting.
pub const MAX_JSON_DEPTH: usize = 10_000;

/// The longest line that BuildKit reads, in bytes.
pub const MAX_LINE: usize = 65_535;

/// Texts with more commands are not analysed: the time grows faster than they do.
pub const MAX_ANALYSED_COMMANDS: usize = 4096;

/// Texts of more bytes are not analysed.
pub const MAX_ANALYSED_BYTES: usize = 256 * 1024;

/// Texts with syntax errors of more bytes are not analysed.
pub const MAX_BROKEN_BYTES: usize = 32 * 1024;

/// Some codes cost the cube of the number of commands, such as `SC2086`, which follows values; beyond this number
/// they are left out.
pub const MAX_SLOW_COMMANDS: usize = 256;

/// Commands with more `-exec` are not analysed: the time grows with the square of their number.
pub const MAX_EXECS: usize = 64;

/// How many substitutions and heredocs are parsed in a text of any length.
pub const MAX_SUBSTITUTIONS: usize = 256;

/// Command lines of more bytes are not parsed: their tree takes a hundred times as much memory.
pub const MAX_SHELL_BYTES: usize = 256 * 1024;

/// Command lines inside of command lines (`sh -c`) are followed so far.
pub const MAX_INNER: u32 = 8;

/// How many wrappers are taken off.
pub const MAX_WRAPPERS: usize = 16;

/// How often a YAML text is read again because quoted texts in it go on in lines that are not indented.
pub const MAX_QUOTE_ROUNDS: usize = 16;

/// How many keys that stand twice in one mapping are told one by one.
pub const MAX_DUPLICATE_KEYS: usize = 25_000;
