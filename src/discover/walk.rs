//! Walks folders for candidates and honours `.gitignore` and `.ignore`, without ever opening what is not a regular
//! file. Does not look into the candidates.
//!
//! Ignore files are read here, not by the walker of the `ignore` crate, because that one opens whatever bears the
//! name: a FIFO would hang it and a link to a device fill the memory.

use crate::discover::limits::{MAX_FOLDER_DEPTH, MAX_IGNORE_FILE};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::index::tracked;
use super::name::{Named, by_name, is_template_name};
use super::skip::Skip;
use crate::project::Places;

/// Folders that version control keeps for itself.
const SKIPPED_FOLDERS: &[&str] = &[".git", ".hg", ".jj", ".svn"];
/// A folder that holds other people's code.
const DEPENDENCIES: &str = "node_modules";
/// What is said about what an ignore file names, and about what the configuration does.
const IGNORED: &str = "an ignore file names it (--no-ignore-files checks it)";
const EXCLUDED: &str = "the configuration excludes it";
const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore"];

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files whose names promise something, sorted.
    pub found: Vec<PathBuf>,
    /// Folders and files that could not be entered or were left out with a reason to tell, sorted.
    pub failed: Vec<(PathBuf, String)>,
    /// Candidates and folders that were passed over, each with a reason and a sentence, sorted.
    pub skipped: Vec<(PathBuf, Skip, String)>,
}

impl Walk {
    /// Notes a file that cannot be checked. What may be any YAML is only counted: most of it is nobody's business.
    fn leave_out(&mut self, path: PathBuf, why: Skip, reason: String) {
        match by_name(&path) {
            Some(Named::Dockerfile | Named::Compose) => self.failed.push((path, reason)),
            _ => self.skipped.push((path, why, reason)),
        }
    }

    fn skip(&mut self, path: PathBuf, why: Skip, reason: &str) {
        self.skipped.push((path, why, reason.to_owned()));
    }

    /// Takes in a link: to a regular file inside `root` it is one more name of that; a folder is not entered.
    fn link(&mut self, path: PathBuf, root: &Path) {
        match link_target(&path, root) {
            Ok(true) if by_name(&path).is_some() => self.found.push(path),
            Ok(true) => {}
            Ok(false) => self.skip(path, Skip::Link, "it is a link to a folder, which is not followed"),
            Err(reason) if by_name(&path).is_some() => self.leave_out(path, Skip::Link, reason),
            Err(_) => {}
        }
    }
}

/// What is left out of a walk.
pub struct Exclude<'e> {
    /// Patterns of the configuration.
    pub globs: &'e GlobSet,
    /// Where its folder is.
    pub places: &'e Places,
    /// Whether `.gitignore` and `.ignore` count.
    pub ignore_files: bool,
}

impl Exclude<'_> {
    /// Whether a path is left out.
    pub fn matches(&self, path: &Path) -> bool {
        !self.globs.is_empty() && self.globs.is_match(self.places.in_base(path))
    }
}

