//! Reads files and keeps what others ask of them: each text, and the facts of each, once for all who ask. Reports on
//! nothing.

use crate::engine::limits::{MAX_CONTEXT_BYTES, MAX_CONTEXT_FILES};
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Input;
use super::api::Options;
use crate::model::kube::Definitions;
use crate::model::{compose, dockerfile, kustomize};
use crate::project::{Build, builds, normal};
use crate::source::{Files, LineEnds, ReadError, Source, SourceId, decode};
use crate::syntax::{Limits, dockerfile as dockerfile_syntax, yaml};
use crate::workload::DockerfileFacts;

/// The files of a run and what is known of them.
pub(super) struct Store<'f> {
    disk: &'f dyn Files,
    options: &'f Options,
    /// Texts that are newer than those on disk.
    overlays: BTreeMap<PathBuf, Vec<u8>>,
    ids: Mutex<Ids>,
    texts: Once<Option<Arc<Source>>>,
    builds: Once<Arc<BuildFolders>>,
    images: Once<Arc<DockerfileFacts>>,
    folders: Once<Option<Arc<[String]>>>,
    kustomizations: Once<Option<Arc<Kustomization>>>,
    /// The images that skaffold builds, by the folder of its file.
    artifacts: Once<Arc<[String]>>,
    /// The CustomResourceDefinitions of files.
    pub(super) definitions: Once<Arc<Definitions>>,
    /// The same of kustomizations, charts and patterns with all that belongs to them.
    pub(super) defined: Once<Arc<Definitions>>,
    /// The files of projects, by entry file.
    members: Once<Arc<BTreeSet<PathBuf>>>,
    budget: Budget,
}

/// The folders that Dockerfiles are built from; `None` when services disagree.
type BuildFolders = FxHashMap<PathBuf, Option<PathBuf>>;

/// What is known of a kustomization.
#[derive(Default)]
pub(super) struct Kustomization {
    patches: FxHashSet<PathBuf>,
    /// The images that it gives a tag or digest.
    tagged: Vec<String>,
    /// The files and folders that it is put together of.
    pub(super) parts: Vec<PathBuf>,
}

/// The ids of paths. An id that was given is kept, so that spans of facts stay true.
#[derive(Default)]
struct Ids {
    /// By the path that a file has however it is written.
    files: FxHashMap<OsString, SourceId>,
}

impl Ids {
    fn of(&mut self, path: &Path) -> SourceId {
        let next = SourceId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        *self.files.entry(path.into()).or_insert(next)
    }
}

/// What of the context may still be read.
struct Budget {
    max_files: usize,
    max_bytes: usize,
    files: AtomicUsize,
    bytes: AtomicUsize,
    /// How many files it did not suffice for.
    refused: AtomicUsize,
}

impl Budget {
    fn new(max_files: usize, max_bytes: usize) -> Budget {
        let (files, bytes, refused) = Default::default();
        Budget { max_files, max_bytes, files, bytes, refused }
    }

    /// Whether one more file may be read; that it may not is remembered.
    fn allows_more(&self) -> bool {
        let allows = self.files.load(Ordering::Relaxed) < self.max_files
            && self.bytes.load(Ordering::Relaxed) < self.max_bytes;
        if !allows {
            self.refused.fetch_add(1, Ordering::Relaxed);
        }
        allows
    }

    fn count(&self, bytes: usize) {
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes, Ordering::Relaxed);
    }

    /// Gives back what a file took that is no longer kept.
    fn give_back(&self, bytes: usize) {
        self.files.fetch_sub(1, Ordering::Relaxed);
        self.bytes.fetch_sub(bytes, Ordering::Relaxed);
    }

    fn reset(&self) {
        self.files.store(0, Ordering::Relaxed);
        self.bytes.store(0, Ordering::Relaxed);
        self.refused.store(0, Ordering::Relaxed);
    }
}

