//! The house laws. Each failure text says what to do.

mod catalogue;
mod code;
mod docs;
mod lists;
mod outside;
mod pages;
mod uses;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// All files below a folder of the repository with an extension, sorted, as paths relative to the repository.
fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut folders = vec![root().join(folder)];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == extension) {
                out.push(path.strip_prefix(root()).unwrap_or(&path).to_owned());
            }
        }
    }
    out.sort();
    out
}

/// The text of a file of the repository.
fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// Fails with all complaints at once.
fn settle(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
