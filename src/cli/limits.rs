//! The bounds of `cli`: how much of an input it looks at, keeps or shows. Decides nothing.

use std::time::Duration;

/// How long a FIFO that the user names (a process substitution) may keep us waiting.
pub const FIFO_DEADLINE: Duration = Duration::from_secs(10);

/// The largest file that is read.
pub const MAX_INSPECTED: u64 = 16 * 1024 * 1024;

/// The largest configuration that is read.
pub const MAX_CONFIGURATION: u64 = 1024 * 1024;

/// How long it may take for the texts of one file.
pub const SHELLCHECK_DEADLINE: Duration = Duration::from_secs(60);
