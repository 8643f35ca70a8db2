//! Containers, whatever format describes them.

// The rest is made from the files of this folder: scripts/update.sh

pub mod host;
pub mod network;
pub mod privilege;
pub mod runtime;
