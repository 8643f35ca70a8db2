//! Fixes files in memory until nothing is left to fix, and takes back what made anything worse. Writes nothing.

use std::path::Path;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::limits::{MAX_ATTEMPTS, MAX_FINDINGS};
use super::parallel;
use super::report::Report;
use super::workspace::Workspace;
use crate::facts::generated::marker;
use crate::finding::{Finding, Fix, RuleId, Safety, Severity};
use crate::fix::apply;
use crate::model::Format;
use crate::source::Source;

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
    /// The fixes that were left out, each as a sentence.
    pub left_out: Vec<String>,
}

impl Workspace<'_> {
    /// Fixes every file of a report that has findings with fixes of at most the given safety. Writes nothing.
    pub fn fix(&self, report: &Report, safety: Safety) -> Vec<FixedFile> {
        // The findings of a file follow each other.
        let files = report.findings.chunk_by(|a, b| a.at.source == b.at.source);
        let fixable =
            files.filter(|findings| findings.iter().any(|finding| wanted(finding, safety).is_some()));
        let of_source = |findings: &'_ [Finding]| report.sources.get(findings.first()?.at.source).cloned();
        let files: Vec<(Arc<Source>, &[Finding])> =
            fixable.filter_map(|findings| Some((of_source(findings)?, findings))).collect();
        parallel::map(&files, |(source, findings)| {
            let format = report.files.iter().find(|file| file.source == source.id).map(|file| file.format);
            let result = fix_file(source, format, findings.to_vec(), safety, self);
            FixedFile { source: Arc::clone(source), result }
        })
    }
}

fn wanted(finding: &Finding, safety: Safety) -> Option<&Fix> {
    finding.fix.as_ref().filter(|fix| fix.safety <= safety)
}

/// Whether the places of a file's tree cannot be relied on as long as a finding is there.
fn spoils_tree(finding: &Finding) -> bool {
    finding.problem.is_some_and(|problem| problem.spoils_tree())
}

fn fix_file(
    source: &Source,
    format: Option<Format>,
    findings: Vec<Finding>,
    safety: Safety,
    workspace: &Workspace<'_>,
) -> Result<Fixed, String> {
    if !source.encoding.is_writable() {
        return Err("its encoding cannot be written".into());
    }
    if let Some(marker) = generated(&source.text) {
        return Err(format!("it is generated (\"{marker}\"): fix what it is made from"));
    }
    let mut file = File {
        path: &source.path,
        is_compose: format == Some(Format::Compose),
        text: source.text.clone(),
        findings,
        safety,
        workspace,
        refused: FxHashSet::default(),
    };
    let (mut count, mut left_out) = (0, Vec::new());
    let mut most = usize::MAX;
    for _ in 0..MAX_ATTEMPTS {
        if file.findings.iter().any(|finding| spoils_tree(finding) && wanted(finding, safety).is_none()) {
            return Err("it has syntax errors".into());
        }
        let chosen = file.choose(most);
        let [first, ..] = chosen.as_slice() else { return Ok(Fixed { text: file.text, count, left_out }) };
        match file.attempt(&chosen) {
            Ok(fixed) => {
                count += fixed;
                most = usize::MAX;
            }
            // Which of several fixes it was, smaller groups will tell.
            Err(_) if chosen.len() > 1 => most = chosen.len() / 2,
            Err(reason) => {
                if let Some(finding) = file.findings.get(*first) {
                    left_out.push(format!("a fix of {} was left out: {reason}", finding.rule));
                    file.refused.insert((finding.rule, finding.message.clone()));
                }
                most = usize::MAX;
            }
        }
    }
    match count {
        0 => Err(format!("it still changes after {MAX_ATTEMPTS} rounds")),
        _ => Ok(Fixed { text: file.text, count, left_out }),
    }
}

/// The words by which the comments at the start of a text say that a program wrote it.
fn generated(text: &str) -> Option<&'static str> {
    let is_before_content =
        |line: &&str| line.is_empty() || line.starts_with(['#', '%']) || line.starts_with("---");
    text.lines().map(str::trim).take_while(is_before_content).find_map(marker)
}

/// A file while it is being fixed.
struct File<'f> {
    path: &'f Path,
    is_compose: bool,
    text: String,
    /// The findings in the text.
    findings: Vec<Finding>,
    safety: Safety,
    workspace: &'f Workspace<'f>,
    /// Findings whose fixes made something worse.
    refused: FxHashSet<(RuleId, String)>,
}

impl File<'_> {
    /// The findings whose fixes are tried next, at most so many: those that spoil the tree first and alone.
    fn choose(&self, most: usize) -> Vec<usize> {
        let is_open = |finding: &Finding| {
            wanted(finding, self.safety).is_some()
                && (self.refused.is_empty()
                    || !self.refused.contains(&(finding.rule, finding.message.clone())))
        };
        let open = || self.findings.iter().enumerate().filter(|(_, finding)| is_open(finding));
        let has_spoiled = open().any(|(_, finding)| spoils_tree(finding));
        let chosen = open().filter(|(_, finding)| !has_spoiled || spoils_tree(finding));
        chosen.map(|(index, _)| index).take(most).collect()
    }

    /// Applies the fixes of some findings. How many were applied is returned; others overlap them.
    ///
    /// # Errors
    /// Why the text stays as it was.
    fn attempt(&mut self, chosen: &[usize]) -> Result<usize, String> {
        let findings = || chosen.iter().filter_map(|index| self.findings.get(*index));
        let fixes = || findings().filter_map(|finding| finding.fix.as_ref());
        let applied = apply(&self.text, fixes().map(|fix| fix.edits.as_slice()));
        if applied.count == 0 {
            return Err("it cannot be applied".into());
        }
        if self.is_compose {
            let strongest = fixes().map(|fix| fix.safety).max().unwrap_or(Safety::Safe);
            self.workspace.judge_fix(self.path, [&self.text, &applied.text], strongest)?;
        }
        let next = self.workspace.findings_in(self.path, &applied.text);
        let weakest = findings().map(|finding| finding.severity).min().unwrap_or(Severity::Info);
        if let Some(rule) = worse(&self.findings, &next, weakest) {
            return Err(format!("it would bring in {rule}"));
        }
        let rules: FxHashSet<RuleId> = findings().map(|finding| finding.rule).collect();
        let count = |all: &[Finding]| all.iter().filter(|finding| rules.contains(&finding.rule)).count();
        // Beyond the number of findings that are kept, the next ones take the places of those that are gone.
        if count(&next) >= count(&self.findings) && count(&next) < MAX_FINDINGS {
            return Err("it does not remove its finding".into());
        }
        self.text = applied.text;
        self.findings = next;
        Ok(applied.count)
    }
}

/// The rule of which there are more findings than before, unless they are weaker than what was fixed for them.
fn worse(before: &[Finding], after: &[Finding], weakest: Severity) -> Option<RuleId> {
    let mut counts: FxHashMap<RuleId, usize> = FxHashMap::default();
    before.iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    let mut more = after.iter().filter(|finding| {
        let left = counts.entry(finding.rule).or_default();
        let is_more = *left == 0;
        *left = left.saturating_sub(1);
        is_more && finding.severity >= weakest
    });
    more.next().map(|finding| finding.rule)
}
