//! `plimsoll inspect`: what the models make of a file.

use super::args::Inspect;
use super::disk::Disk;
use super::{Failure, Status, check, print, settings};
use crate::cli::limits::MAX_INSPECTED;
use crate::config::Levels;
use crate::emit;
use crate::engine::{Options, ShellAnalysis, Workspace};
use crate::source::Shown;
use crate::syntax::Limits;

/// Prints the effective view of a file.
pub(super) fn run(arguments: &Inspect) -> Result<Status, Failure> {
    let path = &arguments.path;
    let found = settings::find(&arguments.configuration, std::slice::from_ref(path))?;
    let options = Options {
        base: found.base,
        settings: found.config.settings(),
        levels: Levels::new(found.config, Some(&[]), &[]),
        limits: Limits::default(),
        suppressions: true,
        shell: ShellAnalysis::Off,
    };
    let disk = Disk { max_file_size: MAX_INSPECTED, root: check::root() };
    let workspace = Workspace::new(&disk, &options);
    match workspace.view(path, |view, context| emit::inspect(view.source, context, &view.workloads)) {
        Ok(text) => print(text.as_bytes()).map(|()| Status::Clean),
        Err(reason) => Err(Failure(format!("{}: {reason}", Shown::path(path)))),
    }
}
