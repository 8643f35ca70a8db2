//! SARIF 2.1.0, written for code scanning on GitHub and correct for everyone else.
//!
//! Suppressed findings are left out, because GitHub would show them as open. Rules are described when they have
//! results. No text of the linted files is copied except what fixes insert.

mod descriptors;
mod model;

use crate::emit::limits::{MAX_LINKS, MAX_RELATED, MAX_RESULTS};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use super::fingerprint::{self, LineHashes};
use super::json::repeats_a_secret;
use super::summary::{self, capitalised};
use super::{Shared, counted, json_text, locate};
use crate::engine::{Notice, NoticeKind};
use crate::finding::{Finding, Fix, Label, Severity};
use crate::source::{Source, SourceId, Span, shown};
use model::{
    ArtifactChange, ArtifactLocation, Driver, Invocation, Location, Log, LogicalLocation, Notification,
    PhysicalLocation, Reference, Region, Replacement, ReportedFix, ReportedResult, Run, Text, Tool, UriBase,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT: &str = "SRCROOT";

/// Writes the report.
pub(super) fn write(shared: &Shared<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let report = shared.report;
    let identities = fingerprint::stable(report, shared.style);
    let mut findings: Vec<(&Finding, String)> = report.findings.iter().zip(identities).collect();
    findings.sort_by_key(|(finding, _)| Reverse(finding.severity));
    let cut = findings.len().saturating_sub(MAX_RESULTS);
    findings.truncate(MAX_RESULTS);

    let rules = used_rules(&findings);
    let mut hashes: BTreeMap<SourceId, LineHashes> = BTreeMap::new();
    let mut results = Vec::with_capacity(findings.len());
    for (finding, identity) in findings {
        let Some(source) = report.sources.get(finding.at.source) else { continue };
        let hashes = hashes.entry(source.id).or_insert_with(|| LineHashes::new(source));
        results.push(result(shared, finding, source, identity, hashes, &rules));
    }
    let (notifications, descriptors) = notifications(shared, cut);
    let repository = env!("CARGO_PKG_REPOSITORY");
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    full_name: format!("plimsoll {}", env!("CARGO_PKG_VERSION")),
                    version: env!("CARGO_PKG_VERSION"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    information_uri: Some(repository).filter(|uri| !uri.is_empty()),
                    rules: rules
                        .iter()
                        .map(|(rule, severity)| descriptors::rule(shared, rule, *severity))
                        .collect(),
                    notifications: descriptors,
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                exit_code: shared.style.exit_code,
                tool_execution_notifications: notifications,
            }],
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                UriBase { description: Text { text: "The root of the repository.".to_string() } },
            )]),
            column_kind: "utf16CodeUnits",
            results,
        }],
    };
    json_text::write(&log, out)
}

/// The rules that have results, by name, each with the highest severity of its results.
fn used_rules(findings: &[(&Finding, String)]) -> Vec<(&'static str, Severity)> {
    let mut rules: BTreeMap<&'static str, Severity> = BTreeMap::new();
    for (finding, _) in findings {
        let severity = rules.entry(finding.rule.as_str()).or_insert(finding.severity);
        *severity = finding.severity.max(*severity);
    }
    rules.into_iter().collect()
}

