//! Links between documents: which Dockerfile a service builds. The engine loads what documents refer to and hands
//! it over; nothing here touches the file system or reports on context files.

use std::path::{Path, PathBuf};

use crate::model::dockerfile::Dockerfile;

/// The documents that others refer to.
#[derive(Default)]
pub struct Project<'p> {
    dockerfiles: Vec<(PathBuf, &'p Dockerfile<'p>)>,
}

impl<'p> Project<'p> {
    /// A project without context: every reference leads to something unknown.
    pub fn new() -> Project<'p> {
        Project::default()
    }

    /// Adds a Dockerfile under its path relative to where the run started.
    pub fn add_dockerfile(&mut self, path: PathBuf, dockerfile: &'p Dockerfile<'p>) {
        self.dockerfiles.push((path, dockerfile));
    }

    /// The Dockerfile at a path, if it was loaded.
    pub fn dockerfile(&self, path: &Path) -> Option<&'p Dockerfile<'p>> {
        self.dockerfiles.iter().find(|(known, _)| known == path).map(|(_, dockerfile)| *dockerfile)
    }
}
