//! Paths of Linux systems. Source: written by hand from the Filesystem Hierarchy Standard and images, 2026-11.
//! Folders of systems and sockets of container runtimes. Knows no image.

/// Folders of every image that has a shell.
pub const OF_EVERY_SYSTEM: &[&str] = &[
    "",
    "/bin",
    "/dev",
    "/etc",
    "/home",
    "/opt",
    "/tmp",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/local",
    "/usr/local/bin",
    "/usr/share",
    "/var",
    "/var/lib",
    "/var/tmp",
];

/// Folders whose files belong to the system.
pub const OWNED_BY_SYSTEM: &[&str] = &[
    "/",
    "/bin",
    "/etc",
    "/home",
    "/lib",
    "/lib64",
    "/sbin",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/sbin",
    "/var",
];

/// Folders that a volume would hide from the system.
pub const NOT_FOR_VOLUMES: &[&str] = &[
    "/",
    "/bin",
    "/boot",
    "/dev",
    "/etc",
    "/lib",
    "/lib64",
    "/proc",
    "/run",
    "/sbin",
    "/sys",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/local/bin",
    "/usr/sbin",
    "/var/run",
];

/// Sockets through which a runtime is controlled, and folders that hold them.
pub const RUNTIME_SOCKETS: &[&str] = &[
    "/run/buildkit/buildkitd.sock",
    "/run/containerd/containerd.sock",
    "/run/crio/crio.sock",
    "/run/cri-dockerd.sock",
    "/run/docker.sock",
    "/run/docker.sock.raw",
    "/run/dockershim.sock",
    "/run/k3s/containerd/containerd.sock",
    "/run/podman/podman.sock",
];
