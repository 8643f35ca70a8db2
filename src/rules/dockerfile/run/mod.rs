//! RUN: layers, mounts, and what becomes of failures.

// The rest is made from the files of this folder: scripts/update.sh

pub mod apt_cache_mount_stays_empty;
pub mod background_process;
pub mod cache_mount_defeated;
pub mod cache_mount_of_root;
pub mod consecutive_run;
pub mod directory_change_in_run;
pub mod failure_ignored;
pub mod file_written_in_run;
pub mod host_network_run;
pub mod invalid_mount;
pub mod long_run_line;
pub mod pipe_hides_failure;
pub mod privileged_run;
pub mod relative_mount_target;
pub mod removed_in_later_layer;
pub mod run_in_scratch;
pub mod shell_state_lost;
pub mod time_or_random_in_layer;
pub mod unlocked_apt_cache_mount;
pub mod unused_secret_mount;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &apt_cache_mount_stays_empty::RULE,
    &background_process::RULE,
    &cache_mount_defeated::RULE,
    &cache_mount_of_root::RULE,
    &consecutive_run::RULE,
    &directory_change_in_run::RULE,
    &failure_ignored::RULE,
    &file_written_in_run::RULE,
    &host_network_run::RULE,
    &invalid_mount::RULE,
    &long_run_line::RULE,
    &pipe_hides_failure::RULE,
    &privileged_run::RULE,
    &relative_mount_target::RULE,
    &removed_in_later_layer::RULE,
    &run_in_scratch::RULE,
    &shell_state_lost::RULE,
    &time_or_random_in_layer::RULE,
    &unlocked_apt_cache_mount::RULE,
    &unused_secret_mount::RULE,
];
