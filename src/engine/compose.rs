//! Compose projects: which files belong together, and their texts. Merges nothing and reports on nothing.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::limits::{MAX_PARENTS, MAX_PROJECT_FILES, MAX_ROUNDS};
use super::store::Store;
use crate::finding::ProblemKind;
use crate::model::compose::{
    Composition, Environment, Reference, Sources, Standing, Unread, is_version_1, references,
};
use crate::project::normal;
use crate::source::{LineEnds, Source, SourceId};
use crate::syntax::value::assignments;
use crate::syntax::yaml::{Tree, parse};

/// The names that `docker compose` looks for, the one that goes first first.
pub(super) const COMPOSE_FILES: &[&str] =
    &["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
/// What is laid over the file beside it, whatever that is called.
const OVERRIDES: &[&str] = &[
    "compose.override.yml",
    "compose.override.yaml",
    "docker-compose.override.yml",
    "docker-compose.override.yaml",
];
/// The file that may name the files of a project.
const VARIABLES: &str = ".env";

/// What a file is to the projects around it.
pub(super) enum Place {
    /// It is the first file of a project, with these paths relative to its folder, itself among them.
    Entry(Vec<String>, Standing),
    /// It belongs to the project of another file.
    Member(PathBuf),
}

/// The files of a project that can be read, as paths without detours.
pub(super) type Members = Arc<BTreeSet<PathBuf>>;

/// The folder of a file.
pub(super) fn folder(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

impl Store<'_> {
    /// What a file is to the projects around it.
    pub(super) fn compose_place(&self, path: &Path) -> Place {
        let path = self.path(path);
        let own = folder(&path);
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_within = || {
            let above = self.folders(&path).into_iter().take(MAX_PARENTS).filter(|folder| folder != own);
            above.into_iter().any(|folder| self.project_in(&folder).is_some())
        };
        let standing = || if is_within() { Standing::Within } else { Standing::Whole };
        if let Some(files) = self.project_in(own).filter(|files| files.first() == Some(&name)) {
            return Place::Entry(files, standing());
        }
        if COMPOSE_FILES.contains(&name.as_str()) {
            return Place::Entry(vec![name], standing());
        }
        if let Some(entry) = self.entry_of(&path) {
            return Place::Member(entry);
        }
        // Beside or below a project, it may be one more of its files, for whoever names it; and an override always is.
        let mut folders = self.folders(&path).into_iter().take(MAX_PARENTS);
        let is_perhaps =
            name.contains(".override.") || folders.any(|folder| self.project_in(&folder).is_some());
        Place::Entry(vec![name], if is_perhaps { Standing::Perhaps } else { Standing::Alone })
    }

    /// The nearest file, beside or above another one, whose project that one belongs to.
    pub(super) fn entry_of(&self, path: &Path) -> Option<PathBuf> {
        let path = self.path(path);
        if !self.exists(&path) {
            return None;
        }
        let folders = self.folders(&path).into_iter().take(MAX_PARENTS);
        let entries = folders.filter_map(|folder| Some(folder.join(self.project_in(&folder)?.first()?)));
        entries.filter(|entry| *entry != path).find(|entry| self.members(entry).contains(&path))
    }

    /// The files of the project in a folder, the first of them first; `None` when there is none.
    fn project_in(&self, folder: &Path) -> Option<Vec<String>> {
        let names = self.list(folder)?;
        let has = |name: &str| names.binary_search_by(|known| known.as_str().cmp(name)).is_ok();
        if has(VARIABLES) {
            let text = self.context(&folder.join(VARIABLES), LineEnds::LfOrCr);
            if let Some(files) = text.and_then(|text| named_files(&text.text)) {
                return Some(files);
            }
        }
        let first = |known: &[&str]| known.iter().find(|name| has(name)).map(|name| (*name).to_owned());
        let mut files = vec![first(COMPOSE_FILES)?];
        files.extend(first(OVERRIDES));
        Some(files)
    }

    /// The files of the project of an entry file, as far as they can be read.
    fn members(&self, entry: &Path) -> Members {
        self.known_members(entry, || {
            let files = self.files_of(entry);
            let mut members = BTreeSet::new();
            self.with_project(folder(entry), (&files, Standing::Whole), None, &mut |composition, texts| {
                if is_sound(composition) {
                    members = texts.iter().map(|text| self.path(&text.path)).collect();
                }
            });
            Arc::new(members)
        })
    }

    /// The files of the project of which a file is the first.
    fn files_of(&self, entry: &Path) -> Vec<String> {
        let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let project = self.project_in(folder(entry)).filter(|files| files.first() == Some(&name));
        project.unwrap_or_else(|| vec![name])
    }

    /// Puts the project of an entry file together and calls `then` with it.
    pub(super) fn with_entry(&self, entry: &Path, then: &mut dyn FnMut(&Composition<'_>)) {
        let files = (&*self.files_of(entry), Standing::Whole);
        self.with_project(folder(entry), files, None, &mut |composition, _| then(composition));
    }

    /// Puts the project that a file belongs to together, with a text for that file, and calls `then` with it.
    pub(super) fn with_text(&self, path: &Path, text: &str, then: &mut dyn FnMut(&Composition<'_>)) {
        let (base, files, standing) = match self.compose_place(path) {
            Place::Entry(files, standing) => (folder(&self.path(path)).to_owned(), files, standing),
            Place::Member(entry) => (folder(&entry).to_owned(), self.files_of(&entry), Standing::Whole),
        };
        let own = relative(&self.path(path), &base);
        let tree = parse(SourceId::default(), text, self.limits());
        self.grow_from(&base, (&files, standing), Some((&own, &tree)), &mut |composition, _| {
            then(composition)
        });
    }

    /// Puts a project together and calls `then` with it and the texts that it was made of besides `own`, the tree of
    /// its first file if that is parsed already.
    pub(super) fn with_project<'a>(
        &'a self,
        base: &Path,
        (files, standing): (&[String], Standing),
        own: Option<&Tree<'_>>,
        then: &mut dyn FnMut(&Composition<'_>, &[Arc<Source>]),
    ) {
        let first = files.first().map(String::as_str).unwrap_or_default();
        self.grow_from(base, (files, standing), own.map(|tree| (first, tree)), then);
    }

    /// The same, with a tree for any one of its files, whose path is relative to `base`.
    fn grow_from<'a>(
        &'a self,
        base: &Path,
        (files, standing): (&[String], Standing),
        own: Option<(&str, &Tree<'_>)>,
        then: &mut dyn FnMut(&Composition<'_>, &[Arc<Source>]),
    ) {
        let mut wanted: Vec<Reference> = files.iter().map(|file| beside(file.clone())).collect();
        if let Some((path, tree)) = own {
            wanted.retain(|file| file.path != path);
            wanted.extend(references(tree, &beside(path.to_owned()).folder));
        }
        let known = Known { trees: own.into_iter().collect(), ..Known::default() };
        let project = Project { base, files, standing };
        self.grow(&project, known, wanted, &[], then);
    }

    /// Reads what is wanted, and what that names; with everything there the project is put together. What it misses
    /// then is read, too, until nothing is missed.
    fn grow(
        &self,
        project: &Project<'_>,
        known: Known<'_>,
        wanted: Vec<Reference>,
        texts: &[Arc<Source>],
        then: &mut dyn FnMut(&Composition<'_>, &[Arc<Source>]),
    ) {
        let Known { trees: mut all, mut unread, round, .. } = known;
        let mut read: Vec<(Reference, Arc<Source>)> = Vec::new();
        for reference in wanted {
            let path = &reference.path;
            if all.contains_key(path.as_str()) || unread.contains_key(path) || named(&read, path) {
                continue;
            }
            if round >= MAX_ROUNDS || all.len() + read.len() >= MAX_PROJECT_FILES {
                unread.insert(path.clone(), Unread::Limit);
                continue;
            }
            match self.project_text(project.base, path) {
                Ok(text) => read.push((reference, text)),
                Err(why) => {
                    unread.insert(path.clone(), why);
                }
            }
        }
        let trees: Vec<Tree<'_>> =
            read.iter().map(|(_, text)| parse(text.id, &text.text, self.limits())).collect();
        let mut wanted = Vec::new();
        for ((reference, _), tree) in read.iter().zip(&trees) {
            wanted.extend(references(tree, &reference.folder));
        }
        let mut all: BTreeMap<&str, &Tree<'_>> = std::mem::take(&mut all).into_iter().collect();
        all.extend(read.iter().map(|(reference, _)| reference.path.as_str()).zip(&trees));
        let mut texts = texts.to_vec();
        texts.extend(read.iter().map(|(_, text)| Arc::clone(text)));
        let known = Known { trees: all, unread, wanted: RefCell::default(), round: round + 1 };
        let is_known = |path: &str| known.trees.contains_key(path) || known.unread.contains_key(path);
        if wanted.iter().all(|reference| is_known(&reference.path)) {
            let mut composition = Composition::load(project.files, &known, Environment::Open);
            wanted = known.wanted.take().into_iter().map(beside).collect();
            if wanted.is_empty() {
                composition.stand(project.standing);
                return then(&composition, &texts);
            }
        }
        self.grow(project, known, wanted, &texts, then);
    }

    /// The variables that files beside some texts set, or show how to set.
    pub(super) fn given_variables(&self, folders: &BTreeSet<&Path>) -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        for folder in folders {
            let names = self.list(folder).unwrap_or_default();
            for name in names.iter().filter(|name| holds_variables(name)) {
                let text = self.context(&folder.join(name), LineEnds::LfOrCr);
                let Some(text) = text else { continue };
                out.extend(assignments(&text.text, name != VARIABLES).map(|(name, _)| name.to_owned()));
            }
        }
        out
    }

    /// The text of a file of a project in the folder `base`.
    fn project_text(&self, base: &Path, path: &str) -> Result<Arc<Source>, Unread> {
        let full = self.path(&normal(&base.join(path)));
        match self.context(&full, LineEnds::LfOrCr) {
            Some(text) => Ok(text),
            None if self.exists(&full) => Err(Unread::Unreadable),
            None if path.starts_with('/') || !self.contains(&full) => Err(Unread::Outside),
            None => Err(Unread::Missing),
        }
    }
}

/// Whether the first file of a project is a Compose file that can be read, so that others are judged with it.
fn is_sound(composition: &Composition<'_>) -> bool {
    let cuts = |kind: ProblemKind| matches!(kind, ProblemKind::YamlSyntax | ProblemKind::Limit);
    composition.documents.first().is_some_and(|document| {
        let problems = &document.root.tree().problems;
        !is_version_1(document.root) && !problems.iter().any(|problem| cuts(problem.kind))
    })
}

/// A project that is being loaded.
struct Project<'p> {
    base: &'p Path,
    files: &'p [String],
    standing: Standing,
}

/// The path of a file as others in the folder `base` name it.
fn relative(path: &Path, base: &Path) -> String {
    let ups = base.ancestors().take_while(|folder| !path.starts_with(folder)).count();
    let common = base.ancestors().nth(ups).unwrap_or(Path::new(""));
    let rest = path.strip_prefix(common).unwrap_or(path).components();
    let up = std::iter::repeat_n("..".into(), ups);
    up.chain(rest.map(|part| part.as_os_str().to_string_lossy())).collect::<Vec<_>>().join("/")
}

/// A file whose own names are relative to its folder.
fn beside(path: String) -> Reference {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    Reference { path, folder }
}

fn named(read: &[(Reference, Arc<Source>)], path: &str) -> bool {
    read.iter().any(|(reference, _)| reference.path == path)
}

/// The files of a project that are known so far.
#[derive(Default)]
struct Known<'t> {
    trees: BTreeMap<&'t str, &'t Tree<'t>>,
    unread: BTreeMap<String, Unread>,
    /// What was asked for and is not known.
    wanted: RefCell<BTreeSet<String>>,
    /// How often files were read already that others name.
    round: usize,
}

impl<'t> Sources<'t> for Known<'t> {
    fn tree(&self, path: &str) -> Result<&'t Tree<'t>, Unread> {
        if let Some(tree) = self.trees.get(path) {
            return Ok(tree);
        }
        if let Some(why) = self.unread.get(path) {
            return Err(*why);
        }
        self.wanted.borrow_mut().insert(path.to_owned());
        Err(Unread::Unreadable)
    }
}

/// Whether a file is called like one with variables, or like an example of one: `.env`, `env.sample`, `.env-dist`.
fn holds_variables(name: &str) -> bool {
    name.split(['.', '-', '_']).any(|word| word.eq_ignore_ascii_case("env"))
}

/// The files that a file of variables names for the project.
fn named_files(text: &str) -> Option<Vec<String>> {
    let value = |name: &str| {
        assignments(text, false).filter(|(known, _)| *known == name).last().map(|(_, value)| value)
    };
    let separator = value("COMPOSE_PATH_SEPARATOR").filter(|text| !text.is_empty());
    let files = value("COMPOSE_FILE").filter(|files| !files.is_empty() && !files.contains('$'))?;
    let files = files.split(separator.unwrap_or(":"));
    let files: Vec<String> = files.map(crate::syntax::value::clean_path).collect();
    let is_plain = |file: &String| !file.starts_with(['/', '~']) && !file.is_empty();
    files.iter().all(is_plain).then_some(files)
}
