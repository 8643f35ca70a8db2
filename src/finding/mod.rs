//! What a rule says: a finding with its place, labels, help and fix, and the pen that rules write with.
//!
//! Knows no rule's wording and no configuration.

mod id;
mod subject;

use std::fmt;
use std::sync::Arc;

pub use id::RuleId;
pub use subject::{Subject, SubjectKind, SubjectName, list_of};

use crate::settings::Settings;
use crate::source::Span;

/// How bad a fault is. Every rule has exactly one; configuration may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; no fault.
    Info,
    /// Hardening that is absent, or a weakness that needs another one.
    Low,
    /// A fault that a maintainer would want to mend.
    Medium,
    /// Will break, or opens the container to attack.
    High,
    /// Code execution on the host, or a leaked credential.
    Critical,
}

impl Severity {
    /// All severities, lowest first.
    pub const ALL: [Severity; 5] =
        [Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];

    /// The word used in pages, configuration and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Low => "low",
            Severity::Medium => "medium",
            Severity::High => "high",
            Severity::Critical => "critical",
        }
    }

    /// The severity of a word; `None` for any other word.
    pub fn parse(word: &str) -> Option<Severity> {
        Severity::ALL.into_iter().find(|severity| severity.as_str() == word)
    }

    /// The word at the head of a diagnostic: `error`, `warning` or `note`.
    pub const fn headline(self) -> &'static str {
        match self {
            Severity::Critical | Severity::High => "error",
            Severity::Medium => "warning",
            Severity::Low | Severity::Info => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Whether a fix may be applied without a look at what the software does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Safety {
    /// What the file means is the same before and after, or an invalid value becomes the only valid one meant.
    Safe,
    /// Behaviour changes, in exactly the intended way; software may have to be adapted.
    Unsafe,
}

/// One replacement of bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that removes the fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative without a final full stop.
    pub title: String,
    /// Whether it is applied by `--fix` alone.
    pub safety: Safety,
    /// Edits of one file, in order, not overlapping.
    pub edits: Vec<Edit>,
}

/// A further place that matters for a finding, with its reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where; it may lie in another file.
    pub span: Span,
    /// Why the place matters, lower case, without a full stop.
    pub text: String,
}

/// Where a finding stands, and whether it is about something that is not there.
#[derive(Debug, Clone)]
pub struct Place {
    /// One token on one line.
    pub span: Span,
    /// The thing that the finding is about, when it is not the one that is being walked.
    pub subject: Option<Arc<Subject>>,
    /// Whether the finding is about something absent, so that the place is only the anchor of what lacks it.
    pub absent: bool,
}

impl From<Span> for Place {
    fn from(span: Span) -> Place {
        Place { span, subject: None, absent: false }
    }
}

/// One fault in one place.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The name of the rule.
    pub rule: RuleId,
    /// The rule's severity, or what configuration made of it.
    pub severity: Severity,
    /// The fact about this thing: lower case, no full stop, at most 80 characters unless names make it longer.
    pub message: String,
    /// One token on one line.
    pub at: Span,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// The change that does it.
    pub fix: Option<Fix>,
    /// What the finding is about.
    pub subject: Option<Arc<Subject>>,
    /// Whether it is about something that is not written.
    pub absent: bool,
    /// The path of the template that its document was rendered from, where a comment of the file says so.
    pub template: Option<Span>,
    /// The kind of problem that it reports, if it is one that a parser or a model noticed.
    pub problem: Option<ProblemKind>,
    /// Places whose text no report may show: the values of secrets. Reports show `****` there, also in the excerpts
    /// of other findings.
    pub redact: Vec<Span>,
}

/// Where findings are put. What is put there may be kept or only counted.
pub trait Sink {
    /// Takes in a finding, which is complete when the next one comes.
    fn push(&mut self, finding: Finding);

    /// The finding that was taken in last.
    fn last(&mut self) -> Option<&mut Finding>;
}

impl Sink for Vec<Finding> {
    fn push(&mut self, finding: Finding) {
        self.push(finding);
    }

    fn last(&mut self) -> Option<&mut Finding> {
        self.last_mut()
    }
}

/// The pen of a rule: it knows the rule's name and severity, so that the rule says only what it found.
pub struct Findings<'o> {
    rule: RuleId,
    severity: Severity,
    subject: Option<&'o Arc<Subject>>,
    settings: &'o Settings,
    out: &'o mut dyn Sink,
}

