//! Filesystem, memory and health of a container.

// The rest is made from the files of this folder: scripts/update.sh

pub mod missing_healthcheck;
pub mod tmpfs_executable;
pub mod unlimited_memory;
pub mod writable_root_filesystem;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &missing_healthcheck::RULE,
    &tmpfs_executable::RULE,
    &unlimited_memory::RULE,
    &writable_root_filesystem::RULE,
];
