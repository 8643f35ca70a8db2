//! Reads what documents refer to, each file once a run. Never reports on it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rustc_hash::FxHashMap;

use super::Input;
use crate::project::normal;
use crate::source::{Files, LineEnds, ReadError, Source, SourceId, decode};

/// How many context files a run reads.
const MAX_CONTEXT_FILES: usize = 1000;

/// Reads files and hands out ids.
pub(super) struct Loader<'f> {
    files: &'f dyn Files,
    known: FxHashMap<PathBuf, SourceId>,
    context: Mutex<FxHashMap<PathBuf, Option<Arc<Source>>>>,
}

impl<'f> Loader<'f> {
    /// A loader for a run over `inputs`, whose ids are their places in the list.
    pub(super) fn new(files: &'f dyn Files, inputs: &[&Input]) -> Loader<'f> {
        let ids = inputs.iter().enumerate();
        let known = ids.map(|(index, input)| (normal(&input.path), SourceId(index as u32))).collect();
        Loader { files, known, context: Mutex::new(FxHashMap::default()) }
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
        if let Some(source) = context.get(&path) {
            return source.clone();
        }
        if context.len() >= MAX_CONTEXT_FILES {
            return None;
        }
        let next = SourceId((self.known.len() + context.len()) as u32);
        let id = self.known.get(&path).copied().unwrap_or(next);
        let decoded = self.files.read_referred(&path).ok().and_then(|bytes| decode(bytes).ok());
        let source = decoded.map(|decoded| Arc::new(Source::new(id, path.clone(), decoded, line_ends)));
        context.insert(path, source.clone());
        source
    }
}
