//! Runs rules over files and makes the report. Does not print and touches no file: [`Files`] reads.

mod context;
mod detect;
mod fixing;
mod guard;
mod inspect;
mod lint;
mod load;
mod merge;
mod plan;
mod report;

pub use fixing::{Fixed, FixedFile, fix};
pub use inspect::inspect;
pub use report::{CheckedFile, Notice, NoticeKind, Report, Suppressed};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::config::Levels;
use crate::finding::Finding;
use crate::model::Format;
use crate::settings::Settings;
use crate::source::{Files, Source, SourceId};
use crate::syntax::Limits;
use crate::syntax::shell::External;
use load::Loader;
use plan::Plan;

/// A file to look at.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path as it was named or discovered.
    pub path: PathBuf,
    /// Its bytes, when they do not come from a file (standard input).
    pub bytes: Option<Vec<u8>>,
    /// Whether the user named it, so that silence about a failure would be wrong.
    pub named: bool,
}

/// How files are checked.
pub struct Options {
    /// Which rules run where.
    pub levels: Levels,
    /// The folder that paths in the configuration are relative to.
    pub base: PathBuf,
    /// Bounds of parsers.
    pub limits: Limits,
    /// Whether directives in comments count.
    pub suppressions: bool,
    /// What is decided for single rules.
    pub settings: Settings,
    /// Who looks for faults in shell texts.
    pub shell: ShellAnalysis,
}

/// Who looks for faults in the shell texts of Dockerfiles.
#[derive(Clone, Default)]
pub enum ShellAnalysis {
    /// The analyser that is built in, if this build has it.
    #[default]
    Builtin,
    /// Nobody.
    Off,
    /// Another program.
    External(Arc<dyn External>),
}

/// What came of one file.
enum Outcome {
    /// It is nothing that is linted.
    NotOurs,
    /// It could not be read or understood.
    Failed(Notice),
    /// It was checked.
    Checked(Box<Checked>),
}

struct Checked {
    source: Arc<Source>,
    context: Vec<Arc<Source>>,
    format: Format,
    findings: Vec<Finding>,
    suppressed: Vec<Suppressed>,
    notices: Vec<Notice>,
}

/// Checks files. Works on the current rayon pool; the report does not depend on how many threads it has.
pub fn check(inputs: &[Input], files: &dyn Files, options: &Options) -> Report {
    let mut inputs: Vec<&Input> = inputs.iter().collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs.dedup_by(|a, b| a.path == b.path);
    let loader = Loader::new(files, &inputs);
    let plan = Plan::new(options.levels.at(Path::new("")), &options.settings);
    let lint = |(index, input): (usize, &&Input)| {
        let id = SourceId(u32::try_from(index).unwrap_or(u32::MAX));
        let outcome = guard::guarded(|| lint::lint(id, input, &loader, &plan, options));
        outcome.unwrap_or_else(|text| {
            Outcome::Failed(Notice {
                path: input.path.clone(),
                line: None,
                kind: NoticeKind::NotChecked,
                text,
            })
        })
    };
    let outcomes: Vec<Outcome> = inputs.par_iter().enumerate().with_max_len(8).map(lint).collect();
    let mut report = Report::default();
    for outcome in outcomes {
        match outcome {
            Outcome::NotOurs => {}
            Outcome::Failed(notice) => report.notices.push(notice),
            Outcome::Checked(checked) => add(&mut report, *checked),
        }
    }
    report.notices.sort();
    report
}

fn add(report: &mut Report, checked: Checked) {
    let Checked { source, context, format, findings, suppressed, notices } = checked;
    report.files.push(CheckedFile { source: source.id, path: source.path.clone(), format });
    if !findings.is_empty() || !suppressed.is_empty() {
        for source in context.into_iter().chain([source]) {
            report.sources.insert(source);
        }
    }
    report.findings.extend(findings);
    report.suppressed.extend(suppressed);
    report.notices.extend(notices);
}
