//! The fields of the effective view, in the order in which people read them. Does not read values.

use super::adapters::words_of;
use crate::model::Format;

/// The table of fields: its rows make the enum, the list and the labels.
macro_rules! fields {
    ($($(#[$doc:meta])* $field:ident $label:literal,)*) => {
        /// A field that rules name in their help and set in their fixes, and that people can look at.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Field {
            $($(#[$doc])* $field,)*
        }

        impl Field {
            /// All fields.
            pub const ALL: &'static [Field] = &[$(Field::$field),*];

            /// What people call it, in any format.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Field::$field => $label,)*
                }
            }
        }
    };
}

fields! {
    /// Host network.
    HostNetwork "host network",
    /// Host PID namespace.
    HostPid "host PID",
    /// Host IPC namespace.
    HostIpc "host IPC",
    /// Host UTS namespace.
    HostUts "host name",
    /// Host user namespace.
    HostUsers "host users",
    /// Host cgroup namespace.
    HostCgroup "host cgroup",
    /// Settings of the kernel.
    Sysctls "sysctls",
    /// Mounts from outside the image.
    Mount "mount",
    /// The image that it runs.
    Image "image",
    /// Who the first process runs as.
    User "user",
    /// Further groups.
    Groups "groups",
    /// All rights of the host's root.
    Privileged "privileged",
    /// Gaining rights through setuid programs.
    PrivilegeEscalation "privilege escalation",
    /// Added capabilities.
    CapAdd "capabilities added",
    /// Dropped capabilities.
    CapDrop "capabilities dropped",
    /// Seccomp profile.
    Seccomp "seccomp",
    /// AppArmor profile.
    AppArmor "AppArmor",
    /// Labels of SELinux.
    Selinux "SELinux",
    /// Hidden paths of `/proc` and `/sys`.
    MaskedPaths "masked paths",
    /// Control groups that can be written.
    WritableCgroups "writable cgroups",
    /// Memory limit.
    MemoryLimit "memory limit",
    /// Limit of processor time.
    CpuLimit "CPU limit",
    /// Limit of processes.
    PidsLimit "process limit",
    /// Ending it when memory runs out.
    OomKill "OOM kill",
    /// Read-only root filesystem.
    ReadOnly "read-only root",
    /// Memory filesystems.
    Tmpfs "tmpfs",
    /// Devices of the host.
    Device "device",
    /// Rules about devices.
    DeviceRule "device rule",
    /// Health check.
    Healthcheck "health check",
    /// Published ports.
    Port "port",
    /// What happens when it ends.
    Restart "restart",
    /// Where its output goes.
    LogDriver "log driver",
    /// Commands beside its own process.
    Hook "hook",
    /// Environment variables and build arguments.
    Variable "variable",
}

impl Field {
    /// The key as a format spells it, with dots between levels; `None` where the format has no such key.
    pub fn spelling(self, format: Format) -> Option<&'static str> {
        words_of(format).spelling(self)
    }
}
