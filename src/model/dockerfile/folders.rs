//! Folders that a `cd` finds whatever happens: the one that the step is in, and those of every system. Judges nothing.

use super::{Dockerfile, Step};
use crate::facts::paths;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::Command;

/// Whether a command is a `cd` to a folder that is certainly there.
pub fn enters_known_folder(command: &Command<'_>, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let mut operands = command.operands();
    let (Some(path), None) = (operands.next(), operands.next()) else { return false };
    if !command.is("cd") || !path.literal || !path.text.starts_with('/') {
        return false;
    }
    let path = path.text.trim_end_matches('/');
    paths::OF_EVERY_SYSTEM.contains(&path) || is_here(path, step, dockerfile)
}

/// Whether a path is that of the last WORKDIR.
pub fn is_here(path: &str, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let workdir = dockerfile.before(step).find(|other| other.is(Keyword::Workdir));
    let here = workdir.and_then(|workdir| workdir.resolved(0).known());
    path.starts_with('/') && here.is_some_and(|here| here.trim_end_matches('/') == path.trim_end_matches('/'))
}
