//! The folders that nothing leads out of: one notion for walking, reading and writing. Opens no file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::discover::reason;
use crate::project::normal;

/// The repository that the working directory is in, and those of what is named elsewhere. What lies in no repository
/// has the folder that is named, or that a named file is in.
#[derive(Debug, Clone)]
pub(super) struct Roots(Vec<PathBuf>);

impl Roots {
    /// The roots of some paths as the user names them.
    pub(super) fn new(paths: &[PathBuf]) -> Roots {
        let mut roots = Roots(vec![here()]);
        for path in paths.iter().filter(|path| path.as_os_str() != "-") {
            let words = words(path);
            if roots.of(&words).is_none() {
                let folder = if words.is_dir() { Some(words.as_path()) } else { words.parent() };
                let folder = folder.unwrap_or(&words);
                let root = repository(folder).unwrap_or(folder);
                roots.0.push(fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()));
                // What is named by way of a link lies elsewhere by its words.
                roots.0.push(root.to_owned());
            }
        }
        roots
    }

    /// A folder as the only root.
    pub(super) fn below(folder: &Path) -> Roots {
        Roots(vec![fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())])
    }

    /// The working directory's: paths in reports are relative to it.
    pub(super) fn first(&self) -> &Path {
        self.0.first().map_or(Path::new("/"), PathBuf::as_path)
    }

    /// Those of what is named elsewhere.
    pub(super) fn others(&self) -> &[PathBuf] {
        self.0.get(1..).unwrap_or_default()
    }

    /// The innermost root that an absolute path lies in by its words.
    fn of(&self, path: &Path) -> Option<&Path> {
        let holding = self.0.iter().filter(|root| path.starts_with(root));
        holding.max_by_key(|root| root.components().count()).map(PathBuf::as_path)
    }

    /// The root that a walk of a folder stays in.
    pub(super) fn around<'r>(&'r self, folder: &'r Path) -> &'r Path {
        self.of(&words(folder)).unwrap_or(folder)
    }

    /// Whether a path leads to something inside a root, all links followed.
    ///
    /// # Errors
    /// When there is nothing.
    pub(super) fn contain(&self, path: &Path) -> std::io::Result<bool> {
        fs::canonicalize(path).map(|target| self.of(&target).is_some())
    }

    /// Whether what is written under a path stays inside, all links followed. A path that lies in no root by its words
    /// is the user's own choice.
    ///
    /// # Errors
    /// A sentence about the path.
    pub(super) fn hold(&self, path: &Path) -> Result<(), String> {
        let words = words(path);
        if self.of(&words).is_none() {
            return Ok(());
        }
        let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
        // A link to nothing cannot be followed, so that nothing is written through it either.
        let target = words.parent().filter(|_| !is_link).unwrap_or(&words);
        match self.contain(target) {
            Ok(true) => Ok(()),
            Ok(false) => Err("it leads out of the repository through a link".into()),
            Err(error) => Err(reason(&error)),
        }
    }
}

/// The repository that the working directory is in, or the working directory.
fn here() -> PathBuf {
    let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
    repository(&here).unwrap_or(&here).to_owned()
}

/// The repository that a folder is in.
fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

/// A path as an absolute one, no link followed.
fn words(path: &Path) -> PathBuf {
    normal(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}
