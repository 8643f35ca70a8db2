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

/// Folders that the kernel fills, and that of its own files.
pub const OF_KERNEL: &[&str] = &["/boot", "/dev", "/proc", "/sys"];

/// What a path of the host leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// A socket of a container runtime.
    Socket,
    /// A folder that holds one.
    Folder,
}

/// What a path of the host leads to. `/var/run` is `/run`; a user's runtime folder counts like the system's.
pub fn reaches(path: &str) -> Option<Reach> {
    let path = path.strip_prefix("/var").filter(|rest| rest.starts_with("/run")).unwrap_or(path);
    let owned;
    let path = match path.strip_prefix("/run/user/").and_then(|rest| rest.split_once('/')) {
        Some((_, rest)) => {
            owned = format!("/run/{rest}");
            &owned
        }
        None => path,
    };
    if RUNTIME_SOCKETS.contains(&path) {
        return Some(Reach::Socket);
    }
    // `/` and `/var` are whole disks, which is another fault.
    let holds = |socket: &&str| socket.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    (path.starts_with("/run") && RUNTIME_SOCKETS.iter().any(holds)).then_some(Reach::Folder)
}
