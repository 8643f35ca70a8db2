//! The whole report as one JSON document in a versioned envelope. Groups and leaves out nothing; fields are added
//! within a version, never changed.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;

use super::fingerprint::{self, Numbering};
use super::{Shared, json_text, locate, patch};
use crate::engine::{Notice, NoticeKind, Suppressed};
use crate::finding::{Finding, Fix, Safety, Severity};
use crate::model::Format;
use crate::source::{Span, shown};

/// Raised when a field changes its meaning or goes.
const VERSION: u32 = 1;

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = shared.report;
    let identities = fingerprint::stable(report, shared.style);
    let mut numbering = Numbering::default();
    let document = Document {
        version: VERSION,
        tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
        summary: summary(shared),
        findings: report
            .findings
            .iter()
            .zip(identities)
            .map(|(finding, id)| entry(shared, finding, id))
            .collect(),
        suppressed: report
            .suppressed
            .iter()
            .map(|suppressed| silenced(shared, suppressed, &mut numbering))
            .collect(),
        notices: report.notices.iter().map(|entry| notice(shared, entry)).collect(),
    };
    json_text::write(&document, out)
}

#[derive(Serialize)]
struct Document<'r> {
    version: u32,
    tool: Tool,
    summary: Summary<'r>,
    findings: Vec<Entry<'r>>,
    suppressed: Vec<Silenced<'r>>,
    notices: Vec<NoticeEntry>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Summary<'r> {
    files: Files,
    findings: Severities,
    fixable: Fixable,
    suppressed: usize,
    /// How many files and folders were passed over, by reason.
    passed_over: BTreeMap<&'static str, usize>,
    /// The configuration that counted.
    configuration: Option<String>,
    /// What manifests were held against; null without any.
    kubernetes: Option<Schemas<'r>>,
    /// Whether everything that was asked for was checked.
    complete: bool,
    /// From which severity on findings make the run fail, and how many do.
    fail_on: Option<&'static str>,
    failing: usize,
}

#[derive(Serialize)]
struct Files {
    total: usize,
    dockerfile: usize,
    compose: usize,
    kubernetes: usize,
}

/// The version or versions of Kubernetes, and how many objects of which kinds have no schema.
#[derive(Serialize)]
struct Schemas<'r> {
    version: String,
    without_schema: &'r BTreeMap<String, usize>,
}

#[derive(Serialize)]
struct Severities {
    critical: usize,
    high: usize,
    medium: usize,
    low: usize,
    info: usize,
}

#[derive(Serialize)]
struct Fixable {
    safe: usize,
    #[serde(rename = "unsafe")]
    unsafe_: usize,
}

#[derive(Serialize)]
struct Entry<'r> {
    rule: &'r str,
    severity: &'static str,
    category: Option<&'static str>,
    message: String,
    help: Option<String>,
    path: String,
    start: Point,
    end: Point,
    /// The template that the document was rendered from, as the file says.
    template: Option<String>,
    subject: Option<SubjectEntry<'r>>,
    absent: bool,
    labels: Vec<LabelEntry>,
    fix: Option<FixEntry>,
    fingerprint: String,
}

/// A place in a file: 1-based line and column in characters, 0-based offset in bytes of the text, which has no byte
/// order mark.
#[derive(Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct SubjectEntry<'r> {
    title: String,
    path: &'r str,
}

#[derive(Serialize)]
struct LabelEntry {
    path: String,
    start: Point,
    end: Point,
    message: String,
}

#[derive(Serialize)]
struct FixEntry {
    title: String,
    safety: &'static str,
    /// Empty when the change would repeat a secret.
    edits: Vec<EditEntry>,
}

#[derive(Serialize)]
struct EditEntry {
    path: String,
    start: Point,
    end: Point,
    text: String,
}

#[derive(Serialize)]
struct Silenced<'r> {
    by: &'static str,
    reason: String,
    #[serde(flatten)]
    finding: Entry<'r>,
}

#[derive(Serialize)]
struct NoticeEntry {
    kind: &'static str,
    /// Why it was passed over.
    reason: Option<&'static str>,
    path: String,
    line: Option<u32>,
    message: String,
}

