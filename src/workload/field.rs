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
    /// Mounts from outside the image.
    Mount "mount",
    /// The image that it runs.
    Image "image",
    /// Who the first process runs as.
    User "user",
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
    /// Memory limit.
    MemoryLimit "memory limit",
    /// Read-only root filesystem.
    ReadOnly "read-only root",
    /// Memory filesystems.
    Tmpfs "tmpfs",
    /// Health check.
    Healthcheck "health check",
    /// Environment variables and build arguments.
    Variable "variable",
}

impl Field {
    /// The key as a format spells it, with dots between levels; `None` where the format has no such key.
    pub fn spelling(self, format: Format) -> Option<&'static str> {
        words_of(format).spelling(self)
    }
}
