//! Finds out which folder a Dockerfile is built from, and which ignore file counts there. Asks the loader what there
//! is; does not judge.

use crate::engine::limits::{MAX_MATCHING, MAX_PARENTS, MAX_SOURCES};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::compose::COMPOSE_FILES;
use super::store::Store;
use crate::model::dockerfile::{BuildContext, Dockerfile, IgnoreFile, Ignores, Step};
use crate::source::{LineEnds, Source};
use crate::syntax::dockerignore::Dockerignore;

/// The ignore files of builders; the second one is Podman's and goes first there.
const IGNORE_FILE: &str = ".dockerignore";
const PODMAN_IGNORE_FILE: &str = ".containerignore";
/// A file with credentials that most projects keep beside their Dockerfile.
const PRIVATE_FILE: &str = ".env";

/// What lies around a Dockerfile.
#[derive(Default)]
pub(super) struct Surroundings {
    /// What is known about the folder that it is built from.
    pub(super) context: BuildContext,
    /// The text of the ignore file that counts there.
    pub(super) ignore_file: Option<Arc<Source>>,
    /// The nearest Compose file with a service that builds it.
    pub(super) composed_by: Option<PathBuf>,
}

/// Looks around a Dockerfile.
pub(super) fn surroundings(path: &Path, dockerfile: &Dockerfile<'_>, store: &Store<'_>) -> Surroundings {
    // A text from standard input has no surroundings, and in those of a file outside of the folder that is checked
    // nothing is read.
    if !store.exists(path) {
        return Surroundings::default();
    }
    let mut finder = Finder { path, dockerfile, store, composed: None };
    finder.composed = finder.composed();
    let composed_by = finder.composed.as_ref().map(|(file, _)| file.clone());
    if !uses_context(dockerfile) {
        return Surroundings { composed_by, ..Surroundings::default() };
    }
    let (context, ignore_file) = finder.find();
    Surroundings { context, ignore_file, composed_by }
}

fn uses_context(dockerfile: &Dockerfile<'_>) -> bool {
    dockerfile.steps().any(|step| !step.context_paths().is_empty())
}

struct Finder<'f> {
    path: &'f Path,
    dockerfile: &'f Dockerfile<'f>,
    store: &'f Store<'f>,
    /// The nearest Compose file that builds it, and from which folder, if its services agree.
    composed: Option<(PathBuf, Option<PathBuf>)>,
}

/// How the folder is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Knowledge {
    /// A Compose file says so.
    Told,
    /// It has the files that the Dockerfile takes.
    Seen,
    /// It is the Dockerfile's own, and nothing speaks against it.
    Guessed,
}

/// Which of the files that a Dockerfile takes a folder has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// All but those that its ignore file leaves out.
    All,
    /// It takes none that could be looked for.
    NoneAsked,
    /// One is missing: it is built from elsewhere, or after something else was.
    NotAll,
}

