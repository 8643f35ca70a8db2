//! The effective view: what a container will run with, whatever format says so, and where each setting was written.
//!
//! Filled by one adapter per format; has no opinions. A new format is an adapter, never an edit of a rule.

mod adapters;
mod built;
mod commands;
pub mod compose;
mod credential;
mod database;
mod entry;
mod field;
pub mod image;
mod insecure;
pub mod kube;
mod limits;
mod pod_mounts;
mod setting;
mod value;
mod view;
mod words;
mod workloads;

pub use crate::syntax::value::Restart;

use std::fmt;
use std::sync::Arc;

pub use built::{Builds, Built, BuiltFrom, DockerfileFacts, StageFacts};
pub use credential::{Credential, CredentialKind};
pub use entry::Entry;
pub use field::Field;
pub use setting::{MootBy, Setting, Via};
pub use value::{
    Device, DeviceRule, Healthcheck, Hook, ImageUse, Invocation, Limit, Mount, MountSource, Origin, Port,
    Profile, Propagation, Published, Role, Tmpfs, Until, Variable, VariableKind, Wait,
};
pub use view::{Document, View};
pub use words::Phrase;
pub use workloads::Workloads;

use crate::facts::ports;
use crate::finding::{Edit, Place, Subject};
use crate::fix::yaml;
use crate::model::Format;
use crate::source::Spanned;
use crate::syntax::value::{Capability, PortRange, User, file_name};
use crate::syntax::yaml::Value;
use limits::MAX_PORTS_OF_ONE_SERVER;

/// One thing that is deployed together: the image of an output stage, a Compose service, a Kubernetes pod template.
#[derive(Debug)]
pub struct Workload<'t> {
    /// What it is called and where it stands.
    pub subject: Arc<Subject>,
    /// Where it was written.
    pub format: Format,
    /// What it shares with its host.
    pub host: HostNamespaces,
    /// What is mounted into it from outside the image.
    pub mounts: Vec<Mount>,
    /// The kernel's settings of its namespaces that it changes, by name.
    pub sysctls: Setting<Vec<Spanned<String>>>,
    /// Its containers.
    pub containers: Vec<Container<'t>>,
}

/// Which namespaces of its host a workload is in.
#[derive(Debug)]
pub struct HostNamespaces {
    /// Whether it shares the host's network.
    pub network: Setting<bool>,
    /// Whether it sees the host's processes.
    pub pid: Setting<bool>,
    /// Whether it shares the host's IPC namespace.
    pub ipc: Setting<bool>,
    /// Whether it shares the host's name.
    pub uts: Setting<bool>,
    /// Whether its users are those of the host.
    pub user: Setting<bool>,
    /// Whether it sees the host's control groups.
    pub cgroup: Setting<bool>,
}

/// One container of a workload. Adapters write every field of every group, so that a new one has to be answered.
#[derive(Debug)]
pub struct Container<'t> {
    /// What it is.
    pub identity: Identity,
    /// Its rights.
    pub security: Security,
    /// What it may use up.
    pub resources: Resources,
    /// Its filesystems.
    pub storage: Storage,
    /// How it is known to work.
    pub health: Health,
    /// Where it is reached.
    pub network: Network,
    /// How it is run.
    pub operation: Operation<'t>,
    /// What its processes are told.
    pub environment: Environment,
    /// The mapping that describes it, for writing; `None` for a Dockerfile.
    pub node: Option<Value<'t>>,
}

/// What a container is.
#[derive(Debug)]
pub struct Identity {
    /// What it is called and where it stands.
    pub subject: Arc<Subject>,
    /// Where it was written.
    pub format: Format,
    /// What it is for.
    pub role: Role,
    /// The image that it runs; `None` when it is built here or not written.
    pub image: Option<ImageUse>,
    /// How its image is built; `None` when it is not built by this file.
    pub built: Option<Built>,
}

/// The rights of a container.
#[derive(Debug)]
pub struct Security {
    /// Who its first process runs as.
    pub user: Setting<User>,
    /// Groups that its first process is in beside those of its user, by name or number.
    pub groups: Setting<Vec<Spanned<String>>>,
    /// Whether it has all rights of the host's root.
    pub privileged: Setting<bool>,
    /// Whether its processes may gain rights that their parent lacks (setuid programs).
    pub privilege_escalation: Setting<bool>,
    /// Capabilities that are added.
    pub cap_add: Setting<Vec<Spanned<Capability>>>,
    /// Capabilities that are dropped.
    pub cap_drop: Setting<Vec<Spanned<Capability>>>,
    /// The seccomp profile.
    pub seccomp: Setting<Profile>,
    /// The AppArmor profile.
    pub apparmor: Setting<Profile>,
    /// Whether SELinux keeps it apart from the host.
    pub selinux: Setting<bool>,
    /// Whether the runtime hides the parts of `/proc` and `/sys` that tell about the host or change it.
    pub masked_paths: Setting<bool>,
    /// Whether it may write to its control groups.
    pub writable_cgroups: Setting<bool>,
}

