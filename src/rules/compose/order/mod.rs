//! What services wait for before they start.

// The rest is made from the files of this folder: scripts/update.sh

pub mod healthy_dependency_without_check;
pub mod restart_of_finished_dependency;
pub mod started_dependency_with_check;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &healthy_dependency_without_check::RULE,
    &restart_of_finished_dependency::RULE,
    &started_dependency_with_check::RULE,
];
