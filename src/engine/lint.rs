//! One file from bytes to findings. Knows the order of the steps; every step is somebody else's.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::api::{Given, Input, ShellAnalysis};
use super::finish::{Finished, Linted, finish};
use super::inline::inline_dockerfiles;
use super::open::{Aside, Read, Wish, open, read};
use super::report::{Notice, NoticeKind, Suppressed};
use super::sieve::Sieve;
use super::task::{File, Run};
use crate::finding::{Finding, Problem, Sink};
use crate::model::{Format, dockerfile};
use crate::source::{Source, SourceId, Span};
use crate::suppress::Directives;
use crate::syntax::dockerfile::{CommandLine, Keyword};
use crate::workload::View;

/// What came of one file.
pub(super) enum Outcome {
    /// It is nothing that is linted.
    NotOurs,
    /// It is nothing that is linted, and the user named it.
    Neither(Notice),
    /// It could not be read or understood.
    Failed(Notice),
    /// It was checked.
    Checked(Box<Checked>),
}

/// A file that was checked.
pub(super) struct Checked {
    pub(super) source: Arc<Source>,
    /// The files that findings may point into besides.
    pub(super) context: Vec<Arc<Source>>,
    pub(super) format: Format,
    pub(super) findings: Vec<Finding>,
    pub(super) suppressed: Vec<Suppressed>,
    pub(super) notices: Vec<Notice>,
    /// Findings whose first place lies in another file.
    pub(super) elsewhere: Vec<Finding>,
    /// The places of secrets.
    pub(super) marked: Vec<Span>,
    /// The file whose unit this one belongs to.
    pub(super) unit: Option<PathBuf>,
    /// How many objects of which kinds have no schema.
    pub(super) without_schema: BTreeMap<String, usize>,
}

impl Run<'_> {
    /// Checks one file. `more` are findings that others have in it.
    pub(super) fn lint(&self, id: SourceId, input: &Input, more: Vec<Finding>) -> Outcome {
        let (source, named) = match read(id, input, self.store) {
            Read::Text(source, named) => (source, named),
            Read::Failed(mut notice, flag) => {
                notice
                    .text
                    .push_str(&flag.map_or_else(String::new, |flag| format!(" ({flag} raises the limit)")));
                return Outcome::Failed(notice);
            }
            Read::NotOurs => return neither(input),
        };
        let variables = || self.plans.of(&input.path, Format::Compose).runs("unset-variable");
        let wish = Wish { alone: false, variables: &variables };
        let opened = open(&source, named, self.store, self.options, wish, |view, aside| {
            let Aside { problems, directives, context, unit, notices, without_schema, rendered } = aside;
            let plan = self.plans.of(&input.path, view.format());
            let within = view.compose().map(inline_dockerfiles).unwrap_or_default();
            let is_read = within.iter().any(|(_, text)| text.is_some());
            let holds = is_read || !more.is_empty() && view.compose().is_some();
            let inner = holds.then(|| self.plans.of(&input.path, Format::Dockerfile));
            let inner = inner.as_deref();
            let file = File { source: &source, given: input.given, plan: &plan, inner, run: self };
            let mut linted = file.run_rules(view, problems, &directives);
            linted.notices.extend(file.check_inline(&within, &mut linted.found));
            for finding in more {
                let severity = plan.severity(finding.rule);
                if let Some(severity) = severity.or_else(|| inner?.severity(finding.rule)) {
                    linted.found.push(Finding { severity, ..finding });
                }
            }
            linted.notices.extend(notices);
            let mut finished = finish(&file, linted);
            finished.name_templates(&rendered);
            (view.format(), finished, context, unit, without_schema)
        });
        let (opened, rest) = opened;
        let rest = rest.map(|rest| rest.notice(&source, input.given));
        let Some((format, finished, context, unit, without_schema)) = opened else {
            return rest.map_or_else(|| neither(input), Outcome::Failed);
        };
        let Finished { findings, suppressed, mut notices, elsewhere, marked } = finished;
        notices.extend(rest);
        Outcome::Checked(Box::new(Checked {
            source: Arc::new(*source),
            context,
            format,
            findings,
            suppressed,
            notices,
            elsewhere,
            marked,
            unit,
            without_schema,
        }))
    }
}