/// Walks a folder. Links to folders are not followed; links to files are, when they lead to a regular file inside
/// `root`.
pub fn walk(start: &Path, root: &Path, exclude: &Exclude<'_>) -> Walk {
    let mut out = Walk::default();
    let absolute = fs::canonicalize(start).unwrap_or_else(|_| start.to_owned());
    let parents = if exclude.ignore_files { parent_ignores(&absolute) } else { Vec::new() };
    let mut ignored = Ignored::default();
    let mut stack = vec![(start.to_owned(), absolute, parents, 0_usize)];
    while let Some((folder, absolute, mut ignores, depth)) = stack.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                out.failed.push((folder, reason(&error)));
                continue;
            }
        };
        let mut entries: Vec<fs::DirEntry> = entries.flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        if exclude.ignore_files {
            ignores.extend(IGNORE_FILES.iter().filter_map(|name| ignore_file(&absolute, name)));
            out.skipped.extend(IGNORE_FILES.iter().filter_map(|name| too_large(&folder, name)));
        }
        let mut below = Vec::new();
        for entry in entries {
            let path = join(&folder, &entry.file_name());
            let absolute = absolute.join(entry.file_name());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                let name = entry.file_name();
                if name.to_str().is_some_and(|name| SKIPPED_FOLDERS.contains(&name)) {
                    continue;
                }
                if name == DEPENDENCIES {
                    out.skip(path, Skip::IgnoredFolder, "folders of this name hold dependencies");
                } else if exclude.matches(&path) {
                    out.skip(path, Skip::ExcludedFolder, EXCLUDED);
                } else if is_ignored(&ignores, &absolute, true) {
                    ignored.folders.insert(absolute, path);
                } else if depth >= MAX_FOLDER_DEPTH {
                    out.failed.push((path, format!("it is more than {MAX_FOLDER_DEPTH} folders deep")));
                } else {
                    below.push((path, absolute, ignores.clone(), depth + 1));
                }
                continue;
            }
            if kind.is_symlink() && by_name(&path).is_none() {
                out.link(path, root);
                continue;
            }
            let is_template = is_template_name(&path);
            if by_name(&path).is_none() && !is_template {
                continue;
            }
            if exclude.matches(&path) {
                out.skip(path, Skip::ExcludedFile, EXCLUDED);
            } else if is_ignored(&ignores, &absolute, false) {
                ignored.files.insert(absolute, path);
            } else if is_template {
                out.skip(path, Skip::Template, "it is a template by its name");
            } else if kind.is_symlink() {
                out.link(path, root);
            } else if kind.is_file() {
                out.found.push(path);
            } else {
                out.leave_out(path, Skip::Unreadable, "it is not a regular file".into());
            }
        }
        stack.extend(below.into_iter().rev());
    }
    ignored.settle(root, exclude, &mut out);
    out.found.sort();
    out.found.dedup();
    out.failed.sort();
    out.skipped.sort();
    out
}

/// What ignore files name, by absolute path, with the path that it is shown by.
#[derive(Default)]
struct Ignored {
    files: BTreeMap<PathBuf, PathBuf>,
    folders: BTreeMap<PathBuf, PathBuf>,
}

impl Ignored {
    /// Takes in what git tracks all the same, and notes the rest.
    fn settle(mut self, root: &Path, exclude: &Exclude<'_>, out: &mut Walk) {
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        let has_some = !self.files.is_empty() || !self.folders.is_empty();
        let paths = repository.filter(|_| has_some).map(|root| (root, tracked(root)));
        for (repository, path) in
            paths.into_iter().flat_map(|(root, paths)| paths.into_iter().map(move |path| (root, path)))
        {
            let is_skipped = |part: &std::ffi::OsStr| part == DEPENDENCIES;
            if by_name(&path).is_none() || path.iter().any(is_skipped) {
                continue;
            }
            let absolute = repository.join(path);
            let Some(shown) = self.shown(&absolute).filter(|shown| !exclude.matches(shown)) else { continue };
            let is_file = fs::symlink_metadata(&absolute).is_ok_and(|metadata| metadata.is_file());
            // A folder on the way may have become a link since.
            if is_file && fs::canonicalize(&absolute).is_ok_and(|real| real == absolute) {
                self.files.remove(&absolute);
                out.found.push(shown);
            }
        }
        let note =
            |why, text: &'static str| move |(_, path): (PathBuf, PathBuf)| (path, why, text.to_owned());
        out.skipped.extend(self.files.into_iter().map(note(Skip::IgnoredFile, IGNORED)));
        out.skipped.extend(self.folders.into_iter().map(note(Skip::IgnoredFolder, IGNORED)));
    }

