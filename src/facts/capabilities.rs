//! Linux capabilities and their worth. Source: written by hand from capabilities(7) and Docker's manual, 2026-11.
//! Does not know who drops or adds them.

/// Capabilities that reach beyond the container's own namespaces: loading code into the kernel, raw access to its
/// memory, devices or every file, its clock and log, or the policy that protects it. `NET_ADMIN` and `SYS_PTRACE` stay
/// within the container's own network and processes.
pub const HOST: &[&str] = &[
    "ALL",
    "BPF",
    "CHECKPOINT_RESTORE",
    "DAC_READ_SEARCH",
    "MAC_ADMIN",
    "MAC_OVERRIDE",
    "PERFMON",
    "SYSLOG",
    "SYS_ADMIN",
    "SYS_BOOT",
    "SYS_MODULE",
    "SYS_RAWIO",
    "SYS_TIME",
];

/// What Docker and containerd give to every container.
pub const RUNTIME_DEFAULTS: &[&str] = &[
    "AUDIT_WRITE",
    "CHOWN",
    "DAC_OVERRIDE",
    "FOWNER",
    "FSETID",
    "KILL",
    "MKNOD",
    "NET_BIND_SERVICE",
    "NET_RAW",
    "SETFCAP",
    "SETGID",
    "SETPCAP",
    "SETUID",
    "SYS_CHROOT",
];
