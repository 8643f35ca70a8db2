//! Compose files.

// The rest is made from the files of this folder: scripts/update.sh

pub mod build;
pub mod file;
