//! What Dockerfiles say about the images that services build: small facts that outlive the Dockerfile's tree. Reads no
//! file.

use crate::workload::limits::MAX_CHAINED;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Healthcheck, Setting, image};
use crate::facts::buildkit::{PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS};
use crate::model::dockerfile::{Base, Dockerfile, Mount};
use crate::project::normal;
use crate::source::{Span, Spanned};
use crate::syntax::dockerfile::Keyword;
use crate::syntax::value::{PortRange, User};

/// What a Dockerfile decides for whoever runs an image of it.
#[derive(Debug, Default)]
pub struct DockerfileFacts {
    stages: Vec<Option<StageFacts>>,
    names: FxHashMap<String, usize>,
    arguments: FxHashSet<String>,
    needed_secrets: Vec<String>,
}

/// What the image of a stage decides.
#[derive(Debug, Clone)]
pub struct StageFacts {
    /// Whom it runs as.
    pub user: Setting<User>,
    /// Its health check.
    pub healthcheck: Setting<Healthcheck>,
    /// The ports that its Dockerfile exposes; `None` when it exposes none, or not all of them are known.
    pub exposed: Option<Vec<PortRange>>,
}

/// What a service builds, as far as it is known.
#[derive(Debug)]
pub struct Built {
    /// The token that says what is built.
    pub at: Span,
    /// The Dockerfile.
    pub from: BuiltFrom,
    /// The stage that is named.
    pub target: Option<Spanned<String>>,
    /// The build arguments that it gets.
    pub arguments: Vec<Spanned<String>>,
    /// The ids of the secrets that it gets; `None` when not all of them are known.
    pub secrets: Option<Vec<String>>,
}

/// The Dockerfile of a service.
#[derive(Debug)]
pub enum BuiltFrom {
    /// It is elsewhere, or its place is not known before deployment.
    Unknown,
    /// The folder that is built is there and it is not. Its path.
    Missing(String),
    /// It can be read.
    Known(Arc<DockerfileFacts>),
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
                StageFacts { user, healthcheck, exposed: image::exposed(dockerfile, stage) }
            }));
            if let Some(name) = &stage.name {
                out.names.insert(name.text.to_ascii_lowercase(), stage.index);
            }
        }
        for step in dockerfile.steps() {
            match step.instruction.keyword {
                Keyword::Arg => out.arguments.extend(step.variables().iter().map(|arg| arg.name.to_string())),
                Keyword::Run => out.needed_secrets.extend(step.mounts().iter().filter_map(needed_secret)),
                _ => {}
            }
        }
        out
    }

    /// The same facts of a text that stands in another one: `place` gives the place there.
    pub fn placed(mut self, place: impl Fn(Span) -> Span) -> DockerfileFacts {
        for stage in self.stages.iter_mut().flatten() {
            stage.user = stage.user.clone().placed(&place);
            stage.healthcheck = stage.healthcheck.clone().placed(&place);
        }
        self
    }

    /// Whether it has an argument of a name, in any stage, or BuildKit has it anyway.
    pub fn takes(&self, argument: &str) -> bool {
        let own = argument.to_ascii_uppercase();
        let is_known = |name: &&str| name.eq_ignore_ascii_case(argument);
        self.arguments.contains(argument)
            || PREDEFINED_ARGUMENTS.iter().chain(PLATFORM_ARGUMENTS).any(is_known)
            || own.starts_with("BUILDKIT_")
    }

    /// The ids of the secrets without which its build stops.
    pub fn needed_secrets(&self) -> &[String] {
        &self.needed_secrets
    }

    /// Whether it has a stage that a build target may name, by name or number.
    pub fn has_target(&self, target: &str) -> bool {
        self.index(target).is_some_and(|index| index < self.stages.len())
    }

    fn index(&self, target: &str) -> Option<usize> {
        self.names.get(&target.to_ascii_lowercase()).copied().or_else(|| target.parse().ok())
    }

    /// The names of its arguments.
    pub fn arguments(&self) -> impl Iterator<Item = &str> {
        self.arguments.iter().map(String::as_str)
    }

    /// The names of its stages.
    pub fn stage_names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    /// The stage that a build target names: by name, or by number; the last one when none is named.
    pub fn target(&self, target: Option<&str>) -> Option<&StageFacts> {
        let index = match target {
            None => self.stages.len().checked_sub(1)?,
            Some(name) => self.index(name)?,
        };
        self.stages.get(index)?.as_ref()
    }
}

/// The id of a secret without which a RUN fails.
fn needed_secret(mount: &Mount<'_>) -> Option<String> {
    let is_needed = matches!(mount.value("required"), Some("true" | "1" | ""));
    mount.value("id").filter(|id| is_needed && mount.is("secret") && !id.contains('$')).map(str::to_owned)
}

/// The Dockerfiles that the services of a file build.
#[derive(Debug, Default)]
pub struct Builds {
    folder: PathBuf,
    dockerfiles: FxHashMap<PathBuf, Arc<DockerfileFacts>>,
    missing: FxHashSet<PathBuf>,
    inline: FxHashMap<Span, Arc<DockerfileFacts>>,
}

impl Builds {
    /// Nothing is known yet about what is built from a file in `folder`.
    pub fn new(folder: &Path) -> Builds {
        Builds { folder: folder.to_owned(), ..Builds::default() }
    }

    /// Adds a Dockerfile under its path relative to where the run started.
    pub fn add(&mut self, path: PathBuf, facts: Arc<DockerfileFacts>) {
        self.dockerfiles.insert(path, facts);
    }

    /// Adds a Dockerfile that is written at a place in the Compose file.
    pub fn add_inline(&mut self, at: Span, facts: Arc<DockerfileFacts>) {
        self.inline.insert(at, facts);
    }

    /// The Dockerfile that is written at a place.
    pub fn inline(&self, at: Span) -> BuiltFrom {
        self.inline.get(&at).map_or(BuiltFrom::Unknown, |facts| BuiltFrom::Known(facts.clone()))
    }

    /// Says that there is no Dockerfile of such a path in a folder that is there.
    pub fn add_missing(&mut self, path: PathBuf) {
        self.missing.insert(path);
    }

    /// The Dockerfile at a path relative to the file.
    pub fn dockerfile(&self, path: &str) -> BuiltFrom {
        let known = normal(&self.folder.join(path));
        match self.dockerfiles.get(&known) {
            Some(facts) => BuiltFrom::Known(facts.clone()),
            None if self.missing.contains(&known) => BuiltFrom::Missing(path.to_owned()),
            None => BuiltFrom::Unknown,
        }
    }
}