impl Finder<'_> {
    fn find(&self) -> (BuildContext, Option<Arc<Source>>) {
        let (folder, knowledge) = self.folder();
        let is_known = knowledge != Knowledge::Guessed;
        let mut out = BuildContext::default();
        let mut in_folder = Found::Unreadable;
        if let Some(folder) = &folder {
            let is_repository = self.store.exists(&folder.join(".git/HEAD"));
            let is_known = is_known || is_repository;
            out.has_history = is_known && is_repository;
            out.private_file = (is_known && self.has_private_file(folder)).then_some(PRIVATE_FILE);
            in_folder = match self.ignore_file(&folder.join(IGNORE_FILE)) {
                // Podman reads its own file first.
                _ if self.store.exists(&folder.join(PODMAN_IGNORE_FILE)) => Found::Unreadable,
                // What lies in one folder may lie in one above it, too, and that is the one with an ignore file.
                Found::Nothing if knowledge != Knowledge::Told && self.is_ignored_above(folder) => {
                    Found::Unreadable
                }
                found => found,
            };
        }
        let (by_name, is_certain) = (self.ignore_file(&with_ending(self.path)), is_known || out.has_history);
        let (ignores, text) = match (by_name, in_folder) {
            (Found::File(file, text), _) => (Ignores::Certain(file), Some(text)),
            (Found::Nothing, Found::File(file, text)) if is_certain => (Ignores::Certain(file), Some(text)),
            (Found::Nothing, Found::File(file, text)) => (Ignores::Likely(file), Some(text)),
            (Found::Nothing, Found::Nothing) => (Ignores::Nothing, None),
            (Found::Unreadable, _) | (_, Found::Unreadable) => (Ignores::Unknown, None),
        };
        out.ignores = ignores;
        (out, text)
    }

    /// The folder that the Dockerfile is built from, and whether that is sure: what Compose says; else its own folder
    /// or the nearest one above that has all the files which it takes.
    fn folder(&self) -> (Option<PathBuf>, Knowledge) {
        match &self.composed {
            Some((_, Some(folder))) => return (Some(folder.clone()), Knowledge::Told),
            Some((_, None)) => return (None, Knowledge::Guessed),
            None => {}
        }
        let own = self.path.parent().unwrap_or(Path::new(""));
        match self.holds_sources(own) {
            Holds::All => return (Some(own.to_owned()), Knowledge::Seen),
            Holds::NoneAsked => return (Some(own.to_owned()), Knowledge::Guessed),
            Holds::NotAll => {}
        }
        let mut above = self.store.folders(own).into_iter().take(MAX_PARENTS);
        (above.find(|folder| self.holds_sources(folder) == Holds::All), Knowledge::Seen)
    }

    /// The nearest Compose file that builds the Dockerfile, with the folder that it is built from: none when its
    /// services disagree.
    fn composed(&self) -> Option<(PathBuf, Option<PathBuf>)> {
        let path = self.store.path(self.path);
        let folders = self.store.folders(&path).into_iter().take(MAX_PARENTS);
        let mut files = folders.flat_map(|folder| {
            let names = self.store.list(&folder);
            let is_there = move |name: &&str| {
                names.as_ref().is_some_and(|names| names.iter().any(|known| known == name))
            };
            COMPOSE_FILES.iter().copied().filter(is_there).map(move |name| folder.join(name))
        });
        files.find_map(|file| self.store.built_from(&file, &path).map(|folder| (file, folder)))
    }

    fn holds_sources(&self, folder: &Path) -> Holds {
        let ignored = match self.ignore_file(&folder.join(IGNORE_FILE)) {
            Found::File(file, _) => Some(file.patterns),
            Found::Nothing | Found::Unreadable => None,
        };
        let paths = self.dockerfile.steps().flat_map(Step::context_paths);
        let mut answer = Holds::NoneAsked;
        for source in paths.filter(|source| source.is_literal()).take(MAX_SOURCES) {
            if self.store.exists(&folder.join(&source.path)) {
                answer = Holds::All;
            } else if ignored.as_ref().is_none_or(|ignored| !ignored.is_ignored(&source.path)) {
                return Holds::NotAll;
            }
        }
        answer
    }

    /// Whether an ignore file in a folder above could be the one that counts.
    fn is_ignored_above(&self, own_folder: &Path) -> bool {
        // The folder that is checked may lie below the one that is built.
        let above = self.store.folders(&own_folder.join(IGNORE_FILE));
        let names = [IGNORE_FILE, PODMAN_IGNORE_FILE];
        above
            .iter()
            .take(MAX_PARENTS)
            .any(|folder| names.iter().any(|name| self.store.exists(&folder.join(name))))
    }

    /// Whether there is a file with credentials in a folder, and git is told to leave it out.
    fn has_private_file(&self, folder: &Path) -> bool {
        if !self.store.exists(&folder.join(PRIVATE_FILE)) {
            return false;
        }
        let above = self.store.folders(&folder.join(PRIVATE_FILE));
        let folder = self.store.path(folder);
        above.iter().take(MAX_PARENTS).any(|parent| {
            let Some(source) = self.store.context(&parent.join(".gitignore"), LineEnds::Lf) else {
                return false;
            };
            let is_private = |line: &str| match line.trim_end() {
                "/.env" => *parent == folder,
                line => matches!(line, ".env" | ".env*" | "*.env" | "**/.env"),
            };
            source.text.lines().any(is_private) && !source.text.lines().any(|line| line.trim_end() == "!.env")
        })
    }

    fn ignore_file(&self, path: &Path) -> Found {
        let Some(source) = self.store.context(path, LineEnds::Lf) else {
            return if self.store.exists(path) { Found::Unreadable } else { Found::Nothing };
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let patterns = Dockerignore::parse(&source.text);
        let steps = || self.dockerfile.steps();
        let written =
            steps().filter_map(Step::paths).flat_map(|(sources, _)| sources).map(|word| word.text.len());
        let resolved = steps().flat_map(Step::context_paths).map(|source| source.path.len());
        let characters: usize = written.chain(resolved).sum();
        if patterns.size().saturating_mul(characters) > MAX_MATCHING {
            return Found::Unreadable;
        }
        Found::File(IgnoreFile { source: source.id, name, patterns }, source)
    }
}

/// What there is under the name of an ignore file.
enum Found {
    Nothing,
    Unreadable,
    File(IgnoreFile, Arc<Source>),
}

/// The ignore file of a Dockerfile alone.
fn with_ending(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(IGNORE_FILE);
    PathBuf::from(name)
}
