//! The values of the effective view that no single format owns, each with words for people. Does not say where a value
//! comes from.

use std::fmt;

use super::{Setting, Via};
use crate::source::{Span, Spanned};
use crate::syntax::shell::Script;
use crate::syntax::value::{ImageReference, PortRange, Restart, User};

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

/// A profile of seccomp or AppArmor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Profile {
    /// None applies.
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
    /// So many thousandths of a processor.
    Millicpus(u64),
    /// So many processes and threads.
    Processes(u64),
}

/// A container that another one waits for before it starts.
#[derive(Debug, Clone)]
pub struct Wait {
    /// What it is called.
    pub name: String,
    /// The token that says how long, or that names it.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
    /// How long it is waited for.
    pub until: Until,
    /// Whether it has a health check, where that is known.
    pub checked: Option<bool>,
    /// What happens when it ends.
    pub restart: Setting<Restart>,
}

/// How long a container is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// Nobody says: until it has started.
    Unsaid,
    /// Until it has started.
    Started,
    /// Until its health check passes.
    Healthy,
    /// Until it has ended without a failure.
    Completed,
    /// Not known before deployment.
    Opaque,
}

/// A device of the host that a container gets.
#[derive(Debug, Clone)]
pub struct Device {
    /// Its path on the host, cleaned.
    pub path: String,
    /// Whether the container may read or write it, and not only make its file.
    pub usable: bool,
    /// The token that names it.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
}

/// A rule of the device cgroup: which devices may be used once their files are there.
#[derive(Debug, Clone)]
pub struct DeviceRule {
    /// As it is written: `c 10:200 rwm`.
    pub text: String,
    /// The entry.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
}

impl DeviceRule {
    /// Whether it lets a container read or write every device, or all of a kind.
    pub fn is_wide(&self) -> bool {
        let mut words = self.text.split_ascii_whitespace();
        let (kind, numbers, access) = (words.next(), words.next(), words.next());
        let is_used = access.is_none_or(|access| access.contains(['r', 'w']));
        is_used && (kind == Some("a") || numbers.is_some_and(|numbers| numbers.starts_with("*:")))
    }
}

/// A port of a container that others reach.
#[derive(Debug, Clone)]
pub struct Port {
    /// The ports of the container.
    pub container: PortRange,
    /// `tcp`, `udp` or `sctp`.
    pub protocol: String,
    /// Where it is published.
    pub published: Published,
    /// The entry, or the token that names the port.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
}

/// Where a port is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Published {
    /// Nowhere: it is only reached inside of its networks.
    Nowhere,
    /// On ports of a host.
    On {
        /// The address of the host; `None` for all of them.
        address: Option<String>,
        /// The ports; `None` when the engine chooses one.
        ports: Option<PortRange>,
    },
    /// Not known before deployment.
    Opaque,
}

impl Published {
    /// Whether every address of the host has the port.
    pub fn everywhere(&self) -> bool {
        matches!(self, Published::On { address: None, .. })
    }
}

/// A command that runs in the container beside its own process, when it starts or ends.
#[derive(Debug, Clone)]
pub struct Hook {
    /// What calls it: the key under which it stands.
    pub event: &'static str,
    /// Who it runs as.
    pub user: Setting<User>,
    /// Whether it has all rights of the host's root.
    pub privileged: Setting<bool>,
}

/// A command line that is written for a container. A part of it where the image has the program.
#[derive(Debug)]
pub struct Invocation<'t> {
    /// The key under which it stands.
    pub key: &'static str,
    /// Its commands, with those that shells run in it.
    pub script: Script<'t>,
}

/// How mounts of one side appear on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Propagation {
    /// Not at all.
    Private,
    /// Those of the host appear in the container.
    Slave,
    /// Those of each side appear on the other.
    Shared,
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

/// An environment variable or build argument. Displayed without its value, which may be a secret.
#[derive(Debug, Clone)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its value: set when it is written in the file, default when it is passed through or referred to (`valueFrom`,
    /// `KEY:` without value) and where it is only a fallback, opaque when it is interpolated.
    pub value: Setting<String>,
    /// The token that names it.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
    /// Its value as it is written, over all its lines: what reports mask when it is a secret.
    pub written: Span,
    /// Whether it is set for processes or only for the build.
    pub kind: VariableKind,
    /// How its value is said.
    pub origin: Origin,
}