/// Values by path, each made once, whoever asks first.
pub(super) struct Once<T> {
    known: Mutex<FxHashMap<OsString, Arc<OnceLock<T>>>>,
}

/// A poisoned lock only means that another file's check failed: what it holds is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Clone> Once<T> {
    fn new() -> Once<T> {
        Once { known: Mutex::default() }
    }

    pub(super) fn get(&self, path: &Path, make: impl FnOnce() -> T) -> T {
        let cell = {
            let mut known = lock(&self.known);
            match known.get(path.as_os_str()) {
                Some(cell) => cell.clone(),
                None => known.entry(path.into()).or_default().clone(),
            }
        };
        cell.get_or_init(make).clone()
    }

    /// Forgets the value of a path, and tells what it was.
    fn forget(&self, path: &Path) -> Option<T> {
        lock(&self.known).remove(path.as_os_str())?.get().cloned()
    }

    fn clear(&self) {
        lock(&self.known).clear();
    }
}

impl<'f> Store<'f> {
    /// A store that knows nothing yet.
    pub(super) fn new(disk: &'f dyn Files, options: &'f Options) -> Store<'f> {
        Store {
            disk,
            options,
            overlays: BTreeMap::new(),
            ids: Mutex::default(),
            texts: Once::new(),
            builds: Once::new(),
            images: Once::new(),
            folders: Once::new(),
            kustomizations: Once::new(),
            artifacts: Once::new(),
            definitions: Once::new(),
            defined: Once::new(),
            members: Once::new(),
            budget: Budget::new(MAX_CONTEXT_FILES, MAX_CONTEXT_BYTES),
        }
    }

    /// The path that a file has however it is written.
    pub(super) fn path(&self, path: &Path) -> PathBuf {
        self.options.places.shortest(path)
    }

    /// The folders that hold a file, the nearest first.
    pub(super) fn folders(&self, path: &Path) -> Vec<PathBuf> {
        self.options.places.folders(path)
    }

    /// Whether a path lies in a root by its words.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.options.places.contain(path)
    }

    /// Gives a path a text that counts instead of the one on disk, or takes it back.
    pub(super) fn overlay(&mut self, path: &Path, bytes: Option<Vec<u8>>) {
        let path = self.path(path);
        self.forget(&path);
        match bytes {
            Some(bytes) => self.overlays.insert(path, bytes),
            None => self.overlays.remove(&path),
        };
    }

    /// Forgets what is known of a path, because its file or folder changed.
    pub(super) fn forget(&self, path: &Path) {
        let path = self.path(path);
        self.drop_context(&path);
        // Any project may have it among its files.
        self.builds.clear();
        self.members.clear();
        self.images.forget(&path);
        self.folders.forget(&path);
        let folder = path.parent().unwrap_or(Path::new(""));
        self.folders.forget(folder);
        self.kustomizations.forget(folder);
        self.artifacts.forget(folder);
        self.definitions.forget(&path);
        // Any of them may have it among its files.
        self.defined.clear();
    }

    /// Forgets all but ids, and starts with a whole budget.
    pub(super) fn clear(&self) {
        self.texts.clear();
        self.builds.clear();
        self.images.clear();
        self.folders.clear();
        self.kustomizations.clear();
        self.artifacts.clear();
        self.definitions.clear();
        self.defined.clear();
        self.members.clear();
        self.budget.reset();
    }

    /// How often something was asked for that the budget did not allow any more.
    pub(super) fn refused(&self) -> usize {
        self.budget.refused.load(Ordering::Relaxed)
    }

    /// The ids of inputs, which come first and in order.
    pub(super) fn ids(&self, inputs: &[&Input]) -> Vec<SourceId> {
        let mut ids = lock(&self.ids);
        inputs.iter().map(|input| ids.of(&self.path(&input.path))).collect()
    }

    /// The bytes of an input.
    pub(super) fn read(&self, input: &Input) -> Result<Vec<u8>, ReadError> {
        match input.bytes.as_ref().or_else(|| self.overlaid(&input.path)) {
            Some(bytes) => Ok(bytes.clone()),
            None => self.disk.read(&input.path),
        }
    }

    /// The text that counts instead of the one on disk.
    fn overlaid(&self, path: &Path) -> Option<&Vec<u8>> {
        if self.overlays.is_empty() { None } else { self.overlays.get(&self.path(path)) }
    }

    /// The text of a file that a document refers to; `None` when it cannot be read, or the budget is spent.
    pub(super) fn context(&self, path: &Path, line_ends: LineEnds) -> Option<Arc<Source>> {
        let path = self.path(path);
        self.texts.get(&path, || {
            if !self.budget.allows_more() {
                return None;
            }
            let bytes = match self.overlays.get(&path) {
                Some(bytes) => bytes.clone(),
                None => self.disk.read_referred(&path).ok()?,
            };
            let read = bytes.len();
            let decoded = decode(bytes).ok();
            // What is given back later, the length of the text, must not be more than what was taken.
            let text = decoded.as_ref().map_or(0, |decoded| decoded.text.len());
            self.budget.count(read.max(text));
            let decoded = decoded?;
            Some(Arc::new(Source::new(lock(&self.ids).of(&path), path.clone(), decoded, line_ends)))
        })
    }

    /// Whether there is a file or folder that a document refers to.
    pub(super) fn exists(&self, path: &Path) -> bool {
        let path = self.path(path);
        let overlaid =
            || self.overlays.range(path.clone()..).next().is_some_and(|(known, _)| known.starts_with(&path));
        self.disk.exists(&path) || overlaid()
    }

    /// Whether a file is not there, in a folder that is.
    pub(super) fn is_missing(&self, path: &Path) -> bool {
        let folder = path.parent().and_then(|folder| self.list(folder));
        folder.is_some() && !self.exists(path)
    }

    /// The names of what lies in a folder; `None` when it cannot be listed.
    pub(super) fn list(&self, folder: &Path) -> Option<Arc<[String]>> {
        let folder = self.path(folder);
        self.folders.get(&folder, || {
            let mut names = self.disk.list(&folder).ok()?;
            let overlaid = self.overlays.keys().filter(|path| path.parent() == Some(&folder));
            names.extend(overlaid.filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())));
            names.sort_unstable();
            names.dedup();
            Some(names.into())
        })
    }

    /// The folder that the services of a Compose file build a Dockerfile from: `None` when none of them builds it,
    /// `Some(None)` when they disagree.
    pub(super) fn built_from(&self, compose: &Path, dockerfile: &Path) -> Option<Option<PathBuf>> {
        let path = self.path(compose);
        let builds = self.builds.get(&path, || Arc::new(self.read_builds(&path)));
        builds.get(dockerfile).cloned()
    }

    fn read_builds(&self, path: &Path) -> BuildFolders {
        let mut out = BuildFolders::default();
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut found = Vec::new();
        self.with_entry(path, &mut |composition| {
            found = builds(&compose::lower(composition), folder);
        });
        for Build { dockerfile, context } in found {
            let context = self.path(&context);
            let known = out.entry(self.path(&dockerfile)).or_insert_with(|| Some(context.clone()));
            if known.as_ref() != Some(&context) {
                *known = None;
            }
        }
        out
    }

    /// The kustomizations in the folders that hold a file, and whether one of them names it as a patch.
    pub(super) fn kustomized(&self, path: &Path) -> (bool, bool) {
        let path = self.path(path);
        if !self.exists(&path) {
            return (false, false);
        }
        let around: Vec<Arc<Kustomization>> =
            self.folders(&path).iter().filter_map(|folder| self.kustomization(folder)).collect();
        (!around.is_empty(), around.iter().any(|kustomization| kustomization.patches.contains(&path)))
    }

    /// The kustomization in a folder.
    pub(super) fn kustomization(&self, folder: &Path) -> Option<Arc<Kustomization>> {
        self.kustomizations.get(folder, || {
            let names = self.list(folder).unwrap_or_default();
            let found = kustomize::NAMES.into_iter().find(|name| names.iter().any(|known| known == name))?;
            let Some(source) = self.context(&folder.join(found), LineEnds::LfOrCr) else {
                return Some(Arc::default());
            };
            let tree = yaml::parse(source.id, &source.text, &self.options.limits);
            let path = |path: &&str| self.path(&normal(&folder.join(path)));
            let patches = kustomize::patches(&tree).iter().map(path).collect();
            let parts = kustomize::parts(&tree).iter().map(path).collect();
            let tagged = kustomize::tagged(&tree).into_iter().map(str::to_owned).collect();
            Some(Arc::new(Kustomization { patches, tagged, parts }))
        })
    }

    /// The images of a manifest that get their tag elsewhere: from a kustomization or skaffold in the folders that
    /// hold it.
    pub(super) fn filled_images(&self, path: &Path) -> BTreeSet<String> {
        let path = self.path(path);
        let mut out = BTreeSet::new();
        if !self.exists(&path) {
            return out;
        }
        for folder in self.folders(&path) {
            let kustomization = self.kustomization(&folder);
            out.extend(kustomization.iter().flat_map(|known| known.tagged.iter().cloned()));
            out.extend(self.artifacts(&folder).iter().cloned());
        }
        out
    }

    /// The images that a skaffold file in a folder builds.
    fn artifacts(&self, folder: &Path) -> Arc<[String]> {
        self.artifacts.get(folder, || {
            let names = self.list(folder).unwrap_or_default();
            let found =
                kustomize::SKAFFOLD_NAMES.into_iter().find(|name| names.iter().any(|known| known == name));
            let source = found.and_then(|name| self.context(&folder.join(name), LineEnds::LfOrCr));
            let Some(source) = source else { return Arc::default() };
            let tree = yaml::parse(source.id, &source.text, &self.options.limits);
            kustomize::artifacts(&tree).into_iter().map(str::to_owned).collect()
        })
    }

    /// Gives back a text that was read as context, when nothing more will be asked of it.
    pub(super) fn drop_context(&self, path: &Path) {
        if let Some(source) = self.texts.forget(&self.path(path)).flatten() {
            self.budget.give_back(source.text.len());
        }
    }

    /// What the user decided for the run.
    pub(super) fn options(&self) -> &Options {
        self.options
    }

    /// The files of the project of an entry file; made once.
    pub(super) fn known_members(
        &self,
        entry: &Path,
        make: impl FnOnce() -> Arc<BTreeSet<PathBuf>>,
    ) -> Arc<BTreeSet<PathBuf>> {
        self.members.get(entry, make)
    }

    /// Bounds of parsers.
    pub(super) fn limits(&self) -> &Limits {
        &self.options.limits
    }

    /// What a Dockerfile says about the images that it builds, with its text; `None` when it cannot be read.
    pub(super) fn image(&self, path: &Path) -> Option<(Arc<Source>, Arc<DockerfileFacts>)> {
        let path = self.path(path);
        let source = self.context(&path, LineEnds::Lf)?;
        let facts = self.images.get(&path, || Arc::new(self.facts_of(&source)));
        Some((source, facts))
    }

    /// What the text of a Dockerfile decides for those who build it.
    pub(super) fn facts_of(&self, source: &Source) -> DockerfileFacts {
        let file = dockerfile_syntax::parse(source.id, &source.text, &self.options.limits);
        let own = &self.options.settings.images;
        DockerfileFacts::of(&dockerfile::Dockerfile::with_images(file, &self.options.limits, own))
    }
}

#[cfg(test)]
impl Store<'_> {
    /// Sets how many files and bytes of context may be read.
    pub(super) fn set_budget(&mut self, files: usize, bytes: usize) {
        self.budget = Budget::new(files, bytes);
    }
}