    /// The path that an ignored file, or one in an ignored folder, is shown by.
    fn shown(&self, absolute: &Path) -> Option<PathBuf> {
        if let Some(path) = self.files.get(absolute) {
            return Some(path.clone());
        }
        let folder =
            absolute.ancestors().skip(1).find_map(|folder| Some((folder, self.folders.get(folder)?)));
        folder.and_then(|(folder, shown)| Some(shown.join(absolute.strip_prefix(folder).ok()?)))
    }
}

/// `./a` is shown as `a`.
fn join(folder: &Path, name: &std::ffi::OsStr) -> PathBuf {
    if folder == Path::new(".") { PathBuf::from(name) } else { folder.join(name) }
}

/// Whether a link leads to a regular file inside the root; `Ok(false)` for links to folders.
fn link_target(path: &Path, root: &Path) -> Result<bool, String> {
    let target = fs::canonicalize(path)
        .map_err(|error| format!("it is a link that leads nowhere ({})", reason(&error)))?;
    let metadata = fs::metadata(&target).map_err(|error| reason(&error))?;
    if metadata.is_dir() {
        return Ok(false);
    }
    if !metadata.is_file() {
        return Err("it is a link to something that is not a regular file".into());
    }
    let root = fs::canonicalize(root).map_err(|error| reason(&error))?;
    if !target.starts_with(root) {
        return Err("it is a link that leads out of the folder that is checked".into());
    }
    Ok(true)
}

/// The ignore files of the folders above the start, up to the repository's root; none outside a repository.
fn parent_ignores(start: &Path) -> Vec<Arc<Gitignore>> {
    if start.join(".git").exists() {
        return Vec::new();
    }
    let above: Vec<&Path> = start.ancestors().skip(1).take(MAX_FOLDER_DEPTH).collect();
    let Some(root) = above.iter().position(|folder| folder.join(".git").exists()) else { return Vec::new() };
    let folders = above.into_iter().take(root + 1).collect::<Vec<_>>();
    let files =
        folders.into_iter().rev().flat_map(|folder| IGNORE_FILES.iter().map(move |name| (folder, name)));
    files.filter_map(|(folder, name)| ignore_file(folder, name)).collect()
}

/// An ignore file that is not used, and why.
fn too_large(folder: &Path, name: &str) -> Option<(PathBuf, Skip, String)> {
    let path = join(folder, name.as_ref());
    let metadata = fs::symlink_metadata(&path).ok()?;
    (metadata.is_file() && metadata.len() > MAX_IGNORE_FILE).then(|| {
        (
            path,
            Skip::Unreadable,
            format!("its patterns are not used: it is larger than {MAX_IGNORE_FILE} bytes"),
        )
    })
}

/// Reads an ignore file if it is a regular one of reasonable size.
fn ignore_file(folder: &Path, name: &str) -> Option<Arc<Gitignore>> {
    let path = folder.join(name);
    let metadata = fs::symlink_metadata(&path).ok()?;
    if !metadata.is_file() || metadata.len() > MAX_IGNORE_FILE {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(&path).ok()?.take(MAX_IGNORE_FILE).read_to_end(&mut bytes).ok()?;
    let mut builder = GitignoreBuilder::new(folder);
    for line in String::from_utf8_lossy(&bytes).lines() {
        // A line that is no pattern is no reason to stop: git ignores it too.
        let _ = builder.add_line(None, line);
    }
    builder.build().ok().filter(|ignores| !ignores.is_empty()).map(Arc::new)
}

/// Whether the innermost ignore file that says something about a path leaves it out.
fn is_ignored(ignores: &[Arc<Gitignore>], path: &Path, is_dir: bool) -> bool {
    for ignore in ignores.iter().rev() {
        let Ok(relative) = path.strip_prefix(ignore.path()) else { continue };
        match ignore.matched(relative, is_dir) {
            ignore::Match::None => {}
            ignore::Match::Ignore(_) => return true,
            ignore::Match::Whitelist(_) => return false,
        }
    }
    false
}

/// An error of the system in lower case and without its number.
pub fn reason(error: &std::io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    text.to_ascii_lowercase()
}
