//! Walks folders for candidates and honours `.gitignore` and `.ignore`, without ever opening what is not a regular
//! file. Does not look into the candidates.
//!
//! Ignore files are read here, not by the walker of the `ignore` crate, because that one opens whatever bears the
//! name: a FIFO would hang it and a link to a device fill the memory.

use crate::discover::limits::{MAX_FOLDER_DEPTH, MAX_IGNORE_FILE};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobSet;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::name::{Named, by_name};

/// Folders that hold other people's code or none at all.
const SKIPPED_FOLDERS: &[&str] = &[".git", ".hg", ".jj", ".svn", "node_modules"];
const IGNORE_FILES: &[&str] = &[".gitignore", ".ignore"];

/// What a walk found.
#[derive(Debug, Default)]
pub struct Walk {
    /// Files whose names promise something, sorted.
    pub found: Vec<PathBuf>,
    /// Folders and files that could not be entered or were left out with a reason to tell, sorted.
    pub failed: Vec<(PathBuf, String)>,
    /// Candidates of no certain kind that were left out with a reason to tell, sorted.
    pub skipped: Vec<(PathBuf, String)>,
    /// How many candidates were left out by ignore files or the configuration.
    pub ignored: usize,
}

impl Walk {
    /// Notes a file that cannot be checked. What may be any YAML is only mentioned: most of it is nobody's business.
    fn leave_out(&mut self, path: PathBuf, reason: String) {
        match by_name(&path) {
            Some(Named::Dockerfile | Named::Compose) => self.failed.push((path, reason)),
            _ => self.skipped.push((path, reason)),
        }
    }
}

/// What is left out of a walk.
pub struct Exclude<'e> {
    /// Patterns of the configuration.
    pub globs: &'e GlobSet,
    /// The folder that the patterns are relative to.
    pub base: &'e Path,
}

impl Exclude<'_> {
    /// Whether a path is left out.
    pub fn matches(&self, path: &Path) -> bool {
        if self.globs.is_empty() {
            return false;
        }
        let path = path.strip_prefix(".").unwrap_or(path);
        let relative = path.strip_prefix(self.base).unwrap_or(path);
        self.globs.is_match(relative)
    }
}

/// Walks a folder. Links to folders are not followed; links to files are, when they lead to a regular file inside
/// `root`.
pub fn walk(start: &Path, root: &Path, exclude: &Exclude<'_>) -> Walk {
    let mut out = Walk::default();
    let absolute = fs::canonicalize(start).unwrap_or_else(|_| start.to_owned());
    let parents = parent_ignores(&absolute);
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
        ignores.extend(IGNORE_FILES.iter().filter_map(|name| ignore_file(&absolute, name)));
        let mut below = Vec::new();
        for entry in entries {
            let path = join(&folder, &entry.file_name());
            let absolute = absolute.join(entry.file_name());
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                let name = entry.file_name();
                let is_skipped = name.to_str().is_some_and(|name| SKIPPED_FOLDERS.contains(&name));
                if is_skipped || is_ignored(&ignores, &absolute, true) || exclude.matches(&path) {
                    continue;
                }
                if depth >= MAX_FOLDER_DEPTH {
                    out.failed.push((path, format!("it is more than {MAX_FOLDER_DEPTH} folders deep")));
                    continue;
                }
                below.push((path, absolute, ignores.clone(), depth + 1));
                continue;
            }
            if by_name(&path).is_none() {
                continue;
            }
            if is_ignored(&ignores, &absolute, false) || exclude.matches(&path) {
                out.ignored += 1;
            } else if kind.is_symlink() {
                match link_target(&path, root) {
                    Ok(true) => out.found.push(path),
                    Ok(false) => {}
                    Err(reason) => out.leave_out(path, reason),
                }
            } else if kind.is_file() {
                out.found.push(path);
            } else {
                out.leave_out(path, "it is not a regular file".into());
            }
        }
        stack.extend(below.into_iter().rev());
    }
    out.found.sort();
    out.failed.sort();
    out.skipped.sort();
    out
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
