//! The last lines of a report for people: how much was found, what can be fixed, what was not looked at and whether
//! the run fails. Decides none of it.

use std::fmt::Write;

use super::paint::{Ink, Paint};
use super::{Style, counted};
use crate::engine::{Notice, NoticeKind, Report, Suppressed};
use crate::finding::{Safety, Severity};
use crate::model::Format;
use crate::source::{Shown, shown};

/// The summary of a report, each line ending with a line feed; empty when there is nothing to say and the style is
/// quiet then.
pub fn summary(report: &Report, style: &Style) -> String {
    summary_in(report, style, Paint { color: style.color, links: false })
}

pub(super) fn summary_in(report: &Report, style: &Style, paint: Paint) -> String {
    let is_clean = report.findings.is_empty() && report.is_complete();
    if is_clean && style.quiet_when_clean {
        return String::new();
    }
    let mut text = String::new();
    let passed = passed_over(report).map_or_else(String::new, |list| format!(". Passed over: {list}."));
    let verdict = verdict(report, paint);
    let verdict = if passed.is_empty() { &verdict } else { verdict.trim_end_matches('.') };
    line(&mut text, verdict.to_owned() + &passed);
    line(&mut text, fixable(report));
    line(&mut text, influences(report, style).map_or_else(String::new, |text| capitalised(&text) + "."));
    notices(report, paint, &mut text);
    line(&mut text, fails(report, style, paint));
    text
}

fn line(text: &mut String, line: String) {
    if !line.is_empty() {
        text.push_str(&line);
        text.push('\n');
    }
}

fn verdict(report: &Report, paint: Paint) -> String {
    let files = report.files.len();
    if report.findings.is_empty() {
        return match (report.is_complete(), files) {
            (true, 0) => "No files to check.".to_string(),
            (true, _) => {
                let passed = paint.ink(Ink::Good, "All checks passed");
                format!("{passed}: {} ({})", counted(files, "file"), formats(report))
            }
            (false, _) => {
                format!("Found nothing in {}, but not everything was checked.", counted(files, "file"))
            }
        };
    }
    let mut parts = Vec::new();
    for (word, severity) in
        [("error", Severity::High), ("warning", Severity::Medium), ("note", Severity::Low)]
    {
        let count = report.findings.iter().filter(|finding| finding.severity.headline() == word).count();
        if count > 0 {
            parts.push(paint.ink(Ink::Level(severity), &counted(count, word)));
        }
    }
    let mut hit: Vec<_> = report.findings.iter().map(|finding| finding.at.source).collect();
    hit.sort_unstable();
    hit.dedup();
    let of = match (hit.len(), files) {
        (hit, all) if hit >= all => counted(hit, "file"),
        (hit, all) => format!("{hit} of {}", counted(all, "file")),
    };
    format!("Found {} in {of}.", parts.join(", "))
}

/// `6 Dockerfiles, 3 Compose, 5 Kubernetes`.
fn formats(report: &Report) -> String {
    let count = |format| report.files.iter().filter(|file| file.format == format).count();
    let parts = Format::ALL.into_iter().map(|format| (format, count(format))).filter(|(_, count)| *count > 0);
    let parts = parts.map(|(format, count)| match format {
        Format::Dockerfile => counted(count, format.title()),
        Format::Compose | Format::Kubernetes => format!("{count} {}", format.title()),
    });
    parts.collect::<Vec<_>>().join(", ")
}

fn fixable(report: &Report) -> String {
    match (report.fixable(Safety::Safe), report.fixable(Safety::Unsafe)) {
        (0, 0) => String::new(),
        (safe, 0) => format!("[*] {safe} fixable with `--fix`."),
        (0, unsafe_) => format!("[!] {unsafe_} fixable with `--fix --unsafe-fixes`."),
        (safe, unsafe_) => {
            format!("[*] {safe} fixable with `--fix`, [!] {unsafe_} more with `--unsafe-fixes`.")
        }
    }
}

