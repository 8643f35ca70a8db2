//! The rights of a container.

// The rest is made from the files of this folder: scripts/update.sh

pub mod added_capability;
pub mod apparmor_unconfined;
pub mod dangerous_capability;
pub mod default_capabilities;
pub mod missing_seccomp_profile;
pub mod missing_user;
pub mod privilege_escalation_allowed;
pub mod privileged_container;
pub mod privileged_group;
pub mod privileged_hook;
pub mod redundant_capability;
pub mod root_hook;
pub mod root_user;
pub mod seccomp_unconfined;
pub mod selinux_disabled;
pub mod unconfined_by_empty_profile;
pub mod unmasked_system_paths;
pub mod writable_cgroups;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &added_capability::RULE,
    &apparmor_unconfined::RULE,
    &dangerous_capability::RULE,
    &default_capabilities::RULE,
    &missing_seccomp_profile::RULE,
    &missing_user::RULE,
    &privilege_escalation_allowed::RULE,
    &privileged_container::RULE,
    &privileged_group::RULE,
    &privileged_hook::RULE,
    &redundant_capability::RULE,
    &root_hook::RULE,
    &root_user::RULE,
    &seccomp_unconfined::RULE,
    &selinux_disabled::RULE,
    &unconfined_by_empty_profile::RULE,
    &unmasked_system_paths::RULE,
    &writable_cgroups::RULE,
];
