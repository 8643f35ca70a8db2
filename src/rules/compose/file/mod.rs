//! A Compose file as a whole.

// The rest is made from the files of this folder: scripts/update.sh

pub mod obsolete_compose_version;
pub mod remote_include;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &obsolete_compose_version::RULE,
    &remote_include::RULE,
];
