//! The effective view: what a container will run with, whatever format says so, and where each setting was written.
//!
//! Filled by one adapter per format; has no opinions. A new format is an adapter, never an edit of a rule.

mod built;
pub mod compose;
mod field;
pub mod image;
pub mod kube;
mod setting;
mod view;

use std::fmt;
use std::sync::Arc;

pub use built::{Builds, DockerfileFacts, StageFacts};
pub use field::Field;
pub use setting::{Setting, Via};
pub use view::{Document, View};

use crate::finding::{Edit, Place, Subject};
use crate::model::Format;
use crate::source::{Span, Spanned};
use crate::syntax::value::{Capability, ImageReference, User};
use crate::syntax::yaml;

/// One thing that is deployed together: the image of an output stage, a Compose service, a Kubernetes pod template.
#[derive(Debug)]
pub struct Workload<'t> {
    /// What it is called and where it stands.
    pub subject: Arc<Subject>,
    /// Where it was written.
    pub format: Format,
    /// Whether it shares the host's network.
    pub host_network: Setting<bool>,
    /// Whether it sees the host's processes.
    pub host_pid: Setting<bool>,
    /// Whether it shares the host's IPC namespace.
    pub host_ipc: Setting<bool>,
    /// What is mounted into it from outside the image.
    pub mounts: Vec<Mount>,
    /// Its containers.
    pub containers: Vec<Container<'t>>,
}

/// One container of a workload.
#[derive(Debug)]
pub struct Container<'t> {
    /// What it is called and where it stands.
    pub subject: Arc<Subject>,
    /// Where it was written.
    pub format: Format,
    /// What it is for.
    pub role: Role,
    /// The image that it runs; `None` when it is built here or not written.
    pub image: Option<ImageUse>,
    /// Who its first process runs as.
    pub user: Setting<User>,
    /// Whether it has all rights of the host's root.
    pub privileged: Setting<bool>,
    /// Whether its processes may gain rights that their parent lacks (setuid programs).
    pub privilege_escalation: Setting<bool>,
    /// Capabilities that are added.
    pub cap_add: Setting<Vec<Spanned<Capability>>>,
    /// Capabilities that are dropped.
    pub cap_drop: Setting<Vec<Spanned<Capability>>>,
    /// Whether its root filesystem is read-only.
    pub read_only: Setting<bool>,
    /// The seccomp profile.
    pub seccomp: Setting<Seccomp>,
    /// The most memory that it may use.
    pub memory_limit: Setting<Limit>,
    /// The health check that the engine runs; opaque where another mechanism (probes) stands for it.
    pub healthcheck: Setting<Healthcheck>,
    /// Environment variables and build arguments with a value or without.
    pub environment: Vec<Variable>,
    /// Memory filesystems.
    pub tmpfs: Vec<Tmpfs>,
    /// The mapping that describes it, for writing; `None` for a Dockerfile.
    pub node: Option<yaml::Value<'t>>,
}

/// What a container is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The workload itself.
    Main,
    /// Runs to its end before the main containers start.
    Init,
    /// Runs beside the main containers (an init container that restarts always).
    Sidecar,
    /// Added to a running pod for debugging.
    Ephemeral,
    /// An image for any use: nothing says yet how it will be run.
    Image,
}

/// A place that names an image.
#[derive(Debug, Clone)]
pub struct ImageUse {
    /// The reference after everything known was resolved; opaque when a part that matters is unknown.
    pub reference: Setting<ImageReference>,
    /// The token that names it.
    pub at: Span,
}

/// A seccomp profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seccomp {
    /// No filter.
    Unconfined,
    /// The runtime's own profile.
    RuntimeDefault,
    /// A profile of the user's.
    Custom(String),
}

/// An upper bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// No bound.
    Unlimited,
    /// So many bytes.
    Bytes(u64),
}

/// A health check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Healthcheck {
    /// None is defined.
    Absent,
    /// One that the image has is switched off.
    Disabled,
    /// One runs.
    Present,
}

/// An environment variable or build argument.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value: set when it stands in the file, default when it is passed through or referred to (`valueFrom`,
    /// `KEY:` without value), opaque when it is interpolated.
    pub value: Setting<String>,
    /// The token that names it.
    pub at: Span,
    /// Whether it is set for processes or only for the build.
    pub kind: VariableKind,
}

/// Whom a variable is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableKind {
    /// The container's processes.
    Environment,
    /// The build of the image (`ARG`, `build.args`).
    BuildArgument,
}

/// Something mounted from outside the image.
#[derive(Debug, Clone)]
pub struct Mount {
    /// Where it comes from.
    pub source: MountSource,
    /// Where it appears in the container, if that is known.
    pub target: Option<String>,
    /// The token that names the source, or the whole entry.
    pub at: Span,
    /// Whether it cannot be written.
    pub read_only: bool,
}

/// Where a mount comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MountSource {
    /// A path of the host, cleaned: no `.`, `..`, doubled or trailing slashes.
    Host(String),
    /// A path of the project, relative to its file.
    Project(String),
    /// A volume of that name.
    Volume(String),
    /// A volume without a name, such as a Dockerfile's `VOLUME`.
    Anonymous,
    /// Anything that is not a path of the host: secrets, configuration, network storage.
    Other,
    /// Not known before deployment.
    Opaque,
}

/// A memory filesystem and what it allows, after the engine's defaults.
#[derive(Debug, Clone)]
pub struct Tmpfs {
    /// What it is called: its path, or the name of the volume.
    pub name: String,
    /// Whether programs on it can be executed.
    pub exec: bool,
    /// Whether setuid bits on it count.
    pub suid: bool,
    /// Whether device files on it work.
    pub dev: bool,
    /// The option that says so, or the entry that lacks the safe ones.
    pub at: Span,
    /// Whether it is a named volume, to which the engine applies no safe defaults.
    pub volume: bool,
}

impl<'t> Container<'t> {
    /// Where a finding about a setting stands: on its value, or on the subject when nobody wrote it.
    pub fn at<T>(&self, setting: &Setting<T>) -> Place {
        let subject = Some(self.subject.clone());
        match setting {
            Setting::Set { at, .. } | Setting::Opaque(at) => Place { span: *at, subject, absent: false },
            Setting::Default(_) => Place { span: self.subject.anchor, subject, absent: true },
        }
    }

    /// The key of a field as this format spells it; empty where the format has none.
    pub fn spelling(&self, field: Field) -> &'static str {
        field.spelling(self.format).unwrap_or("")
    }

    /// The edits that give a field a value: `true`/`false` for switches, an item to add for lists. `None` where the
    /// format has no such field or the layout of the file does not allow a mechanical change.
    pub fn set(&self, field: Field, value: &str) -> Option<Vec<Edit>> {
        field::write(self.format, self.node?, field, value)
    }
}

impl fmt::Display for Container<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.subject.title)
    }
}

impl fmt::Display for Workload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.subject.title)
    }
}
