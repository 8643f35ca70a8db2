//! `plimsoll migrate`: the configuration of another linter as ours. Writes to standard output only.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Migrate;
use super::{Failure, Status, print, settings};
use crate::config::{self, Migration, Origin};
use crate::source::{LineEnds, LineIndex, Shown, shown};

/// Prints the configuration, and what has no place in it to standard error.
pub(super) fn run(arguments: &Migrate) -> Result<Status, Failure> {
    let (path, others) = match &arguments.path {
        Some(path) => (path.clone(), Vec::new()),
        None => found()?,
    };
    if path.file_name().and_then(|name| name.to_str()).is_some_and(Origin::is_program) {
        return Err(program(&path));
    }
    let text = settings::read(&path)?;
    let migration = migrate(&path, &text).map_err(|error| settings::mistake(&path, &text, &error))?;
    print(migration.toml.as_bytes())?;
    notes(&path, &text, &migration.notes);
    for other in others {
        let other = Shown::path(&other);
        let _ = writeln!(io::stderr().lock(), "plimsoll: {other} is here, too: `plimsoll migrate {other}`");
    }
    Ok(Status::Clean)
}

fn migrate(path: &Path, text: &str) -> Result<Migration, config::ConfigError> {
    config::migrate(text, path.file_name().and_then(|name| name.to_str()).and_then(Origin::of))
}

/// The first configuration in the working directory, and the others.
fn found() -> Result<(PathBuf, Vec<PathBuf>), Failure> {
    let here = std::env::current_dir().unwrap_or_default();
    let mut out = Vec::new();
    for path in Origin::paths().map(PathBuf::from).filter(|path| path.is_file()) {
        let path = settings::found(path, &here)?;
        // Packages are described for others, too: only what has such a key is a configuration.
        let is_package = path.file_name().and_then(|name| name.to_str()).and_then(Origin::of)
            == Some(Origin::DclintPackage);
        if !is_package || settings::read(&path).is_ok_and(|text| migrate(&path, &text).is_ok()) {
            out.push(path);
        }
    }
    out.extend(Origin::programs().map(PathBuf::from).filter(|path| path.is_file()));
    let mut all = out.into_iter();
    match all.next() {
        Some(first) => Ok((first, all.collect())),
        None => Err(Failure(
            "there is no .hadolint.yaml or .hadolint.yml, no .dclintrc (also .json, .yaml, .yml) and no \
             .compose-lint.yml or .compose-lint.yaml here: name the file"
                .into(),
        )),
    }
}

/// What is said about a configuration that is no data.
fn program(path: &Path) -> Failure {
    Failure(format!(
        "{}: the configuration cannot be read: it is a program, which is not run here; write what it exports as \
         JSON to .dclintrc.json",
        Shown::path(path)
    ))
}

fn notes(path: &Path, text: &str, notes: &[config::Note]) {
    let lines = LineIndex::new(text, LineEnds::LfOrCr);
    let mut err = io::stderr().lock();
    for note in notes {
        let line = lines.line(note.range.start as u32);
        let _ = writeln!(err, "plimsoll: {}:{line}: {}", Shown::path(path), shown(&note.text));
    }
}
