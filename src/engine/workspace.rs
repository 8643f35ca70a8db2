//! Documents and what is known about their surroundings, kept for as long as there are questions. A batch is one use
//! of it, an editor another. Does not print and touches no file: [`Files`] reads.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::api::{Cancel, Cancelled, Given, Input, Options};
use super::detect::Rest;
use super::lint::{Checked, Outcome};
use super::open::{Read, Wish, open, read};
use super::plan::Plans;
use super::report::{CheckedFile, Notice, NoticeKind, Report};
use super::store::Store;
use super::task::Run;
use super::{guard, parallel};
use crate::finding::{Finding, Problem, ProblemKind, Safety};
use crate::model::{Format, kube};
use crate::settings::Settings;
use crate::source::{Files, Source, SourceId};
use crate::workload::View;

/// Files with the texts that count for them, and rules to check them by.
pub struct Workspace<'w> {
    store: Store<'w>,
    plans: Plans<'w>,
    options: &'w Options,
}

/// How files are gone through.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    AtOnce,
    OneByOne,
}

impl<'w> Workspace<'w> {
    /// A workspace over files, without overlays.
    pub fn new(files: &'w dyn Files, options: &'w Options) -> Workspace<'w> {
        Workspace { store: Store::new(files, options), plans: Plans::new(options), options }
    }

    /// Gives a document a text that counts instead of the one on disk, as an editor has it; `None` takes it back.
    pub fn set_text(&mut self, path: &Path, text: Option<Vec<u8>>) {
        self.store.overlay(path, text);
    }

    /// Forgets what is known of a file that changed on disk, appeared or went away.
    pub fn changed(&mut self, path: &Path) {
        self.store.forget(path);
    }

    /// Checks files. The report depends neither on the number of threads, nor, for each file, on which others are
    /// checked with it.
    pub fn check(&self, inputs: &[Input]) -> Report {
        self.check_until(inputs, &Cancel::default()).unwrap_or_default()
    }

    /// Checks files, or stops when `cancel` is thrown.
    ///
    /// # Errors
    /// [`Cancelled`] when it was thrown before the end.
    pub fn check_until(&self, inputs: &[Input], cancel: &Cancel) -> Result<Report, Cancelled> {
        let inputs = self.distinct(inputs);
        let ids = self.store.ids(&inputs);
        let inputs: Vec<(SourceId, &Input)> = ids.into_iter().zip(inputs).collect();
        let mut outcomes = self.outcomes(&inputs, Order::AtOnce, cancel);
        if self.store.refused() > 0 {
            // Which file gets the last of the budget must not depend on which thread comes first.
            self.store.clear();
            outcomes = self.outcomes(&inputs, Order::OneByOne, cancel);
        }
        self.share(&inputs, &mut outcomes, cancel);
        if cancel.is_cancelled() { Err(Cancelled) } else { Ok(report(outcomes, &self.options.settings)) }
    }

    /// Calls `then` with the effective view of a file, the texts that its places may lie in besides, and what keeps it
    /// from being the whole truth: the problems of its tree.
    ///
    /// # Errors
    /// Why there is none, as a sentence about the file.
    pub fn view<R>(
        &self,
        path: &Path,
        then: impl FnOnce(&View<'_>, &[Arc<Source>], &[Problem]) -> R,
    ) -> Result<R, String> {
        let input = Input::named(path);
        let id = self.store.ids(&[&input]).first().copied().unwrap_or_default();
        match read(id, &input, &self.store) {
            Read::Failed(notice, _) => Err(notice.text),
            Read::NotOurs => Err(NOT_OURS.into()),
            Read::Text(source, named) => {
                let wish = Wish { alone: true, variables: &|| false };
                let (opened, rest) = open(&source, named, &self.store, self.options, wish, |view, aside| {
                    let spoils = |kind: ProblemKind| kind == ProblemKind::Limit || kind.spoils_tree();
                    let problems = aside.problems.into_iter().filter(|problem| spoils(problem.kind));
                    then(view, &aside.context, &problems.collect::<Vec<_>>())
                });
                opened.ok_or_else(|| rest.map_or(NOT_OURS, Rest::text).into())
            }
        }
    }

    /// The findings of a text under the path of a file, as far as they are the file's own. What is known of other files
    /// stays as it is, so that several texts can be looked at together.
    pub(super) fn findings_in(&self, path: &Path, text: &str) -> Vec<Finding> {
        let input = Input { bytes: Some(text.as_bytes().to_vec()), ..Input::named(path) };
        let id = self.store.ids(&[&input]).first().copied().unwrap_or_default();
        match self.lint(id, &input, Vec::new(), &Cancel::default()) {
            Outcome::Checked(checked) => checked.findings,
            Outcome::NotOurs | Outcome::Neither(_) | Outcome::Failed(_) => Vec::new(),
        }
    }

    /// What keeps fixes of a Compose file from being made; see [`Store::judge_fix`].
    pub(super) fn judge_fix(&self, path: &Path, texts: [&str; 2], safety: Safety) -> Result<(), String> {
        self.store.judge_fix(path, texts, safety)
    }

    fn outcomes(&self, inputs: &[(SourceId, &Input)], order: Order, cancel: &Cancel) -> Vec<Outcome> {
        let lint = |(id, input): &(SourceId, &Input)| self.lint(*id, input, Vec::new(), cancel);
        if order == Order::AtOnce {
            return parallel::map(inputs, lint);
        }
        let lint_alone = |item: &(SourceId, &Input)| {
            let refused = self.store.refused();
            let mut outcome = lint(item);
            if let Outcome::Checked(checked) = &mut outcome
                && self.store.refused() > refused
            {
                let (kind, text) = (NoticeKind::NotChecked, BUDGET_SPENT.to_owned());
                checked.notices.push(Notice { path: item.1.path.clone(), line: None, kind, text });
            }
            outcome
        };
        inputs.iter().map(lint_alone).collect()
    }

    /// Checks one file; a panic costs the others nothing.
    fn lint(&self, id: SourceId, input: &Input, more: Vec<Finding>, cancel: &Cancel) -> Outcome {
        if cancel.is_cancelled() {
            return Outcome::NotOurs;
        }
        let run = Run { store: &self.store, plans: &self.plans, options: self.options, cancel };
        guard::guarded(|| run.lint(id, input, more)).unwrap_or_else(|text| {
            let kind = NoticeKind::NotChecked;
            Outcome::Failed(Notice { path: input.path.clone(), line: None, kind, text })
        })
    }

    /// Reports findings in the file of their first place, when that was checked and belongs to the unit of the file in
    /// which they were found.
    fn share(&self, inputs: &[(SourceId, &Input)], outcomes: &mut [Outcome], cancel: &Cancel) {
        let mut units: FxHashMap<SourceId, (usize, PathBuf)> = FxHashMap::default();
        for (index, outcome) in outcomes.iter().enumerate() {
            if let Outcome::Checked(checked) = outcome
                && let Some(unit) = &checked.unit
            {
                units.insert(checked.source.id, (index, unit.clone()));
            }
        }
        if units.is_empty() {
            return;
        }
        let unnamed = self.unnamed(inputs, &units);
        let found = self.outcomes(
            &unnamed.iter().map(|(id, input)| (*id, input)).collect::<Vec<_>>(),
            Order::AtOnce,
            cancel,
        );
        let mut more: FxHashMap<usize, Vec<Finding>> = FxHashMap::default();
        for outcome in found.iter().chain(outcomes.iter()) {
            let Outcome::Checked(checked) = outcome else { continue };
            if checked.elsewhere.is_empty() {
                continue;
            }
            let own = self.store.path(&checked.source.path);
            for finding in &checked.elsewhere {
                if let Some((index, unit)) = units.get(&finding.at.source)
                    && *unit == own
                    && let Some(Outcome::Checked(target)) = outcomes.get(*index)
                    && is_new(finding, target)
                {
                    more.entry(*index).or_default().push(finding.clone());
                }
            }
        }
        for (index, findings) in more {
            if let (Some((id, input)), Some(outcome)) = (inputs.get(index), outcomes.get_mut(index)) {
                *outcome = self.lint(*id, input, findings, cancel);
            }
        }
    }

    /// The files whose units checked files belong to, and that were not to be checked themselves.
    fn unnamed(
        &self,
        inputs: &[(SourceId, &Input)],
        units: &FxHashMap<SourceId, (usize, PathBuf)>,
    ) -> Vec<(SourceId, Input)> {
        let named: BTreeSet<PathBuf> = inputs.iter().map(|(_, input)| self.store.path(&input.path)).collect();
        let paths: BTreeSet<&PathBuf> = units.values().map(|(_, unit)| unit).collect();
        let paths = paths.into_iter().filter(|path| !named.contains(*path));
        let files: Vec<Input> = paths.map(|path| Input::new(path, Given::Found)).collect();
        let ids = self.store.ids(&files.iter().collect::<Vec<_>>());
        ids.into_iter().zip(files).collect()
    }

    /// The inputs by path, each once, however it is written. A file that is named and found, too, counts as named.
    fn distinct<'i>(&self, inputs: &'i [Input]) -> Vec<&'i Input> {
        let mut files: BTreeMap<PathBuf, &Input> = BTreeMap::new();
        let rank = |input: &Input| (input.bytes.is_none(), input.given);
        for input in inputs {
            let file = files.entry(self.store.path(&input.path)).or_insert(input);
            if (rank(input), &input.path) < (rank(file), &file.path) {
                *file = input;
            }
        }
        let mut inputs: Vec<&Input> = files.into_values().collect();
        inputs.sort_by(|a, b| a.path.cmp(&b.path));
        inputs
    }
}

