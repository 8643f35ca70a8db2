//! What a run found, complete and in order, before anything is written. Does not filter.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::secrets::Secrets;
use crate::discover::Skip;
use crate::finding::{Finding, Safety, Severity};
use crate::model::Format;
use crate::settings::Minors;
use crate::source::{SourceId, SourceMap, Span};

/// The result of a run. Equal input gives an equal report, whatever the number of threads.
#[derive(Debug, Default)]
pub struct Report {
    /// The files that were checked, by path.
    pub files: Vec<CheckedFile>,
    /// The findings, ordered by path, place and rule; no two share rule, file and line.
    pub findings: Vec<Finding>,
    /// What comments in files suppressed, in the same order.
    pub suppressed: Vec<Suppressed>,
    /// What the user has to know besides: files that were not checked, above all.
    pub notices: Vec<Notice>,
    /// The versions of Kubernetes that manifests were held against, where there were any.
    pub kubernetes: Option<Minors>,
    /// How many objects of which kinds, `group/version/Kind`, were not held against a schema, because there is none.
    pub without_schema: BTreeMap<String, usize>,
    /// The texts that findings point into.
    pub sources: SourceMap,
    /// What no output may show. In the sentences of the report it is masked.
    pub secrets: Secrets,
}

/// A file that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedFile {
    /// Its id in the source map.
    pub source: SourceId,
    /// Its path as it was named or discovered.
    pub path: PathBuf,
    /// What it is.
    pub format: Format,
}

/// A finding that a directive suppressed.
#[derive(Debug, Clone)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// Who suppressed it: `plimsoll`, `hadolint`, ….
    pub by: &'static str,
    /// The reason that the directive gives; empty when it gives none.
    pub reason: String,
    /// Which directive of its file it was.
    pub directive: usize,
}

/// Something about a file that is not a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The file or folder.
    pub path: PathBuf,
    /// The 1-based line, if there is one to name.
    pub line: Option<u32>,
    /// What it means for the run.
    pub kind: NoticeKind,
    /// The reason, completing "FILE was not checked: …".
    pub text: String,
}

/// What a notice means for the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeKind {
    /// The file, or a part of it, was not checked: the answer is incomplete and the exit code 2.
    NotChecked,
    /// Passed over; the exit code does not change.
    Skipped(Skip),
    /// Checked, with something to know.
    Note,
}

impl Report {
    /// Masks the secrets at some places and those that findings keep out of reports, in every sentence.
    pub(crate) fn hide_secrets(&mut self, marked: Vec<Span>) {
        let suppressed = self.suppressed.iter().map(|suppressed| &suppressed.finding);
        let redacted =
            self.findings.iter().chain(suppressed).flat_map(|finding| finding.redact.iter().copied());
        let mut names: Vec<&str> =
            self.findings.iter().filter_map(|finding| finding.subject.as_ref()?.name.given()).collect();
        names.sort_unstable();
        names.dedup();
        self.secrets = Secrets::of(marked.into_iter().chain(redacted), &self.sources, &names);
        let secrets = &self.secrets;
        self.findings.iter_mut().for_each(|finding| secrets.hide_in(finding));
        for suppressed in &mut self.suppressed {
            secrets.hide_in(&mut suppressed.finding);
            secrets.hide(&mut suppressed.reason);
        }
        self.notices.iter_mut().for_each(|notice| secrets.hide(&mut notice.text));
    }

    /// The path of the template that the document of a finding was rendered from, as its file says.
    pub fn template(&self, finding: &Finding) -> Option<&str> {
        let at = finding.template?;
        self.sources.get(at.source).map(|source| source.slice(at))
    }

    /// Whether everything that was asked for was checked.
    pub fn is_complete(&self) -> bool {
        self.notices.iter().all(|notice| notice.kind != NoticeKind::NotChecked)
    }

    /// How many files and folders were passed over, by reason.
    pub fn passed_over(&self) -> Vec<(Skip, usize)> {
        let count =
            |why| self.notices.iter().filter(|notice| notice.kind == NoticeKind::Skipped(why)).count();
        Skip::ALL.into_iter().map(|why| (why, count(why))).filter(|(_, count)| *count > 0).collect()
    }

    /// Whether a finding is at least as bad as `severity`.
    pub fn reaches(&self, severity: Severity) -> bool {
        self.findings.iter().any(|finding| finding.severity >= severity)
    }

    /// How many findings have fixes of a safety.
    pub fn fixable(&self, safety: Safety) -> usize {
        let safeties = self.findings.iter().filter_map(|finding| finding.fix.as_ref());
        safeties.filter(|fix| fix.safety == safety).count()
    }
}
