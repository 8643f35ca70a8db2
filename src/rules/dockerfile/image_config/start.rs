//! What rules about CMD, ENTRYPOINT, HEALTHCHECK and STOPSIGNAL share. Knows no rule.

use crate::model::dockerfile::{Stage, Step};
use crate::syntax::dockerfile::Keyword;

/// Calls `report` for each instruction of a keyword that a later one in the stage replaces, with the last one.
pub(super) fn earlier(stage: &Stage<'_>, keyword: Keyword, mut report: impl FnMut(&Step<'_>, &Step<'_>)) {
    let Some(last) = stage.last(keyword) else { return };
    for step in stage.steps().iter().filter(|step| step.is(keyword) && step.index < last.index) {
        report(step, last);
    }
}

/// A signal without its `SIG`, in capitals.
pub(super) fn signal_name(value: &str) -> String {
    let upper = value.trim().to_ascii_uppercase();
    upper.strip_prefix("SIG").map_or(upper.clone(), str::to_owned)
}