fn summary<'r>(shared: &Shared<'r>) -> Summary<'r> {
    let report = shared.report;
    let files = |format| report.files.iter().filter(|file| file.format == format).count();
    let count = |severity| report.findings.iter().filter(|finding| finding.severity == severity).count();
    let fail_on = shared.style.fail_on;
    Summary {
        files: Files {
            total: report.files.len(),
            dockerfile: files(Format::Dockerfile),
            compose: files(Format::Compose),
            kubernetes: files(Format::Kubernetes),
        },
        findings: Severities {
            critical: count(Severity::Critical),
            high: count(Severity::High),
            medium: count(Severity::Medium),
            low: count(Severity::Low),
            info: count(Severity::Info),
        },
        fixable: Fixable { safe: report.fixable(Safety::Safe), unsafe_: report.fixable(Safety::Unsafe) },
        suppressed: report.suppressed.len(),
        passed_over: report.passed_over().into_iter().map(|(why, count)| (why.as_str(), count)).collect(),
        configuration: shared.style.configuration.as_deref().map(|file| path(shared, file)),
        kubernetes: report
            .kubernetes
            .map(|minors| Schemas { version: minors.to_string(), without_schema: &report.without_schema }),
        complete: report.is_complete(),
        fail_on: fail_on.map(Severity::as_str),
        failing: report
            .findings
            .iter()
            .filter(|finding| fail_on.is_some_and(|least| finding.severity >= least))
            .count(),
    }
}

fn entry<'r>(shared: &Shared<'r>, finding: &'r Finding, fingerprint: String) -> Entry<'r> {
    let (path, start, end) = place(shared, finding.at);
    let labels = finding.labels.iter().map(|label| {
        let (path, start, end) = place(shared, label.span);
        LabelEntry { path, start, end, message: shown(&label.text).to_string() }
    });
    Entry {
        rule: finding.rule.as_str(),
        severity: finding.severity.as_str(),
        category: (shared.style.rule)(finding.rule.as_str()).map(|rule| rule.meta.category.as_str()),
        message: shown(&finding.message).to_string(),
        help: finding.help.as_ref().map(|help| shown(help).to_string()),
        path,
        start,
        end,
        template: shared.report.template(finding).map(|path| shown(path).to_string()),
        subject: finding
            .subject
            .as_ref()
            .map(|subject| SubjectEntry { title: subject.to_string(), path: &subject.path }),
        absent: finding.absent,
        labels: labels.collect(),
        fix: finding.fix.as_ref().map(|fix| fix_entry(shared, fix)),
        fingerprint,
    }
}

fn fix_entry(shared: &Shared<'_>, fix: &Fix) -> FixEntry {
    let edits = fix.edits.iter().map(|edit| {
        let (path, start, end) = place(shared, edit.span);
        EditEntry { path, start, end, text: edit.text.clone() }
    });
    FixEntry {
        title: shown(&fix.title).to_string(),
        safety: match fix.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        },
        edits: if repeats_a_secret(shared, fix) { Vec::new() } else { edits.collect() },
    }
}

/// Whether the text of a fix contains a secret.
pub(super) fn repeats_a_secret(shared: &Shared<'_>, fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| {
        let source = shared.report.sources.get(edit.span.source);
        source.is_none_or(|source| patch::without_secrets(source, edit, &shared.report.secrets) != edit.text)
    })
}

fn silenced<'r>(shared: &Shared<'r>, suppressed: &'r Suppressed, numbering: &mut Numbering) -> Silenced<'r> {
    let id = numbering.next(shared.report, &suppressed.finding, shared.style);
    Silenced {
        by: suppressed.by,
        reason: shown(&suppressed.reason).to_string(),
        finding: entry(shared, &suppressed.finding, id),
    }
}

fn notice(shared: &Shared<'_>, notice: &Notice) -> NoticeEntry {
    NoticeEntry {
        kind: match notice.kind {
            NoticeKind::NotChecked => "not-checked",
            NoticeKind::Skipped(_) => "skipped",
            NoticeKind::Note => "note",
        },
        reason: match notice.kind {
            NoticeKind::Skipped(why) => Some(why.as_str()),
            NoticeKind::NotChecked | NoticeKind::Note => None,
        },
        path: path(shared, &notice.path),
        line: notice.line,
        message: shown(&notice.text).to_string(),
    }
}

fn place(shared: &Shared<'_>, span: Span) -> (String, Point, Point) {
    let source = shared.report.sources.get(span.source);
    let path = path(shared, shared.report.sources.path(span.source));
    let point = |offset| {
        let position = source.map(|source| source.position(offset));
        let (line, column) = position.map_or((1, 1), |position| (position.line, position.char));
        Point { line, column, offset }
    };
    (path, point(span.start), point(span.end))
}

/// A path with `/` between names; programs get it as it is, escaped by the format.
fn path(shared: &Shared<'_>, path: &std::path::Path) -> String {
    let text = locate::relative(path, shared.style).to_string_lossy().into_owned();
    if cfg!(windows) { text.replace('\\', "/") } else { text }
}