/// What comes of a file that is nothing that is linted.
fn neither(input: &Input) -> Outcome {
    if input.given != Given::Named {
        return Outcome::NotOurs;
    }
    let text =
        "it is neither a Dockerfile, nor a Compose file, nor a Kubernetes manifest (--as says what it is)";
    let (kind, text) = (NoticeKind::Note, text.to_owned());
    Outcome::Neither(Notice { path: input.path.clone(), line: None, kind, text })
}

impl File<'_> {
    fn run_rules<'f>(
        &'f self,
        view: &View<'_>,
        problems: Vec<Problem>,
        directives: &'f Directives,
    ) -> Linted<'f> {
        let mut found = Sieve::new(self, view.format(), directives);
        self.plan.walk(view, self.run.cancel, &mut found);
        let mut notices = view.dockerfile().map_or_else(Vec::new, |model| self.faults(model, &mut found));
        notices.extend(view.dockerfile().into_iter().flat_map(|model| self.unread(model)));
        notices.sort();
        notices.dedup();
        Linted { format: view.format(), found, problems, directives, notices }
    }

    /// The shell texts that are over a limit, so that the commands in them are not known.
    pub(super) fn unread(&self, model: &dockerfile::Dockerfile<'_>) -> Vec<Notice> {
        let steps = model.steps().filter(|step| step.script().over_limit);
        steps.map(|step| self.too_long(step)).collect()
    }

    fn too_long(&self, step: &dockerfile::Step<'_>) -> Notice {
        let line = Some(self.source.line(step.instruction.span.start));
        let text = "the shell text is too long or nested too deep to be read in full".to_owned();
        self.notice(NoticeKind::NotChecked, line, text)
    }

    /// What is wrong in the shell texts of a Dockerfile; notices where nobody could say.
    pub(super) fn faults(&self, model: &dockerfile::Dockerfile<'_>, found: &mut dyn Sink) -> Vec<Notice> {
        let options = self.run.options;
        if !self.plan.has_faults() || matches!(options.shell, ShellAnalysis::Off) {
            return Vec::new();
        }
        // What is started by a bracket was meant as a list.
        let is_list =
            |line: &CommandLine<'_>| matches!(line, CommandLine::Shell(word) if word.text.starts_with('['));
        let is_shell = |step: &dockerfile::Step<'_>| match step.instruction.keyword {
            Keyword::Run => true,
            Keyword::Cmd | Keyword::Entrypoint | Keyword::Healthcheck => {
                !step.instruction.command_line().is_some_and(is_list)
            }
            _ => false,
        };
        let is_asked = |step: &&dockerfile::Step<'_>| {
            is_shell(step) && !step.instruction.broken && self.plan.asks(step, model)
        };
        let texts = model.steps().filter(is_asked).flat_map(|step| {
            model.shell_texts(step).into_iter().map(move |(text, setting)| (step, text, setting))
        });
        let ShellAnalysis::External(external) = &options.shell else {
            let mut notices = Vec::new();
            for (step, text, setting) in texts {
                if self.run.cancel.is_cancelled() {
                    break;
                }
                let (faults, is_whole) =
                    self.plan.analyser.faults(&text, step.script(), setting, &options.limits);
                for fault in faults {
                    self.plan.run_faults(&fault, step, model, found);
                }
                if !is_whole {
                    notices.push(self.too_long(step));
                }
            }
            return notices;
        };
        let texts: Vec<_> = texts.collect();
        let plain: Vec<_> = texts.iter().map(|(_, text, setting)| (text.text(), *setting)).collect();
        let answers = match external.faults(&plain) {
            Ok(answers) => answers,
            Err(reason) => return vec![self.notice(NoticeKind::NotChecked, None, reason)],
        };
        for ((step, text, setting), answer) in texts.iter().zip(answers) {
            for fault in answer {
                self.plan.run_faults(&fault.placed(text, *setting), step, model, found);
            }
        }
        Vec::new()
    }
}
