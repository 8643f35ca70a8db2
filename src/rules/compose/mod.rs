//! Compose files.

// The rest is made from the files of this folder: PLIMSOLL_UPDATE=1 cargo test --test suite laws

pub mod file;