/// What a container may use up.
#[derive(Debug)]
pub struct Resources {
    /// The most memory that it may use.
    pub memory_limit: Setting<Limit>,
    /// The most processor time that it may use.
    pub cpu_limit: Setting<Limit>,
    /// The most processes that it may have.
    pub pids_limit: Setting<Limit>,
    /// Whether the kernel may end it when memory runs out.
    pub oom_kill: Setting<bool>,
}

/// The filesystems of a container.
#[derive(Debug)]
pub struct Storage {
    /// Whether its root filesystem is read-only.
    pub read_only: Setting<bool>,
    /// The folders that it can write to even so: volumes and memory filesystems. `None` when not all are known.
    pub writable: Option<Vec<String>>,
    /// Memory filesystems.
    pub tmpfs: Vec<Tmpfs>,
    /// Devices of the host.
    pub devices: Vec<Device>,
    /// Which devices it may use.
    pub device_rules: Vec<DeviceRule>,
}

/// How a container is known to work.
#[derive(Debug)]
pub struct Health {
    /// The health check that the engine runs; opaque where another mechanism (probes) does its work.
    pub healthcheck: Setting<Healthcheck>,
}

/// Where a container is reached.
#[derive(Debug)]
pub struct Network {
    /// The ports that are published or named; not those that its image exposes.
    pub ports: Vec<Port>,
    /// The ports that the Dockerfile exposes which is built; `None` when they are not known.
    pub exposed: Option<Vec<PortRange>>,
}

/// How a container is run.
#[derive(Debug)]
pub struct Operation<'t> {
    /// What happens when it ends.
    pub restart: Setting<Restart>,
    /// The driver that gets its output.
    pub log_driver: Setting<String>,
    /// Commands that run beside its own process.
    pub hooks: Vec<Hook>,
    /// What it is told to run instead of what its image says, as it is written: the entry point, then the command.
    pub told: [Vec<String>; 2],
    /// Which others it waits for before it starts.
    pub waits: Vec<Wait>,
    /// The command lines that are written for it; none where they are those of an image.
    pub commands: Vec<Invocation<'t>>,
}

/// What the processes of a container are told.
#[derive(Debug)]
pub struct Environment {
    /// Environment variables and build arguments with a value or without.
    pub variables: Vec<Variable>,
    /// Whether files that are not read may set more of them.
    pub from_files: bool,
}

impl Workload<'_> {
    /// The key of a field as this format spells it; empty where the format has none.
    pub fn spelling(&self, field: Field) -> &'static str {
        field.spelling(self.format).unwrap_or("")
    }
}

impl Container<'_> {
    /// Where a finding about a setting stands: on its value, or on the subject when nobody wrote it.
    pub fn at<T>(&self, setting: &Setting<T>) -> Place {
        let subject = &self.identity.subject;
        let (span, absent) = match setting {
            Setting::Set { at, .. } | Setting::Opaque(at) | Setting::Moot { at, .. } => (*at, false),
            Setting::Default(_) => (subject.anchor, true),
        };
        Place { span, subject: Some(subject.clone()), absent }
    }

    /// The key of a field as this format spells it; empty where the format has none.
    pub fn spelling(&self, field: Field) -> &'static str {
        field.spelling(self.identity.format).unwrap_or("")
    }

    /// What is said in this format's own words; empty where the format has nothing that it could be said of.
    pub fn phrase(&self, phrase: Phrase) -> &'static str {
        adapters::words_of(self.identity.format).phrase(phrase).unwrap_or("")
    }

    /// What a port serves that is meant for its own machine or network, or for logins. A wide range means no single
    /// server, and a Git server's SSH is for its users.
    pub fn sensitive_server(&self, port: &Port) -> Option<&'static str> {
        if port.protocol != "tcp" || port.container.width() > MAX_PORTS_OF_ONE_SERVER {
            return None;
        }
        let image = self.identity.image.as_ref().and_then(|image| image.reference.known());
        let repository = image.map(|image| image.repository.to_ascii_lowercase());
        ports::sensitive(|number| port.container.contains(number), repository.as_deref())
    }

    /// Whether the last part of its image's name is one of some, or goes on behind it after a dash.
    pub fn runs_image(&self, names: &[&str]) -> bool {
        let image = self.identity.image.as_ref().and_then(|image| image.reference.known());
        let name = image.map_or("", |image| file_name(&image.repository));
        names.iter().any(|known| {
            name.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
        })
    }

    /// The capabilities that may be added without a word in this format, by name.
    pub fn usual_capabilities(&self) -> &'static [&'static str] {
        adapters::words_of(self.identity.format).usual_capabilities()
    }

    /// The edits that give a field a value, in the words of the view: `true` and `false` for switches, an item to add
    /// for lists. `None` where the format cannot say so or the layout of the file does not allow a mechanical change.
    pub fn set(&self, field: Field, value: &str) -> Option<Vec<Edit>> {
        let words = adapters::words_of(self.identity.format);
        let path: Vec<&str> = words.spelling(field)?.split('.').collect();
        yaml::set(self.node?, &path, words.literal(field, value)?)
    }
}

impl fmt::Display for Container<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.identity.subject.fmt(f)
    }
}

impl fmt::Display for Workload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.subject.fmt(f)
    }
}
