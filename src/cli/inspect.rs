//! `plimsoll inspect`: what the models make of a file.

use std::path::PathBuf;

use super::args::Inspect;
use super::disk::Disk;
use super::{Failure, Status, print};
use crate::engine;
use crate::source::Shown;
use crate::syntax::Limits;

/// Prints the effective view of a file.
pub(super) fn run(arguments: &Inspect) -> Result<Status, Failure> {
    let disk = Disk { max_file_size: 16 * 1024 * 1024, root: PathBuf::from("/") };
    match engine::inspect(&arguments.path, &disk, &Limits::default()) {
        Ok(text) => print(text.as_bytes()).map(|()| Status::Clean),
        Err(reason) => Err(Failure(format!("{}: {reason}", Shown::path(&arguments.path)))),
    }
}
