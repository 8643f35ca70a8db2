//! The fields of the effective view: how each is spelled and written in each format. Does not read values.

use crate::finding::Edit;
use crate::fix::yaml::{Literal, set};
use crate::model::Format;
use crate::syntax::yaml::Value;

/// A field that rules name in their help and set in their fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who the first process runs as.
    User,
    /// All rights of the host's root.
    Privileged,
    /// Gaining rights through setuid programs.
    PrivilegeEscalation,
    /// Added capabilities.
    CapAdd,
    /// Dropped capabilities.
    CapDrop,
    /// Read-only root filesystem.
    ReadOnly,
    /// Seccomp profile.
    Seccomp,
    /// Memory limit.
    MemoryLimit,
    /// Health check.
    Healthcheck,
    /// Host network.
    HostNetwork,
    /// Host PID namespace.
    HostPid,
    /// Host IPC namespace.
    HostIpc,
}

impl Field {
    /// All fields.
    pub const ALL: [Field; 12] = [
        Field::User,
        Field::Privileged,
        Field::PrivilegeEscalation,
        Field::CapAdd,
        Field::CapDrop,
        Field::ReadOnly,
        Field::Seccomp,
        Field::MemoryLimit,
        Field::Healthcheck,
        Field::HostNetwork,
        Field::HostPid,
        Field::HostIpc,
    ];

    /// The key as a format spells it, with dots between levels; `None` where the format has no such key.
    pub fn spelling(self, format: Format) -> Option<&'static str> {
        let [dockerfile, compose, kubernetes] = match self {
            Field::User => ["USER", "user", "securityContext.runAsUser"],
            Field::Privileged => ["", "privileged", "securityContext.privileged"],
            Field::PrivilegeEscalation => ["", "security_opt", "securityContext.allowPrivilegeEscalation"],
            Field::CapAdd => ["", "cap_add", "securityContext.capabilities.add"],
            Field::CapDrop => ["", "cap_drop", "securityContext.capabilities.drop"],
            Field::ReadOnly => ["", "read_only", "securityContext.readOnlyRootFilesystem"],
            Field::Seccomp => ["", "security_opt", "securityContext.seccompProfile"],
            Field::MemoryLimit => ["", "mem_limit", "resources.limits.memory"],
            Field::Healthcheck => ["HEALTHCHECK", "healthcheck", ""],
            Field::HostNetwork => ["", "network_mode", "hostNetwork"],
            Field::HostPid => ["", "pid", "hostPID"],
            Field::HostIpc => ["", "ipc", "hostIPC"],
        };
        let spelling = match format {
            Format::Dockerfile => dockerfile,
            Format::Compose => compose,
            Format::Kubernetes => kubernetes,
        };
        Some(spelling).filter(|spelling| !spelling.is_empty())
    }

    /// Whether the key holds a list to which items are added.
    fn is_list(self, format: Format) -> bool {
        match self {
            Field::CapAdd | Field::CapDrop => true,
            Field::PrivilegeEscalation | Field::Seccomp => format == Format::Compose,
            _ => false,
        }
    }
}

/// The edits that write a value into the mapping of a container.
pub(super) fn write(format: Format, node: Value<'_>, field: Field, value: &str) -> Option<Vec<Edit>> {
    if format == Format::Dockerfile {
        return None;
    }
    let path: Vec<&str> = field.spelling(format)?.split('.').collect();
    let literal = if field.is_list(format) { Literal::Item(value) } else { Literal::Plain(value) };
    set(node, &path, literal)
}
