//! Compose files.

// The rest is made from the files of this folder: scripts/update.sh

pub mod build;
pub mod data;
pub mod effect;
pub mod file;
pub mod ignored;
pub mod order;
pub mod unused;
pub mod values;
