//! A run and a file of it. Does no step of the work.

use super::api::{Cancel, Given, Options};
use super::plan::{Plan, Plans};
use super::report::{Notice, NoticeKind};
use super::store::Store;
use crate::source::Source;

/// The means to check files.
pub(super) struct Run<'r> {
    pub(super) store: &'r Store<'r>,
    pub(super) plans: &'r Plans<'r>,
    pub(super) options: &'r Options,
    pub(super) cancel: &'r Cancel,
}

/// A file that is being checked.
pub(super) struct File<'r> {
    pub(super) source: &'r Source,
    pub(super) given: Given,
    pub(super) plan: &'r Plan,
    /// The plan for Dockerfiles that it may hold in itself.
    pub(super) inner: Option<&'r Plan>,
    pub(super) run: &'r Run<'r>,
}

impl File<'_> {
    /// Whether a rule runs on it, or on what it holds.
    pub(super) fn runs(&self, rule: &str) -> bool {
        self.plan.runs(rule) || self.inner.is_some_and(|inner| inner.runs(rule))
    }

    /// Something to say about the file.
    pub(super) fn notice(&self, kind: NoticeKind, line: Option<u32>, text: String) -> Notice {
        Notice { path: self.source.path.clone(), line, kind, text }
    }
}
