//! Dockerfiles.

// The rest is made from the files of this folder: scripts/update.sh

pub mod copy;
pub mod downloads;
pub mod image_config;
pub mod packages;
pub mod run;
pub mod shell;
pub mod stages;
pub mod text;
pub mod users;
pub mod variables;
pub mod windows;