/// What a file is told that cannot be linted.
const NOT_OURS: &str = "it is no Dockerfile, Compose file or Kubernetes manifest";

/// What is said about a file that the budget did not suffice for.
const BUDGET_SPENT: &str =
    "a file that it refers to was not read: the run refers to too many, or too large ones";

/// Whether a file has no finding of the same rule on the line yet, suppressed or not.
fn is_new(finding: &Finding, target: &Checked) -> bool {
    let line = target.source.line(finding.at.start);
    let is_same = |known: &Finding| known.rule == finding.rule && target.source.line(known.at.start) == line;
    let suppressed = target.suppressed.iter().map(|item| &item.finding);
    !target.findings.iter().chain(suppressed).any(is_same)
}

/// The report of outcomes in the order of their files.
fn report(outcomes: Vec<Outcome>, settings: &Settings) -> Report {
    let mut report = Report::default();
    let mut others = Vec::new();
    let mut marked = Vec::new();
    for outcome in outcomes {
        match outcome {
            Outcome::NotOurs => {}
            Outcome::Neither(notice) => others.push(notice),
            Outcome::Failed(notice) => report.notices.push(notice),
            Outcome::Checked(mut checked) => {
                let has_secrets = !checked.marked.is_empty();
                marked.append(&mut checked.marked);
                add(&mut report, *checked, has_secrets);
            }
        }
    }
    if report.files.is_empty() {
        // Nothing at all was checked.
        others.iter_mut().for_each(|notice| notice.kind = NoticeKind::NotChecked);
    }
    let has_manifests = report.files.iter().any(|file| file.format == Format::Kubernetes);
    report.kubernetes = has_manifests.then(|| kube::minors(settings));
    report.notices.extend(others);
    report.hide_secrets(marked);
    report.notices.sort();
    report
}

fn add(report: &mut Report, checked: Checked, has_secrets: bool) {
    let Checked { source, context, format, findings, suppressed, notices, without_schema, .. } = checked;
    for (kind, count) in without_schema {
        *report.without_schema.entry(kind).or_insert(0) += count;
    }
    report.files.push(CheckedFile { source: source.id, path: source.path.clone(), format });
    if has_secrets || !findings.is_empty() || !suppressed.is_empty() {
        for source in context.into_iter().chain([Arc::clone(&source)]) {
            report.sources.insert(source);
        }
    }
    report.findings.extend(findings);
    report.suppressed.extend(suppressed);
    report.notices.extend(notices);
}

#[cfg(test)]
#[path = "workspace_tests.rs"]
mod tests;
