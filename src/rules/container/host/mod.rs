//! What a workload shares with its host.

// The rest is made from the files of this folder: scripts/update.sh

pub mod host_ipc;
pub mod host_network;
pub mod host_pid;
pub mod runtime_socket_mount;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &host_ipc::RULE,
    &host_network::RULE,
    &host_pid::RULE,
    &runtime_socket_mount::RULE,
];
