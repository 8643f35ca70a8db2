//! The one way in which texts are read. On disk it is implemented by `cli`, in memory here; nothing below `cli`
//! touches the file system.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// Reads files by path.
pub trait Files: Sync {
    /// All bytes of a regular file.
    ///
    /// # Errors
    /// [`ReadError`] says why there are none.
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError>;

    /// The same for a file that a document names, and not the user: it has to lie inside the folder that is checked.
    ///
    /// # Errors
    /// [`ReadError`], [`ReadError::Outside`] among them.
    fn read_referred(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.read(path)
    }

    /// Whether there is a file or folder of a path that a document names, inside the folder that is checked.
    fn exists(&self, path: &Path) -> bool;

    /// The names of the files and folders in a folder inside the one that is checked, in any order.
    ///
    /// # Errors
    /// [`ReadError`], [`ReadError::TooLarge`] with the number of names that are listed at most among them.
    fn list(&self, folder: &Path) -> Result<Vec<String>, ReadError>;
}

/// Why a file could not be read. Its text completes the sentence "FILE was not checked: …".
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// There is no such file.
    Missing,
    /// It is larger than the limit, given in bytes.
    TooLarge(u64),
    /// It is a directory, socket, device or FIFO.
    NotRegular(&'static str),
    /// It lies outside the folder that is checked.
    Outside,
    /// The system said no; its words.
    Io(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ReadError::Missing => f.write_str("there is no such file"),
            ReadError::TooLarge(limit) => write!(f, "it is larger than {limit} bytes"),
            ReadError::NotRegular(what) => write!(f, "it is {what}, not a regular file"),
            ReadError::Outside => f.write_str("it is a link that leads out of the folder that is checked"),
            ReadError::Io(reason) => f.write_str(reason),
        }
    }
}

/// Files in memory; used by tests and by anything that has no disk.
#[derive(Debug, Default, Clone)]
pub struct MemoryFiles {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryFiles {
    /// Adds a file, replacing one of the same path.
    pub fn insert(&mut self, path: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &Path> {
        self.files.keys().map(PathBuf::as_path)
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        self.files.get(path).cloned().ok_or(ReadError::Missing)
    }

    fn exists(&self, path: &Path) -> bool {
        // Paths are in order, so what lies in a folder follows it.
        self.files.range(path.to_owned()..).next().is_some_and(|(known, _)| known.starts_with(path))
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, ReadError> {
        let below = self.files.range(folder.to_owned()..).map(|(path, _)| path.strip_prefix(folder));
        let below = below.map_while(Result::ok).filter_map(|path| path.components().next());
        let mut names: Vec<String> =
            below.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        names.dedup();
        if names.is_empty() { Err(ReadError::Missing) } else { Ok(names) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_exist_by_what_lies_in_them() {
        let mut files = MemoryFiles::default();
        for path in [".git-x", ".git/HEAD", "a/b/c"] {
            files.insert(path, "");
        }
        for path in [".git", ".git/HEAD", "a", "a/b", "a/b/c", ".git-x"] {
            assert!(files.exists(Path::new(path)), "{path}");
        }
        for path in [".gi", "a/b/c/d", "b", ".git/index"] {
            assert!(!files.exists(Path::new(path)), "{path}");
        }
        let names = |folder: &str| files.list(Path::new(folder));
        assert_eq!(names(""), Ok(vec![".git".into(), ".git-x".into(), "a".into()]));
        assert_eq!(names(".git"), Ok(vec!["HEAD".into()]));
        assert_eq!(names("b"), Err(ReadError::Missing));
    }
}
