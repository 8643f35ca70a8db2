//! Reads what documents refer to, each file once a run. Never reports on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::Input;
use crate::model::compose;
use crate::project::{Build, builds, normal};
use crate::source::{Files, LineEnds, ReadError, Source, SourceId, decode};
use crate::syntax::{Limits, yaml};

/// How many context files a run reads.
const MAX_CONTEXT_FILES: usize = 4096;

/// Reads files and hands out ids.
pub(super) struct Loader<'f> {
    files: &'f dyn Files,
    known: FxHashMap<PathBuf, SourceId>,
    context: Mutex<Context>,
    builds: Mutex<FxHashMap<PathBuf, Arc<Builds>>>,
}

/// The folders that Dockerfiles are built from; `None` when services disagree.
type Builds = FxHashMap<PathBuf, Option<PathBuf>>;

/// The files that were asked for.
#[derive(Default)]
struct Context {
    texts: FxHashMap<PathBuf, Option<Arc<Source>>>,
    read: usize,
}

impl<'f> Loader<'f> {
    /// A loader for a run over `inputs`, whose ids are their places in the list.
    pub(super) fn new(files: &'f dyn Files, inputs: &[&Input]) -> Loader<'f> {
        let ids = inputs.iter().enumerate();
        let known = ids.map(|(index, input)| (normal(&input.path), SourceId(index as u32))).collect();
        Loader { files, known, context: Mutex::default(), builds: Mutex::default() }
    }

    /// The bytes of an input.
    pub(super) fn read(&self, input: &Input) -> Result<Vec<u8>, ReadError> {
        match &input.bytes {
            Some(bytes) => Ok(bytes.clone()),
            None => self.files.read(&input.path),
        }
    }

    /// The text of a file that a document refers to; `None` when it cannot be read.
    pub(super) fn context(&self, path: &Path, line_ends: LineEnds) -> Option<Arc<Source>> {
        let path = normal(path);
        // A poisoned lock only means that another file's check failed: the map itself is whole.
        let mut context = self.context.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(source) = context.texts.get(&path) {
            return source.clone();
        }
        if context.read >= MAX_CONTEXT_FILES {
            return None;
        }
        let next = SourceId((self.known.len() + context.read) as u32);
        let id = self.known.get(&path).copied().unwrap_or(next);
        let decoded = self.files.read_referred(&path).ok().and_then(|bytes| decode(bytes).ok());
        let source = decoded.map(|decoded| Arc::new(Source::new(id, path.clone(), decoded, line_ends)));
        context.read += usize::from(source.is_some());
        context.texts.insert(path, source.clone());
        source
    }

    /// Whether there is a file or folder that a document refers to.
    pub(super) fn exists(&self, path: &Path) -> bool {
        self.files.exists(&normal(path))
    }

    /// The folder that the services of a Compose file build a Dockerfile from: `None` when none of them builds it,
    /// `Some(None)` when they disagree.
    pub(super) fn built_from(
        &self,
        compose: &Path,
        dockerfile: &Path,
        limits: &Limits,
    ) -> Option<Option<PathBuf>> {
        let path = normal(compose);
        let known = || self.builds.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let builds = known().get(&path).cloned();
        // Several threads may read the same file at once: all come to the same.
        let builds = builds.unwrap_or_else(|| {
            let found = Arc::new(self.read_builds(&path, limits));
            known().entry(path).or_insert(found).clone()
        });
        builds.get(dockerfile).cloned()
    }

    fn read_builds(&self, path: &Path, limits: &Limits) -> Builds {
        let mut out = Builds::default();
        let Some(source) = self.context(path, LineEnds::LfOrCr) else { return out };
        let tree = yaml::parse(source.id, &source.text, limits);
        let folder = path.parent().unwrap_or(Path::new(""));
        let found = compose::lower(&tree).map_or_else(Vec::new, |file| builds(&file, folder));
        for Build { dockerfile, context } in found {
            let known = out.entry(dockerfile).or_insert_with(|| Some(context.clone()));
            if known.as_ref() != Some(&context) {
                *known = None;
            }
        }
        out
    }
}
