//! What a workload shares with its host.

// The rest is made from the files of this folder: scripts/update.sh

pub mod host_cgroup_namespace;
pub mod host_device;
pub mod host_ipc;
pub mod host_network;
pub mod host_pid;
pub mod host_root_mount;
pub mod host_user_namespace;
pub mod host_uts;
pub mod mount_over_system_file;
pub mod mount_propagation;
pub mod relabelled_system_path;
pub mod runtime_socket_mount;
pub mod sensitive_host_mount;
pub mod wide_device_rule;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &host_cgroup_namespace::RULE,
    &host_device::RULE,
    &host_ipc::RULE,
    &host_network::RULE,
    &host_pid::RULE,
    &host_root_mount::RULE,
    &host_user_namespace::RULE,
    &host_uts::RULE,
    &mount_over_system_file::RULE,
    &mount_propagation::RULE,
    &relabelled_system_path::RULE,
    &runtime_socket_mount::RULE,
    &sensitive_host_mount::RULE,
    &wide_device_rule::RULE,
];
