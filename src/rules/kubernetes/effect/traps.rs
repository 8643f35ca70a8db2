//! The rules that say what the API server takes and is not what it seems. The model finds it; a rule is the page of its
//! kind.

use crate::model::kube::{Trap, TrapKind};
use crate::rules::prelude::*;

/// Declares such rules: a name, and the kind of trap that it reports.
macro_rules! trap_rules {
    ($($rule:ident = $name:literal: $kind:ident,)+) => {$(
        pub static $rule: crate::rules::Rule = crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[crate::rules::Check::Trap(|trap, out| say(trap, TrapKind::$kind, out))],
        );
    )+};
}

/// Reports a trap of a kind.
pub fn say(trap: &Trap, kind: TrapKind, out: &mut Findings<'_>) {
    if trap.kind != kind {
        return;
    }
    let mut draft = out.report(trap.at, trap.message.clone()).help(trap.help.clone());
    if let Some(label) = &trap.label {
        draft = draft.label(label.span, label.text.clone());
    }
    if let Some(fix) = &trap.fix {
        draft.fix(fix.safety, fix.title.clone(), Some(fix.edits.clone()));
    }
}

trap_rules! {
    COMMAND_IN_ONE_WORD = "command-in-one-word": CommandInOneWord,
    CONFLICTING_CONTAINER_PORTS = "conflicting-container-ports": ConflictingPorts,
    CONTRADICTORY_USER = "contradictory-user": ContradictoryUser,
    DEPRECATED_KIND = "deprecated-kind": DeprecatedKind,
    DUPLICATE_OBJECT = "duplicate-object": DuplicateObject,
    DUPLICATE_PORT_NAME = "duplicate-port-name": DuplicatePortName,
    EMPTY_ARGUMENT = "empty-argument": EmptyArgument,
    LINE_BREAK_IN_SECRET = "line-break-in-secret": LineBreakInSecret,
    LOWER_CASE_CAPABILITY = "lower-case-capability": LowerCaseCapability,
    MEMORY_IN_MILLIBYTES = "memory-in-millibytes": Millibytes,
    MISSING_LOCALHOST_PROFILE = "missing-localhost-profile": MissingLocalhostProfile,
    MOVING_TAG_NOT_PULLED = "moving-tag-not-pulled": MovingTagNotPulled,
    NAME_UNFIT_FOR_HOSTNAME = "name-unfit-for-hostname": NameUnfitForHostname,
    REMOVED_NODE_LABEL = "removed-node-label": RemovedNodeLabel,
    REMOVED_VOLUME_PLUGIN = "removed-volume-plugin": RemovedVolumePlugin,
    SCHEDULE_NEVER_FIRES = "schedule-never-fires": ScheduleNeverFires,
    SERVER_SET_FIELD = "server-set-field": ServerSetField,
    SERVICE_EXTERNAL_IPS = "service-external-ips": ExternalIps,
    SHELL_WITHOUT_SCRIPT = "shell-without-script": ShellWithoutScript,
    SUPERSEDED_ANNOTATION = "superseded-annotation": SupersededAnnotation,
    UNDEFINED_CONTAINER = "undefined-container": UndefinedContainer,
    UNDEFINED_PROBE_PORT = "undefined-probe-port": UndefinedProbePort,
    UNEXPANDED_VARIABLE = "unexpanded-variable": UnexpandedVariable,
    VARIABLE_BEFORE_DEFINITION = "variable-before-definition": VariableBeforeDefinition,
    WRONG_HOST_PATH_TYPE = "wrong-host-path-type": WrongHostPathType,
}
