//! The rights of a container.

// The rest is made from the files of this folder: scripts/update.sh

pub mod dangerous_capability;
pub mod default_capabilities;
pub mod missing_user;
pub mod privilege_escalation_allowed;
pub mod privileged_container;
pub mod root_user;
pub mod seccomp_unconfined;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &dangerous_capability::RULE,
    &default_capabilities::RULE,
    &missing_user::RULE,
    &privilege_escalation_allowed::RULE,
    &privileged_container::RULE,
    &root_user::RULE,
    &seccomp_unconfined::RULE,
];