impl<'o> Findings<'o> {
    /// A pen for one rule that writes to `out`. `subject` is what is being walked. No setting is made.
    pub fn new(
        rule: impl Into<RuleId>,
        severity: Severity,
        subject: Option<&'o Arc<Subject>>,
        out: &'o mut dyn Sink,
    ) -> Findings<'o> {
        Findings { rule: rule.into(), severity, subject, settings: Settings::NONE, out }
    }

    /// The same pen with what the user decided.
    pub fn with(self, settings: &'o Settings) -> Findings<'o> {
        Findings { settings, ..self }
    }

    /// What the user decided for single rules.
    pub fn settings(&self) -> &'o Settings {
        self.settings
    }

    /// Reports a fault. Help, labels and a fix are added to what is returned.
    pub fn report(&mut self, at: impl Into<Place>, message: impl Into<String>) -> Draft<'_> {
        let place = at.into();
        self.out.push(Finding {
            rule: self.rule,
            severity: self.severity,
            message: message.into(),
            at: place.span,
            labels: Vec::new(),
            help: None,
            fix: None,
            subject: place.subject.or_else(|| self.subject.cloned()),
            absent: place.absent,
            problem: None,
            template: None,
            redact: Vec::new(),
        });
        Draft { out: self.out }
    }

    /// Reports a problem as it is.
    pub fn problem(&mut self, problem: &Problem) {
        let mut draft = self.report(problem.at, problem.message.clone());
        draft = draft.edit(|finding| finding.problem = Some(problem.kind));
        for label in &problem.labels {
            draft = draft.label(label.span, label.text.clone());
        }
        if let Some(help) = &problem.help {
            draft = draft.help(help.clone());
        }
        if let Some(Fix { title, safety, edits }) = &problem.fix {
            draft.fix(*safety, title.clone(), Some(edits.clone()));
        }
    }
}

/// Adds a label. Most findings that have one have no other.
fn add(labels: &mut Vec<Label>, label: Label) {
    if labels.is_empty() {
        labels.reserve_exact(1);
    }
    labels.push(label);
}

/// A finding that is being written.
pub struct Draft<'f> {
    out: &'f mut dyn Sink,
}

impl Draft<'_> {
    fn edit(self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.out.last() {
            change(finding);
        }
        self
    }

    /// Says what to do, as an imperative with the key as it is spelled in this format.
    pub fn help(self, text: impl Into<String>) -> Self {
        self.edit(|finding| finding.help = Some(text.into()))
    }

    /// Adds a further place and why it matters.
    pub fn label(self, span: Span, text: impl Into<String>) -> Self {
        self.edit(|finding| add(&mut finding.labels, Label { span, text: text.into() }))
    }

    /// Keeps the text of a place out of every report: the value of a secret.
    pub fn redact(self, span: Span) -> Self {
        self.edit(|finding| finding.redact.push(span))
    }

    /// Adds the change that removes the fault, if there is one that can be made here.
    pub fn fix(self, safety: Safety, title: impl Into<String>, edits: Option<Vec<Edit>>) -> Self {
        let Some(mut edits) = edits.filter(|edits| !edits.is_empty()) else { return self };
        edits.sort_by_key(|edit| edit.span);
        self.edit(|finding| finding.fix = Some(Fix { title: title.into(), safety, edits }))
    }
}

/// What a parser, a model or the engine noticed about an input. Problems become findings of the rule of their kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which rule reports it.
    pub kind: ProblemKind,
    /// As in [`Finding`].
    pub message: String,
    /// As in [`Finding`].
    pub at: Span,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// The change that removes it.
    pub fix: Option<Fix>,
}

impl Problem {
    /// A problem without labels and help.
    pub fn new(kind: ProblemKind, at: Span, message: impl Into<String>) -> Problem {
        Problem { kind, message: message.into(), at, labels: Vec::new(), help: None, fix: None }
    }

    /// Adds a further place and why it matters.
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Problem {
        add(&mut self.labels, Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    pub fn help(mut self, text: impl Into<String>) -> Problem {
        self.help = Some(text.into());
        self
    }

    /// Adds the safe change that removes it, if there is one.
    pub fn fix(mut self, title: impl Into<String>, edits: Option<Vec<Edit>>) -> Problem {
        let safety = Safety::Safe;
        self.fix = edits.map(|edits| Fix { title: title.into(), safety, edits });
        self
    }
}

/// The kinds of problems. Each has a rule that reports it but [`ProblemKind::Limit`]: a file over a limit was not
/// checked in full, which makes the run incomplete.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// Not YAML, or YAML that the format's own reader refuses.
    YamlSyntax,
    /// Not a Dockerfile as BuildKit reads it.
    DockerfileSyntax,
    /// A key that stands twice in one mapping.
    DuplicateKey,
    /// Bytes that are not UTF-8 where the format wants it.
    Encoding,
    /// A directive that names a rule that does not exist.
    UnknownRuleInSuppression,
    /// A directive that suppressed nothing.
    UnusedSuppression,
    /// A comment that looks like a directive and is none.
    MalformedSuppression,
    /// The rest of the file was not looked at: it is larger, deeper or more numerous than a limit allows.
    Limit,
}

impl ProblemKind {
    /// Whether the tree of the file is not what its author meant, so that no edit at a place of it is safe before the
    /// problem is gone.
    pub fn spoils_tree(self) -> bool {
        matches!(self, ProblemKind::YamlSyntax | ProblemKind::DockerfileSyntax | ProblemKind::DuplicateKey)
    }
}
