//! `plimsoll migrate`: hadolint's configuration as ours. Writes to standard output only.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::args::Migrate;
use super::{Failure, Status, print, settings};
use crate::config;
use crate::source::{LineEnds, LineIndex, Shown, shown};

/// The configurations that hadolint looks for in the working directory, in its order.
const NAMES: &[&str] = &[".hadolint.yaml", ".hadolint.yml"];

/// Prints the configuration, and what has no place in it to standard error.
pub(super) fn run(arguments: &Migrate) -> Result<Status, Failure> {
    let path = match (&arguments.path, NAMES.iter().map(PathBuf::from).find(|path| path.is_file())) {
        (Some(path), _) => path.clone(),
        (None, Some(path)) => settings::found(path, &std::env::current_dir().unwrap_or_default())?,
        (None, None) => {
            return Err(Failure(format!("there is no {} here: name the file", NAMES.join(" or "))));
        }
    };
    let text = settings::read(&path)?;
    let migration = config::migrate(&text).map_err(|error| settings::mistake(&path, &text, &error))?;
    print(migration.toml.as_bytes())?;
    notes(&path, &text, &migration.notes);
    Ok(Status::Clean)
}

fn notes(path: &Path, text: &str, notes: &[config::Note]) {
    let lines = LineIndex::new(text, LineEnds::LfOrCr);
    let mut err = io::stderr().lock();
    for note in notes {
        let line = lines.line(note.range.start as u32);
        let _ = writeln!(err, "plimsoll: {}:{line}: {}", Shown::path(path), shown(&note.text));
    }
}
