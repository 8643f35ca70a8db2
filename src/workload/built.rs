//! What Dockerfiles say about the images that services build: small facts that outlive the Dockerfile's tree. Reads no
//! file.

use crate::workload::limits::MAX_CHAINED;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Healthcheck, Setting, image};
use crate::model::dockerfile::{Base, Dockerfile};
use crate::project::normal;
use crate::syntax::value::User;

/// What a Dockerfile decides for whoever runs an image of it.
#[derive(Debug, Default)]
pub struct DockerfileFacts {
    stages: Vec<Option<StageFacts>>,
    names: FxHashMap<String, usize>,
}

/// What the image of a stage decides.
#[derive(Debug, Clone)]
pub struct StageFacts {
    /// Whom it runs as.
    pub user: Setting<User>,
    /// Its health check.
    pub healthcheck: Setting<Healthcheck>,
}

impl DockerfileFacts {
    /// The facts of a Dockerfile.
    pub fn of(dockerfile: &Dockerfile<'_>) -> DockerfileFacts {
        let mut out = DockerfileFacts::default();
        let mut depths: Vec<usize> = Vec::new();
        let mut chained = 0;
        let last = dockerfile.stages().len().saturating_sub(1);
        for stage in dockerfile.stages() {
            let depth = match stage.base {
                Base::Stage(parent) => depths.get(parent).map_or(1, |depth| depth + 1),
                _ => 1,
            };
            depths.push(depth);
            chained += depth;
            let is_known = chained <= MAX_CHAINED || stage.index == last;
            out.stages.push(is_known.then(|| {
                let (user, healthcheck) = image::facts(dockerfile, stage);
                StageFacts { user, healthcheck }
            }));
            if let Some(name) = &stage.name {
                out.names.insert(name.text.to_ascii_lowercase(), stage.index);
            }
        }
        out
    }

    /// The stage that a build target names: by name, or by number; the last one when none is named.
    pub fn target(&self, target: Option<&str>) -> Option<&StageFacts> {
        let index = match target {
            None => self.stages.len().checked_sub(1)?,
            Some(name) => match self.names.get(&name.to_ascii_lowercase()) {
                Some(index) => *index,
                None => name.parse().ok()?,
            },
        };
        self.stages.get(index)?.as_ref()
    }
}

/// The Dockerfiles that the services of a file build.
#[derive(Debug, Default)]
pub struct Builds {
    folder: PathBuf,
    dockerfiles: FxHashMap<PathBuf, Arc<DockerfileFacts>>,
}

impl Builds {
    /// Nothing is known yet about what is built from a file in `folder`.
    pub fn new(folder: &Path) -> Builds {
        Builds { folder: folder.to_owned(), dockerfiles: FxHashMap::default() }
    }

    /// Adds a Dockerfile under its path relative to where the run started.
    pub fn add(&mut self, path: PathBuf, facts: Arc<DockerfileFacts>) {
        self.dockerfiles.insert(path, facts);
    }

    /// The Dockerfile at a path relative to the file, if it is known.
    pub fn dockerfile(&self, path: &Path) -> Option<&DockerfileFacts> {
        self.dockerfiles.get(&normal(&self.folder.join(path))).map(Arc::as_ref)
    }
}
