//! Rules about what a workload shares with the host. Holds no logic.

family! {
    host_ipc,
    host_network,
    host_pid,
    runtime_socket_mount,
}
