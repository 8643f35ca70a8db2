//! Fixes files in memory until nothing is left to fix, and takes back what made anything worse. Writes nothing.

use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Input, Options, Report, check};
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::fix::apply;
use crate::source::{Files, Source, SourceId};

/// Rounds after which a file that still changes is given up.
const MAX_ROUNDS: usize = 10;

/// A file with fixes.
#[derive(Debug)]
pub struct FixedFile {
    /// What it was.
    pub source: Arc<Source>,
    /// What it is to become, or why it stays as it is.
    pub result: Result<Fixed, String>,
}

/// A fixed text.
#[derive(Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text, in the encoding of the source.
    pub text: String,
    /// How many findings were fixed.
    pub count: usize,
}

/// Fixes every file of a report that has findings with fixes of at most the given safety.
pub fn fix(report: &Report, safety: Safety, files: &dyn Files, options: &Options) -> Vec<FixedFile> {
    let fixable = |finding: &&Finding| wanted(finding, safety).is_some();
    let mut ids: Vec<SourceId> =
        report.findings.iter().filter(fixable).map(|finding| finding.at.source).collect();
    ids.dedup();
    let fixed = ids.par_iter().filter_map(|id| report.sources.get(*id)).map(|source| {
        let findings: Vec<&Finding> =
            report.findings.iter().filter(|finding| finding.at.source == source.id).collect();
        let result = fix_file(source, &findings, safety, files, options);
        FixedFile { source: source.clone(), result }
    });
    fixed.collect()
}

fn wanted(finding: &Finding, safety: Safety) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.safety <= safety)
}

fn fix_file(
    source: &Source,
    findings: &[&Finding],
    safety: Safety,
    files: &dyn Files,
    options: &Options,
) -> Result<Fixed, String> {
    if !source.encoding.is_writable() {
        return Err("its encoding cannot be written".into());
    }
    let is_syntax = |finding: &Finding| finding.rule.ends_with("-syntax") || finding.rule == "duplicate-key";
    if findings.iter().any(|finding| is_syntax(finding)) {
        return Err("it has syntax errors".into());
    }
    let mut text = source.text.clone();
    let mut current: Vec<Finding> = findings.iter().map(|finding| (*finding).clone()).collect();
    let mut count = 0;
    for _ in 0..MAX_ROUNDS {
        let edits: Vec<&[Edit]> = current
            .iter()
            .filter_map(|finding| wanted(finding, safety))
            .map(|fix| fix.edits.as_slice())
            .collect();
        if edits.is_empty() {
            return Ok(Fixed { text, count });
        }
        let applied = apply(&text, edits.into_iter());
        if applied.count == 0 {
            return Ok(Fixed { text, count });
        }
        let next = again(&source.path, &applied.text, files, options);
        if let Some(worse) = worse(&current, &next) {
            return Err(format!("a fix would bring in {worse}"));
        }
        if next.len() >= current.len() {
            return Err("a fix does not remove its finding".into());
        }
        count += applied.count;
        text = applied.text;
        current = next;
    }
    Err(format!("it still changes after {MAX_ROUNDS} rounds"))
}

/// The findings of a text under a path.
fn again(path: &std::path::Path, text: &str, files: &dyn Files, options: &Options) -> Vec<Finding> {
    let input = Input { path: PathBuf::from(path), bytes: Some(text.as_bytes().to_vec()), named: true };
    check(&[input], files, options).findings
}

/// The rule of a finding that is new, if there are more of that rule than before.
fn worse(before: &[Finding], after: &[Finding]) -> Option<&'static str> {
    let count =
        |findings: &[Finding], rule: &str| findings.iter().filter(|finding| finding.rule == rule).count();
    let mut rules: Vec<&'static str> = after.iter().map(|finding| finding.rule.as_str()).collect();
    rules.sort_unstable();
    rules.dedup();
    rules.into_iter().find(|rule| count(after, rule) > count(before, rule))
}
