//! Runs the pages of `rules/` and the files of `tests/cases/` as tests, one for each heading.

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use libtest_mimic::{Arguments, Failed, Trial};
use plimsoll::engine::{NoticeKind, Report};
use plimsoll::finding::Severity;
use plimsoll::rules::Check;
use support::page::{Case, Mark, Page};

fn main() {
    let arguments = Arguments::from_args();
    let mut trials = Vec::new();
    for path in pages() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let page = Page::parse(&text);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let rule = page.front("rule").or(page.front("name")).unwrap_or(&stem).to_owned();
        if !cfg!(feature = "shell-lint") && asks_analyser(&rule) {
            continue;
        }
        for index in 0..page.cases.len() {
            let case = &page.cases[index];
            if !matches!(case.kind.as_str(), "Bad" | "Good") {
                continue;
            }
            let title = if case.title.is_empty() {
                case.kind.clone()
            } else {
                format!("{}: {}", case.kind, case.title)
            };
            let (rule, text, path) = (rule.clone(), text.clone(), path.clone());
            let name = format!("{stem}: {title}");
            trials.push(Trial::test(name, move || run(&rule, &Page::parse(&text), index, &path)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// Whether a rule finds less in a build without the analyser of shell texts.
fn asks_analyser(rule: &str) -> bool {
    let rule = plimsoll::rules::by_name(rule);
    rule.is_some_and(|rule| rule.checks.iter().any(|check| matches!(check, Check::Fault(..))))
}

/// Every Markdown file of `rules/` and `tests/cases/`, sorted.
fn pages() -> Vec<PathBuf> {
    let mut folders = vec![support::root().join("rules"), support::root().join("tests/cases")];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                out.push(path);
            }
        }
    }
    out.sort();
    out
}

fn run(rule: &str, page: &Page, index: usize, path: &Path) -> Result<(), Failed> {
    let case = &page.cases[index];
    let files: Vec<(String, Vec<u8>)> =
        case.files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect();
    if files.is_empty() {
        return Err(format!("{}: the heading has no code block with a file name", path.display()).into());
    }
    let report = support::check(&files, &support::all_rules_for(&files, rule));
    // What a finding of the rule says as well needs no page of its own.
    let is_told = case.kind == "Bad" && !marks(&report, rule).is_empty();
    let mut notices = report.notices.iter().filter(|notice| notice.kind == NoticeKind::NotChecked);
    if let Some(notice) = notices.find(|_| !is_told) {
        return Err(format!("{}: {}", notice.path.display(), notice.text).into());
    }
    if report.files.is_empty() {
        return Err("no block is recognised as a file that is linted".into());
    }
    let found = marks(&report, rule);
    if case.kind == "Good" {
        return good(rule, &report, &found);
    }
    let wanted: Vec<Mark> = case.files.iter().flat_map(|file| file.marks.clone()).collect();
    compare(&wanted, &found)?;
    fixes(rule, page, case, &files, &report)
}

fn good(rule: &str, report: &Report, found: &[Mark]) -> Result<(), Failed> {
    if let Some(mark) = found.first() {
        return Err(format!("{rule} finds something in a Good block: {mark}").into());
    }
    match report.findings.iter().find(|finding| finding.severity >= Severity::High) {
        Some(finding) => {
            Err(format!("a Good block has an error of {}: {}", finding.rule, finding.message).into())
        }
        None => Ok(()),
    }
}

fn compare(wanted: &[Mark], found: &[Mark]) -> Result<(), Failed> {
    if wanted.is_empty() {
        return Err("a Bad block has no caret line: mark what the rule finds".into());
    }
    let same_place =
        |a: &Mark, b: &Mark| (&a.path, a.line, a.start, a.end) == (&b.path, b.line, b.start, b.end);
    for mark in wanted {
        match found.iter().find(|other| same_place(mark, other)) {
            None => {
                let found: Vec<String> = found.iter().map(Mark::to_string).collect();
                return Err(format!("nothing is found at {mark}\nfound: {}", found.join("\n       ")).into());
            }
            Some(other) if !other.text.contains(&mark.text) => {
                return Err(format!("the message is {:?}, the mark says {:?}", other.text, mark.text).into());
            }
            Some(_) => {}
        }
    }
    match found.iter().find(|mark| !wanted.iter().any(|other| same_place(mark, other))) {
        Some(mark) => Err(format!("this finding has no mark: {mark}").into()),
        None => Ok(()),
    }
}

/// The findings of a rule in the form of marks.
fn marks(report: &Report, rule: &str) -> Vec<Mark> {
    let findings = report.findings.iter().filter(|finding| finding.rule == rule);
    let mark = |finding: &plimsoll::finding::Finding| {
        let source = report.sources.get(finding.at.source)?;
        let (start, end) = (source.position(finding.at.start), source.position(finding.at.end));
        Some(Mark {
            path: source.path.display().to_string(),
            line: start.line,
            start: start.char,
            end: end.char,
            text: finding.message.clone(),
        })
    };
    findings.filter_map(mark).collect()
}

/// Fixes as `--fix --unsafe-fixes` does with the rule alone: the result is the block under `Fixed` or `Good` of the
/// same title.
fn fixes(
    rule: &str,
    page: &Page,
    case: &Case,
    files: &[(String, Vec<u8>)],
    report: &Report,
) -> Result<(), Failed> {
    let has_fix = |finding: &plimsoll::finding::Finding| finding.rule == rule && finding.fix.is_some();
    if !report.findings.iter().any(has_fix) {
        return Ok(());
    }
    let Some(expected) = page.case("Fixed", &case.title).or_else(|| page.case("Good", &case.title)) else {
        return Err(format!("add `## Fixed: {}` with what the fix makes of it", case.title).into());
    };
    let fixed = support::fix(files, rule)?;
    for file in &expected.files {
        let Some((_, bytes)) = fixed.iter().find(|(path, _)| *path == file.path) else { continue };
        if *bytes != file.bytes {
            let text = String::from_utf8_lossy(bytes);
            return Err(format!(
                "the fix makes this of {}:\n{text}\ninstead of the block under `{}`",
                file.path, expected.kind
            )
            .into());
        }
    }
    Ok(())
}
