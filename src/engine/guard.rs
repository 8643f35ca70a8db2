//! Keeps a panic in one file from costing the others: a bug of ours is reported like a file that could not be read.
//! Does not hide it: the run is incomplete then.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::finding::RuleId;

thread_local! {
    static RULE: Cell<RuleId> = const { Cell::new(RuleId::new("")) };
}

/// Notes which rule runs on this thread, for the message about a panic.
pub(super) fn enter(rule: RuleId) {
    RULE.set(rule);
}

/// Runs something that might panic.
///
/// # Errors
/// The sentence about the panic.
pub(super) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    enter(RuleId::new(""));
    catch_unwind(AssertUnwindSafe(run)).map_err(|_| match RULE.get().as_str() {
        "" => "plimsoll failed on it (a bug: please report it)".into(),
        rule => format!("plimsoll failed on it in the rule {rule} (a bug: please report it)"),
    })
}
