//! Rules about filesystem, memory and health of a container. Holds no logic.

family! {
    missing_healthcheck,
    tmpfs_executable,
    unlimited_memory,
    writable_root_filesystem,
}