/// How the value of a variable is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// As it is, or not at all.
    Plain,
    /// As what applies when nobody sets the variables in it (`${NAME:-value}`).
    Fallback,
    /// As the name of a secret or of configuration that is in the same file.
    Reference,
}

impl Variable {
    /// The value that the file gives it, if only for when nobody gives another.
    pub fn text(&self) -> Option<&str> {
        match (&self.value, self.origin) {
            (Setting::Set { value, .. }, _) | (Setting::Default(value), Origin::Fallback) => Some(value),
            _ => None,
        }
    }
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
    /// How it came to the container.
    pub via: Via,
    /// Whether it cannot be written.
    pub read_only: bool,
    /// How mounts below it appear on the other side, where that is written.
    pub propagation: Option<Spanned<Propagation>>,
    /// The option that gives its files a label of SELinux, if there is one.
    pub relabelled: Option<Span>,
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
    /// Whether its size has a bound, or may have one.
    pub sized: bool,
    /// The option that says so, or the entry that lacks the safe ones.
    pub at: Span,
    /// How it came to the container.
    pub via: Via,
    /// Whether it is a named volume, to which the engine applies no safe defaults.
    pub volume: bool,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Main => "main",
            Role::Init => "init",
            Role::Sidecar => "sidecar",
            Role::Ephemeral => "ephemeral",
            Role::Image => "image",
        })
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Profile::Unconfined => "unconfined",
            Profile::RuntimeDefault => "runtime default",
            Profile::Custom(profile) => profile,
        })
    }
}

impl fmt::Display for Limit {
    /// In the largest unit that leaves no fraction.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = match *self {
            Limit::Unlimited => return f.write_str("unlimited"),
            Limit::Millicpus(1000) => return f.write_str("1 CPU"),
            Limit::Millicpus(count) => return write!(f, "{} CPUs", count as f64 / 1000.0),
            Limit::Processes(count) => return write!(f, "{count} processes"),
            Limit::Bytes(bytes) => bytes,
        };
        let units = |base: u64, names: [&'static str; 6]| {
            let sizes = (1..=6).rev().map(move |power| base.pow(power));
            sizes.zip(names).find(|(size, _)| bytes >= *size && bytes.is_multiple_of(*size))
        };
        let binary = units(1024, ["EiB", "PiB", "TiB", "GiB", "MiB", "KiB"]);
        match binary.or_else(|| units(1000, ["EB", "PB", "TB", "GB", "MB", "kB"])) {
            Some((size, unit)) => write!(f, "{} {unit}", bytes / size),
            None => write!(f, "{bytes} B"),
        }
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        f.write_str(if self.usable { "" } else { ", not to be opened" })
    }
}

impl fmt::Display for DeviceRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for Port {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.container, self.protocol)?;
        match &self.published {
            Published::Nowhere => f.write_str(", not published"),
            Published::Opaque => f.write_str(", where it is published is not known"),
            Published::On { address, ports } => {
                f.write_str(" on ")?;
                match ports {
                    Some(ports) => write!(f, "port {ports} of ")?,
                    None => f.write_str("some port of ")?,
                }
                f.write_str(address.as_deref().unwrap_or("all addresses"))
            }
        }
    }
}

impl fmt::Display for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.event)?;
        if let Some((user, _)) = self.user.written() {
            write!(f, " as {user}")?;
        }
        f.write_str(if self.privileged.switched_on().is_some() { ", privileged" } else { "" })
    }
}

impl fmt::Display for Healthcheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Healthcheck::Absent => "none",
            Healthcheck::Disabled => "switched off",
            Healthcheck::Present => "defined",
        })
    }
}

