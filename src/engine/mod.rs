//! Runs rules over files and makes the report. Does not print and touches no file: [`Files`] reads.

mod api;
mod build_context;
mod compose;
mod definitions;
mod detect;
mod excess;
mod finish;
mod fixing;
mod gaps;
mod gate;
mod guard;
mod inline;
mod limits;
mod lint;
mod merge;
mod open;
mod parallel;
mod plan;
mod report;
mod secrets;
mod sieve;
mod store;
mod task;
mod workspace;

pub use api::{Cancel, Cancelled, Given, Input, Options, ShellAnalysis};
pub use fixing::{Fixed, FixedFile};
pub use report::{CheckedFile, Notice, NoticeKind, Report, Suppressed};
pub use secrets::{MASK, Secrets};
pub use workspace::Workspace;

use crate::source::Files;

/// Checks files once. Works on the current rayon pool; the report does not depend on how many threads it has.
pub fn check(inputs: &[Input], files: &dyn Files, options: &Options) -> Report {
    Workspace::new(files, options).check(inputs)
}
