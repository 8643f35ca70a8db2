//! Workflow commands of GitHub Actions. Each becomes an annotation, until GitHub's limit for a step is reached: the
//! worst findings come first, and a notice says that there are more.

use std::cmp::Reverse;
use std::fmt::Write;
use std::io;

use super::{Shared, counted, locate, summary, words};
use crate::engine::{Notice, NoticeKind};
use crate::finding::{Finding, Severity};
use crate::source::{Shown, shown};

/// How many annotations of each kind GitHub shows for a step.
const SHOWN: usize = 10;

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let of = |kind| shared.report.notices.iter().filter(move |notice| notice.kind == kind);
    for notice in of(NoticeKind::NotChecked) {
        announce(shared, notice, "error", "not checked", out)?;
    }
    let mut findings: Vec<&Finding> = shared.report.findings.iter().collect();
    findings.sort_by_key(|finding| Reverse(finding.severity));
    let notes = findings.partition_point(|finding| finding.severity >= Severity::Medium);
    let (loud, quiet) = findings.split_at(notes);
    let count = |word| findings.iter().filter(|finding| finding.severity.headline() == word).count();
    let hidden: usize = ["error", "warning"].map(|word| count(word).saturating_sub(SHOWN)).iter().sum();
    // The notice itself takes the place of one note.
    let notices = of(NoticeKind::Note).count();
    let room = if hidden > 0 || quiet.len() + notices > SHOWN { SHOWN - 1 } else { SHOWN };
    let room = room.saturating_sub(notices);
    let hidden = hidden + quiet.len().saturating_sub(room);
    let (first, rest) = quiet.split_at(room.min(quiet.len()));
    for finding in loud {
        command(shared, finding, out)?;
    }
    for notice in of(NoticeKind::Note) {
        announce(shared, notice, "notice", "plimsoll", out)?;
    }
    for finding in first {
        command(shared, finding, out)?;
    }
    if hidden > 0 {
        let more = counted(hidden, "more finding");
        writeln!(
            out,
            "::notice title=plimsoll::{more} than GitHub shows as annotations; the log has them all"
        )?;
    }
    for finding in rest {
        command(shared, finding, out)?;
    }
    // No command: it is a line of the log.
    match summary::trailer(shared.report, shared.style) {
        Some(line) => writeln!(out, "{line}"),
        None => Ok(()),
    }
}

/// Writes a notice as a command of a kind.
fn announce(
    shared: &Shared<'_>,
    notice: &Notice,
    kind: &str,
    title: &str,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut properties = format!("file={}", property(&path(shared, &notice.path)));
    if let Some(line) = notice.line {
        // Writing to a string cannot fail.
        let _ = write!(properties, ",line={line}");
    }
    writeln!(out, "::{kind} {properties},title={title}::{}", data(&notice.text))
}

fn command(shared: &Shared<'_>, finding: &Finding, out: &mut dyn io::Write) -> io::Result<()> {
    let kind = match finding.severity.headline() {
        "error" => "error",
        "warning" => "warning",
        _ => "notice",
    };
    let mut properties = String::new();
    if let Some(source) = shared.report.sources.get(finding.at.source) {
        let (start, end) = locate::region(source, finding.at);
        properties = format!(
            "file={},line={},endLine={},col={},endColumn={},",
            property(&path(shared, &source.path)),
            start.line,
            end.line,
            start.char,
            end.char,
        );
    }
    let mut text = data(&finding.message);
    if let Some(help) = words::help(finding) {
        text.push_str("%0Ahelp: ");
        text.push_str(&data(&help));
    }
    if let Some(template) = words::template(shared, finding) {
        text.push_str("%0Afrom: ");
        text.push_str(&data(&template));
    }
    writeln!(out, "::{kind} {properties}title={}::{text}", property(finding.rule.as_str()))
}

fn path(shared: &Shared<'_>, path: &std::path::Path) -> String {
    Shown::path(&locate::relative(path, shared.style))
}

/// Text as the data of a command.
fn data(text: &str) -> String {
    shown(text).to_string().replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Text as a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_cannot_be_left_by_what_they_say() {
        assert_eq!(property("a,b:c%\n::error::x"), "a%2Cb%3Ac%25\\n%3A%3Aerror%3A%3Ax");
        assert_eq!(data("50%\r\n::x"), "50%25\\r\\n::x");
    }
}
