//! What the API server takes of a manifest and that does nothing, never works, or works otherwise than it reads.

// The rest is made from the files of this folder: scripts/update.sh

pub mod traps;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &traps::COMMAND_IN_ONE_WORD,
    &traps::CONFLICTING_CONTAINER_PORTS,
    &traps::CONTRADICTORY_USER,
    &traps::DEPRECATED_KIND,
    &traps::DUPLICATE_OBJECT,
    &traps::DUPLICATE_PORT_NAME,
    &traps::EMPTY_ARGUMENT,
    &traps::LINE_BREAK_IN_SECRET,
    &traps::LOWER_CASE_CAPABILITY,
    &traps::MEMORY_IN_MILLIBYTES,
    &traps::MISSING_LOCALHOST_PROFILE,
    &traps::MOVING_TAG_NOT_PULLED,
    &traps::NAME_UNFIT_FOR_HOSTNAME,
    &traps::REMOVED_NODE_LABEL,
    &traps::REMOVED_VOLUME_PLUGIN,
    &traps::SCHEDULE_NEVER_FIRES,
    &traps::SERVER_SET_FIELD,
    &traps::SERVICE_EXTERNAL_IPS,
    &traps::SHELL_WITHOUT_SCRIPT,
    &traps::SUPERSEDED_ANNOTATION,
    &traps::UNDEFINED_CONTAINER,
    &traps::UNDEFINED_PROBE_PORT,
    &traps::UNEXPANDED_VARIABLE,
    &traps::VARIABLE_BEFORE_DEFINITION,
    &traps::WRONG_HOST_PATH_TYPE,
];
