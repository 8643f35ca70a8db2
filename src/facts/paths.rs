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
    let path = of_run(path);
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

/// When a path of the host is worth a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Even when it can only be read.
    Always,
    /// When it can be written.
    Written,
}

/// What is below a path counts, too, or the path alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Tree,
    Exact,
}

/// Paths that tell about the host or change it: the longest that fits counts. What a container commonly needs of them
/// for its own work (time zones, certificates, logs, the figures of a monitor) is not here.
const OF_HOST: &[(&str, Extent, When, &str)] = &[
    ("/bin", Extent::Tree, When::Written, "the programs of the host"),
    ("/boot", Extent::Tree, When::Written, "the kernel of the host"),
    ("/dev", Extent::Exact, When::Always, "all devices of the host"),
    ("/etc", Extent::Exact, When::Always, "the configuration and password hashes of the host"),
    ("/etc/cron.d", Extent::Tree, When::Written, "what the host runs at set times"),
    ("/etc/crontab", Extent::Exact, When::Written, "what the host runs at set times"),
    ("/etc/docker", Extent::Exact, When::Written, "the configuration of the engine"),
    ("/etc/docker/daemon.json", Extent::Exact, When::Written, "the configuration of the engine"),
    ("/etc/group", Extent::Exact, When::Written, "the groups of the host"),
    ("/etc/gshadow", Extent::Exact, When::Always, "the password hashes of the host"),
    ("/etc/kubernetes", Extent::Exact, When::Always, "the keys of the node"),
    ("/etc/kubernetes/admin.conf", Extent::Exact, When::Always, "the keys of the cluster"),
    ("/etc/pam.d", Extent::Tree, When::Written, "how users log in to the host"),
    ("/etc/passwd", Extent::Exact, When::Written, "the users of the host"),
    ("/etc/shadow", Extent::Exact, When::Always, "the password hashes of the host"),
    ("/etc/ssh", Extent::Tree, When::Always, "the SSH keys of the host"),
    ("/etc/sudoers", Extent::Exact, When::Always, "who may become root on the host"),
    ("/etc/sudoers.d", Extent::Tree, When::Always, "who may become root on the host"),
    ("/etc/systemd", Extent::Tree, When::Written, "the services of the host"),
    ("/home", Extent::Exact, When::Always, "the files of all users of the host"),
    ("/lib", Extent::Tree, When::Written, "the libraries and kernel modules of the host"),
    ("/lib64", Extent::Tree, When::Written, "the libraries of the host"),
    ("/proc", Extent::Exact, When::Written, "the processes and settings of the host's kernel"),
    ("/proc/sys", Extent::Tree, When::Written, "the settings of the host's kernel"),
    ("/proc/sysrq-trigger", Extent::Exact, When::Written, "the kernel of the host"),
    ("/root", Extent::Exact, When::Always, "the files of the host's root"),
    ("/sbin", Extent::Tree, When::Written, "the programs of the host"),
    ("/sys", Extent::Exact, When::Written, "the devices and settings of the host's kernel"),
    ("/usr", Extent::Exact, When::Written, "the programs and libraries of the host"),
    ("/usr/bin", Extent::Tree, When::Written, "the programs of the host"),
    ("/usr/lib", Extent::Tree, When::Written, "the libraries of the host"),
    ("/usr/local/bin", Extent::Exact, When::Written, "the programs of the host"),
    ("/usr/local/sbin", Extent::Exact, When::Written, "the programs of the host"),
    ("/usr/sbin", Extent::Tree, When::Written, "the programs of the host"),
    ("/var", Extent::Exact, When::Always, "the data of all programs of the host"),
    ("/var/lib", Extent::Exact, When::Always, "the data of all programs of the host"),
    ("/var/lib/containerd", Extent::Exact, When::Written, "the files of all containers"),
    ("/var/lib/docker", Extent::Exact, When::Written, "the files and volumes of all containers"),
    ("/var/lib/docker/volumes", Extent::Exact, When::Always, "the volumes of all containers"),
    ("/var/lib/etcd", Extent::Tree, When::Always, "the state and secrets of the cluster"),
    ("/var/lib/kubelet", Extent::Exact, When::Written, "the volumes and secrets of all pods of the node"),
    ("/var/spool/cron", Extent::Tree, When::Written, "what the host runs at set times"),
];

/// Folders and files of a home folder that hold keys.
const KEYS: &[&str] = &[
    ".aws",
    ".azure",
    ".config/gcloud",
    ".docker",
    ".git-credentials",
    ".gnupg",
    ".kube",
    ".netrc",
    ".npmrc",
    ".pypirc",
    ".ssh",
];

/// What a path of the host, cleaned, gives away or lets a container change, and when; `None` for all others.
pub fn of_host(path: &str) -> Option<(When, &'static str)> {
    if let Some(rest) = in_home(path) {
        let is_key = |key: &&str| is_within(rest, key);
        return match rest {
            "" => Some((When::Always, "a whole home folder of the host")),
            _ => KEYS.iter().any(is_key).then_some((When::Always, "keys of a user of the host")),
        };
    }
    let fits = |(known, extent, ..): &&(&str, Extent, When, &str)| match extent {
        Extent::Exact => path == *known,
        Extent::Tree => is_within(path, known),
    };
    OF_HOST
        .iter()
        .filter(fits)
        .max_by_key(|(known, ..)| known.len())
        .map(|(_, _, when, words)| (*when, *words))
}

