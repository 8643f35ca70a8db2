//! What is found in our own corpus, as it is. The snapshots are what a reviewer of a changed rule reads: each line that
//! comes or goes is a finding for somebody.

use std::collections::BTreeMap;
use std::fmt::Write;

use plimsoll::model::Format;

use crate::support::corpus::own;
use crate::support::{check, default_rules, root};

/// The files of a format, each with the lines and rules of its findings in the preset `default`.
fn record(format: Format) -> String {
    let files: Vec<(String, Vec<u8>)> =
        own(format).into_iter().map(|file| (file.path, file.text.into_bytes())).collect();
    let report = check(&files, &default_rules());
    assert!(report.notices.is_empty(), "{:?}", report.notices);
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for finding in &report.findings {
        let path = report.sources.path(finding.at.source).display().to_string();
        let line = report.sources.get(finding.at.source).map_or(0, |source| source.line(finding.at.start));
        found.entry(path).or_default().push(format!("{line:>5} {}", finding.rule));
    }
    let mut out = String::new();
    for (path, _) in &files {
        let _ = writeln!(out, "{path}");
        for line in found.get(path).into_iter().flatten() {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}

#[test]
fn every_format_has_its_findings_on_record() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/corpus"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for format in Format::ALL {
        settings.bind(|| insta::assert_snapshot!(format.as_str(), record(format)));
    }
}

#[test]
fn every_format_has_many_files_and_few_broken_ones() {
    for format in Format::ALL {
        let files = own(format);
        let broken = files.iter().filter(|file| file.is_broken()).count();
        assert!(files.len() >= 50 && (1..=5).contains(&broken), "{}: {}", format.as_str(), files.len());
    }
}
