//! `plimsoll inspect`: what the models make of a file.

use super::args::Inspect;
use super::disk::Disk;
use super::limits::MAX_INSPECTED;
use super::{Failure, Status, check, print, settings};
use crate::config::{Levels, Selector};
use crate::emit;
use crate::engine::{Input, Options, Report, ShellAnalysis, Workspace};
use crate::finding::Problem;
use crate::source::{Shown, Source, Span, shown};
use crate::syntax::Limits;

/// Prints the effective view of a file.
pub(super) fn run(arguments: &Inspect) -> Result<Status, Failure> {
    let path = &arguments.path;
    let found = settings::find(&arguments.configuration, std::slice::from_ref(path))?;
    let secrets = Selector::parse("secrets").map_err(|error| Failure(error.to_string()))?;
    let options = Options {
        places: found.places(&check::root()),
        settings: found.config.settings(),
        levels: Levels::new(found.config, Some(&[secrets]), &[]),
        limits: Limits::default(),
        suppressions: false,
        shell: ShellAnalysis::Off,
    };
    let disk = Disk { max_file_size: MAX_INSPECTED, root: check::root() };
    let workspace = Workspace::new(&disk, &options);
    let values = secret_values(&workspace.check(&[Input::named(path)]));
    let described = workspace.view(path, |view, context, problems| {
        let text = emit::inspect(view.source, context, &view.workloads);
        (text, problems.iter().map(|problem| line(view.source, problem)).collect::<Vec<_>>())
    });
    match described {
        Ok((text, problems)) => {
            print(masked(text, &values).as_bytes())?;
            match problems.as_slice() {
                [] => Ok(Status::Clean),
                // What could not be read is not described.
                _ => Err(Failure(format!("not all of it could be read:\n{}", problems.join("\n")))),
            }
        }
        Err(reason) => Err(Failure(format!("{}: {reason}", Shown::path(path)))),
    }
}

fn line(source: &Source, problem: &Problem) -> String {
    let at = source.position(problem.at.start);
    format!("{}:{}:{}: {}", Shown::path(&source.path), at.line, at.char, shown(&problem.message))
}

/// The values that rules about secrets keep out of reports, the longest first.
fn secret_values(report: &Report) -> Vec<String> {
    let spans = report.findings.iter().flat_map(|finding| &finding.redact);
    let value = |span: Span| {
        let text: &str = report.sources.get(span.source).map_or("", |source| source.slice(span));
        text.trim().trim_matches(['"', '\'']).to_owned()
    };
    let mut values: Vec<String> = spans.map(|span| value(*span)).filter(|value| value.len() > 2).collect();
    values.sort_by(|a, b| (b.len(), b).cmp(&(a.len(), a)));
    values.dedup();
    values
}

/// A text in which no secret is left, wherever it came from.
fn masked(text: String, values: &[String]) -> String {
    values.iter().fold(text, |text, value| text.replace(value, "****"))
}