/// What was passed over, counted by reason.
pub(super) fn passed_over(report: &Report) -> Option<String> {
    let counts = report.passed_over();
    let counts: Vec<String> = counts.into_iter().map(|(why, count)| counted(count, why.noun())).collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// Which version of Kubernetes manifests were held against, and how many objects of which kinds have no schema.
pub fn schemas(report: &Report) -> Option<String> {
    const MOST: usize = 10;
    let minors = report.kubernetes?;
    let kinds = &report.without_schema;
    let without: usize = kinds.values().sum();
    if without == 0 {
        return Some(format!("Kubernetes {minors}"));
    }
    let mut kinds: Vec<(&String, &usize)> = kinds.iter().collect();
    kinds.sort_by_key(|(kind, count)| (std::cmp::Reverse(**count), *kind));
    let more = kinds.len().saturating_sub(MOST);
    let mut words: Vec<String> =
        kinds.iter().take(MOST).map(|(kind, count)| format!("{} ({count})", shown(kind))).collect();
    words.extend((more > 0).then(|| format!("{more} more")));
    Some(format!("Kubernetes {minors}; no schema for {}: {}", counted(without, "object"), words.join(", ")))
}

/// Which configuration counted, and how many findings comments suppressed.
pub(super) fn influences(report: &Report, style: &Style) -> Option<String> {
    let configuration = style.configuration.as_deref();
    let configuration = configuration.map(|path| format!("configuration {}", Shown::path(path)));
    let parts: Vec<String> = configuration.into_iter().chain(suppressed(&report.suppressed)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// The line of formats that have no summary: what was passed over, and what had a say in the findings.
pub(super) fn trailer(report: &Report, style: &Style) -> Option<String> {
    let is_clean = report.findings.is_empty() && report.is_complete();
    let is_quiet = !style.summary || (is_clean && style.quiet_when_clean);
    run(report, style).filter(|_| !is_quiet).map(|text| format!("plimsoll: {text}"))
}

/// What was passed over, and what had a say in the findings, without a capital and a full stop.
pub(super) fn run(report: &Report, style: &Style) -> Option<String> {
    let passed = passed_over(report).map(|list| format!("passed over {list}"));
    let parts: Vec<String> = passed.into_iter().chain(influences(report, style)).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

pub(super) fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

fn suppressed(all: &[Suppressed]) -> Option<String> {
    if all.is_empty() {
        return None;
    }
    let mut tools: Vec<(&str, usize)> = Vec::new();
    for suppressed in all.iter().filter(|suppressed| suppressed.by != "plimsoll") {
        match tools.iter_mut().find(|(tool, _)| *tool == suppressed.by) {
            Some((_, count)) => *count += 1,
            None => tools.push((suppressed.by, 1)),
        }
    }
    tools.sort_unstable();
    let foreign: Vec<String> = tools.iter().map(|(tool, count)| format!("{count} for {tool}")).collect();
    let suppressed = format!("{} suppressed by comments", counted(all.len(), "finding"));
    Some(match foreign.is_empty() {
        true => suppressed,
        false => format!("{suppressed} ({})", foreign.join(", ")),
    })
}

fn notices(report: &Report, paint: Paint, text: &mut String) {
    let of = |kind| report.notices.iter().filter(move |notice| notice.kind == kind);
    for notice in of(NoticeKind::Note) {
        line(text, format!("{}: {}", place(notice), shown(&notice.text)));
    }
    for notice in of(NoticeKind::NotChecked) {
        let word = paint.ink(Ink::Level(Severity::High), "not checked");
        line(text, format!("{word}: {}: {}", place(notice), shown(&notice.text)));
    }
}

/// The path of a notice and its line, safe to print.
pub fn place(notice: &Notice) -> String {
    let mut place = Shown::path(&notice.path);
    if let Some(line) = notice.line {
        // Writing to a string cannot fail.
        let _ = write!(place, ":{line}");
    }
    place
}

fn fails(report: &Report, style: &Style, paint: Paint) -> String {
    let Some(fail_on) = style.fail_on else { return String::new() };
    let failing = report.findings.iter().filter(|finding| finding.severity >= fail_on).count();
    if failing == 0 {
        return String::new();
    }
    let word = paint.ink(Ink::Level(Severity::High), "Fails");
    format!("{word}: {} at or above `{fail_on}` (--fail-on).", counted(failing, "finding"))
}
