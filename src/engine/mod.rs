//! Runs rules over files and makes the report. Does not print.

mod report;

pub use report::{CheckedFile, Notice, NoticeKind, Report, Suppressed};
