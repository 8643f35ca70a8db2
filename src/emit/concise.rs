//! One line per finding, in the form that editors and `grep` read: `path:line:column: error[rule] message`. Then one
//! per notice, and one that begins with `plimsoll:` about what was passed over and what had a say.

use std::io;

use super::Shared;
use super::{summary, words};
use crate::engine::NoticeKind;
use crate::source::shown;

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in &shared.report.findings {
        let location = words::location(shared, finding);
        let (level, rule) = (finding.severity.headline(), finding.rule);
        let marker = words::marker(finding);
        let space = if marker.is_empty() { "" } else { " " };
        let from = words::template(shared, finding).map_or(String::new(), |path| format!(" (from {path})"));
        writeln!(out, "{location}: {level}[{rule}] {}{space}{marker}{from}", shown(&finding.message))?;
    }
    for notice in &shared.report.notices {
        let word = match notice.kind {
            NoticeKind::NotChecked => "not checked",
            NoticeKind::Note => "note",
            NoticeKind::Skipped(_) => continue,
        };
        writeln!(out, "{}: {word}: {}", summary::place(notice), shown(&notice.text))?;
    }
    match summary::trailer(shared.report, shared.style) {
        Some(line) => writeln!(out, "{line}"),
        None => Ok(()),
    }
}