fn result(
    shared: &Shared<'_>,
    finding: &Finding,
    source: &Source,
    identity: String,
    hashes: &LineHashes,
    rules: &[(&'static str, Severity)],
) -> ReportedResult {
    let region = region(source, finding.at);
    let mut fingerprints = BTreeMap::from([("plimsoll/v1", identity)]);
    if let Some(hash) = hashes.line(region.start_line) {
        fingerprints.insert("primaryLocationLineHash", hash);
    }
    let logical = finding.subject.iter().filter(|subject| !subject.path.is_empty());
    let labels = finding
        .labels
        .iter()
        .filter_map(|label| Some((label, shared.report.sources.get(label.span.source)?)));
    let related: Vec<Location> = labels
        .take(MAX_RELATED)
        .enumerate()
        .map(|(index, (label, source))| related(shared, index + 1, label, source))
        .collect();
    ReportedResult {
        rule_id: finding.rule.as_str(),
        rule_index: rules.binary_search_by_key(&finding.rule.as_str(), |(rule, _)| rule).unwrap_or(0),
        level: finding.severity.headline(),
        message: Text { text: message(finding, shared.report.template(finding), &related) },
        locations: [Location {
            id: None,
            physical_location: PhysicalLocation {
                artifact_location: artifact(shared, source),
                region: Some(region),
            },
            logical_locations: logical
                .map(|subject| LogicalLocation { fully_qualified_name: shown(&subject.path).to_string() })
                .collect(),
            message: None,
        }],
        related_locations: related,
        partial_fingerprints: fingerprints,
        fixes: finding.fix.iter().filter_map(|fix| reported_fix(shared, fix)).collect(),
    }
}

/// The fact, then what to do, where it comes from, then links to further places. The first sentence stands alone.
fn message(finding: &Finding, template: Option<&str>, related: &[Location]) -> String {
    let mut text = sentence(&finding.message);
    if let Some(help) = finding.help.as_ref().filter(|help| !help.is_empty()) {
        text.push(' ');
        text.push_str(&sentence(&capitalised(help)));
    }
    if let Some(template) = template {
        text.push(' ');
        text.push_str(&sentence(&format!("Rendered from {template}")));
    }
    let links = related.iter().take(MAX_LINKS).filter_map(|location| {
        let label = &location.message.as_ref()?.text;
        let label = label.strip_suffix('.').unwrap_or(label).replace('\\', "\\\\");
        Some(format!("[{}]({})", label.replace('[', "\\[").replace(']', "\\]"), location.id?))
    });
    let links: Vec<String> = links.collect();
    if !links.is_empty() {
        text.push_str(&format!(" See {}.", links.join(", ")));
    }
    text
}

/// Text of unknown origin as a sentence: nothing in it is a link.
fn sentence(text: &str) -> String {
    let mut text = shown(text).to_string().replace("](", "] (");
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn related(shared: &Shared<'_>, id: usize, label: &Label, source: &Source) -> Location {
    let text = if label.text.is_empty() { "a further place" } else { &label.text };
    Location {
        id: Some(id),
        physical_location: PhysicalLocation {
            artifact_location: artifact(shared, source),
            region: Some(region(source, label.span)),
        },
        logical_locations: Vec::new(),
        message: Some(Text { text: sentence(text) }),
    }
}

fn artifact(shared: &Shared<'_>, source: &Source) -> ArtifactLocation {
    let (uri, is_relative) = locate::uri(&source.path, shared.style);
    ArtifactLocation { uri, uri_base_id: is_relative.then_some(ROOT) }
}

/// A region on one line.
fn region(source: &Source, span: Span) -> Region {
    let (start, end) = locate::region(source, span);
    Region {
        start_line: start.line,
        start_column: Some(start.utf16),
        end_line: Some(end.line),
        end_column: Some(end.utf16),
    }
}

/// A fix with its exact edits; none where the bytes of the file are not those of the text or a secret would be told.
fn reported_fix(shared: &Shared<'_>, fix: &Fix) -> Option<ReportedFix> {
    let source = shared.report.sources.get(fix.edits.first()?.span.source)?;
    if !source.encoding.is_writable() || repeats_a_secret(shared, fix) {
        return None;
    }
    let replacements = fix.edits.iter().map(|edit| {
        let (start, end) = (source.position(edit.span.start), source.position(edit.span.end));
        Replacement {
            deleted_region: Region {
                start_line: start.line,
                start_column: Some(start.utf16),
                end_line: Some(end.line),
                end_column: Some(end.utf16),
            },
            inserted_content: Text { text: edit.text.clone() },
        }
    });
    Some(ReportedFix {
        description: Text { text: sentence(&capitalised(&fix.title)) },
        artifact_changes: vec![ArtifactChange {
            artifact_location: artifact(shared, source),
            replacements: replacements.collect(),
        }],
    })
}

/// What the run has to say besides results, and the descriptors of what it says.
fn notifications(shared: &Shared<'_>, cut: usize) -> (Vec<Notification>, Vec<model::Descriptor>) {
    let mut used: Vec<&'static str> = shared.report.notices.iter().map(|notice| kind(notice.kind)).collect();
    if cut > 0 {
        used.push(descriptors::RESULTS_CUT);
    }
    let run = summary::run(shared.report, shared.style);
    // A reader of the results asks what they were held against.
    let schemas = summary::schemas(shared.report).filter(|_| !shared.report.without_schema.is_empty());
    let run = run.into_iter().chain(schemas).reduce(|run, schemas| format!("{run}; {schemas}"));
    used.extend(run.is_some().then_some(descriptors::RUN));
    used.sort_unstable();
    used.dedup();
    let reference = |id: &'static str| Reference { id, index: used.binary_search(&id).unwrap_or(0) };
    let mut notifications: Vec<Notification> = Vec::new();
    if cut > 0 {
        let left_out = counted(cut, "result");
        notifications.push(Notification {
            descriptor: reference(descriptors::RESULTS_CUT),
            level: "warning",
            message: Text {
                text: format!("{left_out} of low severity left out: GitHub keeps {MAX_RESULTS}."),
            },
            locations: Vec::new(),
        });
    }
    notifications.extend(run.map(|text| Notification {
        descriptor: reference(descriptors::RUN),
        level: "note",
        message: Text { text: sentence(&capitalised(&text)) },
        locations: Vec::new(),
    }));
    notifications.extend(shared.report.notices.iter().map(|notice| Notification {
        descriptor: reference(kind(notice.kind)),
        // An error would say that the run failed.
        level: if notice.kind == NoticeKind::NotChecked { "warning" } else { "note" },
        message: Text { text: sentence(&capitalised(&notice.text)) },
        locations: vec![notice_location(shared, notice)],
    }));
    (notifications, used.into_iter().map(descriptors::notification).collect())
}

fn kind(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::NotChecked => descriptors::NOT_CHECKED,
        NoticeKind::Skipped(_) => descriptors::SKIPPED,
        NoticeKind::Note => descriptors::NOTE,
    }
}

fn notice_location(shared: &Shared<'_>, notice: &Notice) -> Location {
    let (uri, is_relative) = locate::uri(&notice.path, shared.style);
    let region =
        |line: u32| Region { start_line: line.max(1), start_column: None, end_line: None, end_column: None };
    Location {
        id: None,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri, uri_base_id: is_relative.then_some(ROOT) },
            region: notice.line.map(region),
        },
        logical_locations: Vec::new(),
        message: None,
    }
}
