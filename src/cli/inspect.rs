//! `plimsoll inspect`: what the models make of a file.

use super::args::Inspect;
use super::disk::Disk;
use super::limits::MAX_INSPECTED;
use super::roots::Roots;
use super::{Failure, Status, print, settings};
use crate::config::{Levels, Selector};
use crate::emit;
use crate::engine::{Input, MASK, Options, Report, ShellAnalysis, Workspace};
use crate::finding::Problem;
use crate::source::{Shown, Source, Span, shown};
use crate::syntax::Limits;

/// Prints the effective view of a file.
pub(super) fn run(arguments: &Inspect) -> Result<Status, Failure> {
    let path = &arguments.path;
    let found = settings::find(&arguments.configuration, std::slice::from_ref(path))?;
    let secrets = Selector::parse("secrets").map_err(|error| Failure(error.to_string()))?;
    let roots = Roots::new(std::slice::from_ref(path));
    let options = Options {
        places: found.places(&roots),
        settings: found.config.settings(),
        levels: Levels::new(found.config, Some(&[secrets]), &[]),
        limits: Limits::default(),
        suppressions: false,
        shell: ShellAnalysis::Off,
    };
    let disk = Disk { max_file_size: MAX_INSPECTED, roots };
    let workspace = Workspace::new(&disk, &options);
    let report = workspace.check(&[Input::named(path)]);
    let values = secret_values(&report);
    let masked = |text: &str| masked(&report.secrets.mask(text), &values);
    let described = workspace.view(path, |view, context, problems| {
        let mut text = emit::inspect(view.source, context, &view.workloads);
        if let Some(file) = view.compose() {
            text += &emit::inspect_project(view.source, context, file.composition);
        }
        (text, problems.iter().map(|problem| line(view.source, problem)).collect::<Vec<_>>())
    });
    match described {
        Ok((text, problems)) => {
            print(masked(&text).as_bytes())?;
            match problems.as_slice() {
                [] => Ok(Status::Clean),
                // What could not be read is not described.
                _ => Err(Failure(format!("not all of it could be read:\n{}", masked(&problems.join("\n"))))),
            }
        }
        Err(reason) => Err(Failure(format!("{}: {reason}", Shown::path(path)))),
    }
}

fn line(source: &Source, problem: &Problem) -> String {
    let at = source.position(problem.at.start);
    format!("{}:{}:{}: {}", Shown::path(&source.path), at.line, at.char, shown(&problem.message))
}

/// The secrets that are no more than words, which nothing else masks where they are described; the longest first.
fn secret_values(report: &Report) -> Vec<String> {
    let value = |span: &Span| {
        let text: &str = report.sources.get(span.source).map_or("", |source| source.slice(*span));
        text.trim().trim_matches(['"', '\'']).to_owned()
    };
    let places = report.secrets.places().iter();
    let mut values: Vec<String> =
        places.map(value).filter(|value| value.len() > 2 && !report.secrets.are_in(value)).collect();
    values.sort_by(|a, b| (b.len(), b).cmp(&(a.len(), a)));
    values.dedup();
    values
}

/// A text in which no secret is left, wherever it came from.
fn masked(text: &str, values: &[String]) -> String {
    values.iter().fold(text.to_owned(), |text, value| text.replace(value, MASK))
}
