//! Fixes files in memory until nothing is left to fix, and takes back what made anything worse. Writes nothing.

use crate::engine::limits::MAX_ROUNDS;
use std::path::Path;
use std::sync::Arc;

use super::api::Input;
use super::parallel;
use super::report::Report;
use super::workspace::Workspace;
use crate::finding::{Edit, Finding, Fix, Safety};
use crate::fix::apply;
use crate::source::{Source, SourceId};

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

impl Workspace<'_> {
    /// Fixes every file of a report that has findings with fixes of at most the given safety. Writes nothing.
    pub fn fix(&self, report: &Report, safety: Safety) -> Vec<FixedFile> {
        let fixable = |finding: &&Finding| wanted(finding, safety).is_some();
        let mut ids: Vec<SourceId> =
            report.findings.iter().filter(fixable).map(|finding| finding.at.source).collect();
        ids.dedup();
        let sources: Vec<&Arc<Source>> = ids.iter().filter_map(|id| report.sources.get(*id)).collect();
        parallel::map(&sources, |source| {
            let findings: Vec<&Finding> =
                report.findings.iter().filter(|finding| finding.at.source == source.id).collect();
            let result = fix_file(source, &findings, safety, self);
            FixedFile { source: Arc::clone(source), result }
        })
    }
}

fn wanted(finding: &Finding, safety: Safety) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.safety <= safety)
}

fn fix_file(
    source: &Source,
    findings: &[&Finding],
    safety: Safety,
    workspace: &Workspace<'_>,
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
        let next = again(&source.path, &applied.text, workspace);
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
fn again(path: &Path, text: &str, workspace: &Workspace<'_>) -> Vec<Finding> {
    let input = Input { path: path.to_owned(), bytes: Some(text.as_bytes().to_vec()), named: true };
    workspace.check(&[input]).findings
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