impl fmt::Display for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if self.kind == VariableKind::BuildArgument {
            f.write_str(" of the build")?;
        }
        f.write_str(match self.value {
            Setting::Set { .. } => ", written in the file",
            Setting::Default(_) if self.origin == Origin::Fallback => ", written in the file as a default",
            Setting::Default(_) => ", from elsewhere",
            Setting::Opaque(_) | Setting::Moot { .. } => ", not known before deployment",
        })
    }
}

impl fmt::Display for MountSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MountSource::Host(path) => f.write_str(path),
            MountSource::Project(path) if path.starts_with('.') => f.write_str(path),
            MountSource::Project(path) => write!(f, "./{path}"),
            MountSource::Volume(name) => write!(f, "volume {name}"),
            MountSource::Anonymous => f.write_str("volume without a name"),
            MountSource::Other => f.write_str("storage outside of the host"),
            MountSource::Opaque => f.write_str("not known before deployment"),
        }
    }
}

impl fmt::Display for Mount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)?;
        if let Some(target) = &self.target {
            write!(f, " at {target}")?;
        }
        f.write_str(if self.read_only { ", read-only" } else { "" })?;
        f.write_str(match self.propagation.as_ref().map(|propagation| propagation.value) {
            Some(Propagation::Shared) => ", mounts shared with the host",
            Some(Propagation::Slave) => ", mounts of the host appear",
            Some(Propagation::Private) | None => "",
        })
    }
}

impl fmt::Display for Tmpfs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let no = |on: bool| if on { "" } else { "no" };
        let kind = if self.volume { "volume " } else { "" };
        let [exec, suid, dev] = [self.exec, self.suid, self.dev].map(no);
        write!(f, "{kind}{}, {exec}exec, {suid}suid, {dev}dev", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    const AT: Span = Span { source: SourceId(0), start: 0, end: 0 };

    #[test]
    fn sizes_are_written_without_a_fraction() {
        for (bytes, text) in [
            (512 << 20, "512 MiB"),
            (1 << 30, "1 GiB"),
            (3 << 29, "1536 MiB"),
            (500_000_000, "500 MB"),
            (1 << 60, "1 EiB"),
            (1000, "1 kB"),
            (1001, "1001 B"),
            (0, "0 B"),
            (u64::MAX, "18446744073709551615 B"),
        ] {
            assert_eq!(Limit::Bytes(bytes).to_string(), text);
        }
        assert_eq!(Limit::Unlimited.to_string(), "unlimited");
        assert_eq!(Limit::Millicpus(1500).to_string(), "1.5 CPUs");
        assert_eq!(Limit::Processes(100).to_string(), "100 processes");
    }

    #[test]
    fn mounts_are_named_by_what_they_are_of() {
        let mount = |source: MountSource, target: Option<&str>, read_only| {
            let target = target.map(str::to_owned);
            let (via, propagation, relabelled) = (Via::Here, None, None);
            Mount { source, target, at: AT, via, read_only, propagation, relabelled }.to_string()
        };
        let host = MountSource::Host("/var/run/docker.sock".into());
        assert_eq!(mount(host, Some("/s"), true), "/var/run/docker.sock at /s, read-only");
        assert_eq!(mount(MountSource::Volume("data".into()), Some("/d"), false), "volume data at /d");
        assert_eq!(mount(MountSource::Project("a".into()), None, false), "./a");
        assert_eq!(mount(MountSource::Project("../a".into()), None, false), "../a");
    }

    #[test]
    fn a_variable_is_shown_without_its_value() {
        let value = Setting::here("hunter2".to_owned(), AT);
        let variable = Variable {
            name: "PASSWORD".into(),
            value,
            at: AT,
            via: Via::Here,
            written: AT,
            kind: VariableKind::BuildArgument,
            origin: Origin::Plain,
        };
        assert_eq!(variable.to_string(), "PASSWORD of the build, written in the file");
    }

    #[test]
    fn memory_filesystems_are_shown_with_their_flags() {
        let (name, via) = ("/tmp".into(), Via::Here);
        let tmpfs =
            Tmpfs { name, exec: true, suid: false, dev: false, sized: true, at: AT, via, volume: false };
        assert_eq!(tmpfs.to_string(), "/tmp, exec, nosuid, nodev");
    }
}
