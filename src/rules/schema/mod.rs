//! Structure: the keys, types, values and references that an engine takes.

// The rest is made from the files of this folder: scripts/update.sh

pub mod refusals;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &refusals::CONFLICTING_KEYS,
    &refusals::FIELD_NOT_IN_VERSION,
    &refusals::INVALID_LABEL,
    &refusals::INVALID_NAME,
    &refusals::INVALID_QUANTITY,
    &refusals::INVALID_VALUE,
    &refusals::MISSING_KEY,
    &refusals::REPEATED_LIST_ITEM,
    &refusals::SELECTOR_MISMATCH,
    &refusals::UNDEFINED_REFERENCE,
    &refusals::UNDEFINED_VOLUME,
    &refusals::UNKNOWN_KEY,
    &refusals::WRONG_TYPE,
];
