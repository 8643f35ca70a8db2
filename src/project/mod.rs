//! Links between documents: which Dockerfile a service builds. The engine loads what documents refer to; nothing here
//! touches the file system or reports on context files.

use std::path::{Component, Path, PathBuf};

use crate::model::compose;

/// A Dockerfile and the folder that a service builds it from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// The path of the Dockerfile.
    pub dockerfile: PathBuf,
    /// The folder.
    pub context: PathBuf,
}

/// What the services of a Compose file in `folder` build, as far as it is known.
pub fn builds(file: &compose::File<'_>, folder: &Path) -> Vec<Build> {
    let paths = |service: &compose::Service<'_>| {
        let build = service.build.as_ref()?;
        let path = |path: String| normal(&folder.join(path));
        Some(Build { dockerfile: path(build.dockerfile_path()?), context: path(build.context_path()?) })
    };
    file.services.iter().filter_map(paths).collect()
}

/// A path without `.` and, where that is possible by name alone, without `..`.
pub fn normal(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
