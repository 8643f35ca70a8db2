//! Structure: the keys, types, values and references that an engine takes.

// The rest is made from the files of this folder: scripts/update.sh

pub mod refusals;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &refusals::CONFLICTING_KEYS,
    &refusals::CONFLICTING_LIMITS,
    &refusals::DUPLICATE_CONTAINER_NAME,
    &refusals::DUPLICATE_HOST_PORT,
    &refusals::DUPLICATE_MOUNT_TARGET,
    &refusals::FIELD_NOT_IN_VERSION,
    &refusals::FIXED_NAME_WITH_REPLICAS,
    &refusals::FIXED_PORT_WITH_REPLICAS,
    &refusals::INCOMPATIBLE_OVERRIDE,
    &refusals::INVALID_INTERPOLATION,
    &refusals::INVALID_LABEL,
    &refusals::INVALID_MERGE_KEY,
    &refusals::INVALID_NAME,
    &refusals::INVALID_QUANTITY,
    &refusals::INVALID_RESTART_POLICY,
    &refusals::INVALID_SECURITY_OPTION,
    &refusals::INVALID_SYSCTL,
    &refusals::INVALID_VALUE,
    &refusals::LEGACY_COMPOSE_LAYOUT,
    &refusals::MISSING_EXTENDED_SERVICE,
    &refusals::MISSING_INCLUDED_FILE,
    &refusals::MISSING_KEY,
    &refusals::REFERENCE_CYCLE,
    &refusals::REPEATED_LIST_ITEM,
    &refusals::SELECTOR_MISMATCH,
    &refusals::SERVICE_WITHOUT_IMAGE,
    &refusals::UNDEFINED_CONFIG,
    &refusals::UNDEFINED_MODEL,
    &refusals::UNDEFINED_NETWORK,
    &refusals::UNDEFINED_REFERENCE,
    &refusals::UNDEFINED_SECRET,
    &refusals::UNDEFINED_SERVICE,
    &refusals::UNDEFINED_VOLUME,
    &refusals::UNKNOWN_CAPABILITY,
    &refusals::UNKNOWN_KEY,
    &refusals::WRONG_TYPE,
];
