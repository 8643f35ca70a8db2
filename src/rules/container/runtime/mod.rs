//! Filesystem, memory and health of a container.

// The rest is made from the files of this folder: scripts/update.sh

pub mod disabled_log;
pub mod healthcheck_cannot_fail;
pub mod healthcheck_ignores_http_errors;
pub mod healthcheck_never_passes;
pub mod missing_healthcheck;
pub mod oom_killer_disabled;
pub mod read_only_without_writable_path;
pub mod tmpfs_executable;
pub mod unlimited_cpu;
pub mod unlimited_memory;
pub mod unlimited_pids;
pub mod unlimited_tmpfs;
pub mod writable_root_filesystem;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &disabled_log::RULE,
    &healthcheck_cannot_fail::RULE,
    &healthcheck_ignores_http_errors::RULE,
    &healthcheck_never_passes::RULE,
    &missing_healthcheck::RULE,
    &oom_killer_disabled::RULE,
    &read_only_without_writable_path::RULE,
    &tmpfs_executable::RULE,
    &unlimited_cpu::RULE,
    &unlimited_memory::RULE,
    &unlimited_pids::RULE,
    &unlimited_tmpfs::RULE,
    &writable_root_filesystem::RULE,
];