/// What follows the home folder of a user; `None` for paths elsewhere.
fn in_home(path: &str) -> Option<&str> {
    let rest = match path.strip_prefix("/home/").or_else(|| path.strip_prefix("/Users/")) {
        Some(below) => below.split_once('/').map_or("", |(_, rest)| rest),
        // `/root` as a whole has words of its own.
        None => match path.strip_prefix("/root/") {
            Some(rest) => rest,
            None => path.strip_prefix('~')?.trim_start_matches('/'),
        },
    };
    Some(rest)
}

/// Folders whose files belong to the host, which a new SELinux label locks it out of.
pub fn belongs_to_host(path: &str) -> bool {
    const TREES: &[&str] = &["/bin", "/boot", "/dev", "/lib", "/lib64", "/proc", "/sbin", "/sys", "/usr"];
    const ALONE: &[&str] =
        &["/", "/etc", "/home", "/opt", "/root", "/run", "/tmp", "/var", "/var/lib", "/var/log", "~"];
    ALONE.contains(&path) || TREES.iter().any(|tree| is_within(path, tree))
}

/// Whether a path is a folder or lies in it; `/var/run` is `/run`.
pub fn lies_in(path: &str, folder: &str) -> bool {
    is_within(of_run(path), of_run(folder))
}

/// A path below `/var/run` as one below `/run`, which it leads to.
fn of_run(path: &str) -> &str {
    path.strip_prefix("/var").filter(|rest| is_within(rest, "/run")).unwrap_or(path)
}

/// Whether a path is below a folder, or is the folder.
pub fn is_within(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Files and folders of a container that its system or its runtime needs.
pub const OF_CONTAINER: &[&str] = &[
    "/bin",
    "/dev",
    "/etc",
    "/etc/hostname",
    "/etc/hosts",
    "/etc/resolv.conf",
    "/lib",
    "/lib64",
    "/proc",
    "/run/secrets",
    "/sbin",
    "/sys",
    "/usr",
    "/usr/bin",
    "/usr/lib",
    "/usr/local/bin",
    "/usr/sbin",
];

/// What a device of the host is, when who uses it controls the host: its disks, its memory.
pub fn device(path: &str) -> Option<&'static str> {
    let name = path.strip_prefix("/dev/")?;
    let numbered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let lettered = |prefix: &str| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    if ["sd", "hd", "vd", "xvd"].into_iter().any(lettered)
        || ["nvme", "mmcblk", "md", "dm-", "nbd", "loop"].into_iter().any(numbered)
        || ["mapper/", "disk/", "block/"].iter().any(|folder| name.starts_with(folder))
    {
        // `/dev/mapper/control` and `/dev/loop-control` make new ones.
        return Some("a disk of the host");
    }
    match name {
        "mem" | "kmem" | "port" => Some("the memory of the host"),
        "loop-control" => Some("what makes disks of the host"),
        _ => None,
    }
}

/// Groups that lead to root: by their files, or by name.
pub const PRIVILEGED_GROUPS: &[(&str, &str)] = &[
    ("0", "the group of root"),
    ("adm", "the logs of the system"),
    ("disk", "raw access to disks"),
    ("docker", "control of the engine"),
    ("kmem", "the memory of the kernel"),
    ("root", "the group of root"),
    ("shadow", "password hashes"),
    ("sudo", "commands as root"),
    ("wheel", "commands as root"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_path_counts_and_needs_of_containers_are_silent() {
        let when = |path: &str| of_host(path).map(|(when, _)| when);
        for path in
            ["/etc", "/etc/shadow", "/root", "~", "~/.ssh", "/home/me/.aws/credentials", "/home/me", "/home"]
        {
            assert_eq!(when(path), Some(When::Always), "{path}");
        }
        for path in ["/lib/modules", "/usr/bin/env", "/proc", "/sys", "/var/lib/docker"] {
            assert_eq!(when(path), Some(When::Written), "{path}");
        }
        for path in [
            "/etc/localtime",
            "/etc/letsencrypt",
            "/var/log",
            "/srv/app",
            "/home/me/project",
            "/var/lib/mysql",
        ] {
            assert_eq!(when(path), None, "{path}");
        }
    }

    #[test]
    fn disks_are_told_from_other_devices() {
        for path in ["/dev/sda", "/dev/nvme0n1", "/dev/mapper/vg-root", "/dev/mem", "/dev/disk/by-id/x"] {
            assert!(device(path).is_some(), "{path}");
        }
        for path in
            ["/dev/snd", "/dev/dri", "/dev/net/tun", "/dev/sr0", "/dev/ttyUSB0", "/dev/kvm", "/dev/video0"]
        {
            assert!(device(path).is_none(), "{path}");
        }
    }
}
