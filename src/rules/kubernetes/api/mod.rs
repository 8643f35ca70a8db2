//! The versions of the Kubernetes API.

// The rest is made from the files of this folder: scripts/update.sh

pub mod deprecated_api_version;
pub mod ignored_annotation;
pub mod removed_api_version;
pub mod unknown_kind;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &deprecated_api_version::RULE,
    &ignored_annotation::RULE,
    &removed_api_version::RULE,
    &unknown_kind::RULE,
];
