//! What Compose or the engine leaves out, replaces or keeps against what is written.

// The rest is made from the files of this folder: scripts/update.sh

pub mod dropped_mount;
pub mod hardening_undone;
pub mod ignored_volume_option;
pub mod merge_key_replaces_map;
pub mod port_not_replaced;
pub mod ports_with_host_network;
pub mod restart_overridden_by_deploy;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &dropped_mount::RULE,
    &hardening_undone::RULE,
    &ignored_volume_option::RULE,
    &merge_key_replaces_map::RULE,
    &port_not_replaced::RULE,
    &ports_with_host_network::RULE,
    &restart_overridden_by_deploy::RULE,
];
