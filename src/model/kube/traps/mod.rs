//! What an API server takes and that does nothing, never works, or works otherwise than it reads. Says nothing of what
//! the server refuses, and nothing that depends on values that are only known at deployment.

mod containers;
mod environment;
mod objects;
mod ports;
mod superseded;
mod volumes;

use super::read::known;
use super::{Object, PodContainer, PodTemplate, Use};
use crate::finding::{Fix, Label};
use crate::source::Span;
use crate::syntax::yaml::Value;

/// Something that a server takes and that is not what it seems.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trap {
    /// What it is.
    pub kind: TrapKind,
    /// The token at fault.
    pub at: Span,
    /// The fact: lower case, no full stop.
    pub message: String,
    /// What to write instead.
    pub help: String,
    /// The other place that matters.
    pub label: Option<Label>,
    /// The one change that makes of it what was meant.
    pub fix: Option<Fix>,
}

/// The kinds of traps; each has a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrapKind {
    /// A variable is written as shells write it, and nothing replaces it.
    UnexpandedVariable,
    /// `$(NAME)` above the variable `NAME`.
    VariableBeforeDefinition,
    /// A shell is told to run a script and gets none.
    ShellWithoutScript,
    /// A program and its arguments are one word.
    CommandInOneWord,
    /// An item of a command is not written.
    EmptyArgument,
    /// Words that only a shell understands, and none is run.
    ShellSyntax,
    /// A probe asks a port by a name that its container does not have.
    UndefinedProbePort,
    /// A reference to a container that the pod does not have.
    UndefinedContainer,
    /// Two containers that run together have one port.
    ConflictingPorts,
    /// A port is listed twice and nothing comes of it.
    DuplicatePort,
    /// Two containers have a port of one name.
    DuplicatePortName,
    /// A volume that no container mounts.
    UnusedVolume,
    /// A type of a host path that its path cannot have.
    WrongHostPathType,
    /// A type of volume that Kubernetes has no more.
    RemovedVolumePlugin,
    /// A mode of a file that is decimal.
    DecimalFileMode,
    /// A user of number 0 that may not be.
    ContradictoryUser,
    /// A capability that does not exist.
    UnknownCapability,
    /// A capability in small letters.
    LowerCaseCapability,
    /// A seccomp profile of the node without its file.
    MissingLocalhostProfile,
    /// An amount of bytes without a unit.
    SizeWithoutUnit,
    /// An amount in thousandths of a byte.
    Millibytes,
    /// A tag that moves, and a node that asks for it once.
    MovingTagNotPulled,
    /// A schedule that no date fits.
    ScheduleNeverFires,
    /// A field that only the server writes.
    ServerSetField,
    /// Two objects of one kind and name.
    DuplicateObject,
    /// A value of a Secret that ends in a line break.
    LineBreakInSecret,
    /// A setting that nothing reads.
    IgnoredSetting,
    /// An annotation that a field or another annotation replaces.
    SupersededAnnotation,
    /// A label of nodes that another one replaces.
    SupersededLabel,
    /// A label that nodes have no more.
    RemovedNodeLabel,
    /// A name that the names of pods and hosts are made of and that is none for hosts.
    NameUnfitForHostname,
    /// A Service takes addresses from outside of the cluster.
    ExternalIps,
    /// A kind that Kubernetes gave up, without a day.
    DeprecatedKind,
}

impl Trap {
    fn new(kind: TrapKind, at: Span, message: impl Into<String>, help: impl Into<String>) -> Trap {
        Trap { kind, at, message: message.into(), help: help.into(), label: None, fix: None }
    }

    fn label(self, span: Span, text: &str) -> Trap {
        Trap { label: Some(Label { span, text: text.to_owned() }), ..self }
    }
}

/// The traps in the objects of a file, by object.
pub fn traps(objects: &[Object<'_>], of_use: Use<'_>) -> Vec<Trap> {
    let mut out = Vec::new();
    objects::duplicates(objects, of_use, &mut out);
    for object in objects {
        let is_part = object.is_part(of_use);
        objects::traps(object, is_part, of_use, &mut out);
        superseded::of_object(object, of_use.minors.oldest, &mut out);
        for pod in &object.pods {
            let containers = pod.containers();
            superseded::of_pod(pod, of_use.minors.oldest, &containers, &mut out);
            objects::pod(pod, is_part, &mut out);
            volumes::removed(pod.volumes(), of_use.minors.oldest, &mut out);
            volumes::traps(pod, &containers, &mut out);
            ports::traps(&containers, &mut out);
            containers::references(pod, &containers, is_part, &mut out);
            containers::users(pod, &containers, &mut out);
            if !is_part {
                volumes::unused(object, pod, &containers, &mut out);
            }
            let is_windows = pod.windows().is_some();
            for container in &containers {
                let is_part = is_part || container.node.get("image").is_none();
                environment::traps(container, is_part, &mut out);
                containers::traps(container, is_part, is_windows, &mut out);
                out.extend(containers::pull(container, of_use));
            }
        }
    }
    out
}

/// The names that items of a list have, those that are known.
fn names<'t>(items: impl Iterator<Item = Value<'t>>) -> impl Iterator<Item = &'t str> {
    items.filter_map(|item| known(item.get("name")))
}
