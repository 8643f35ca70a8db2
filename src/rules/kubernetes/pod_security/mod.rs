//! The Pod Security Standards, Baseline and Restricted, as the admission of the API server judges by them.

// The rest is made from the files of this folder: scripts/update.sh

pub mod controls;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &controls::FORBIDDEN_APPARMOR_PROFILE,
    &controls::FORBIDDEN_CAPABILITY,
    &controls::FORBIDDEN_HOST_NETWORK,
    &controls::FORBIDDEN_HOST_PORT,
    &controls::FORBIDDEN_PROC_MOUNT,
    &controls::FORBIDDEN_SECCOMP_PROFILE,
    &controls::FORBIDDEN_SELINUX_OPTIONS,
    &controls::HOST_PATH_VOLUME,
    &controls::PROBE_OF_OTHER_HOST,
    &controls::UNRESTRICTED_CAPABILITIES,
    &controls::UNRESTRICTED_PRIVILEGE_ESCALATION,
    &controls::UNRESTRICTED_PROC_MOUNT,
    &controls::UNRESTRICTED_ROOT_USER,
    &controls::UNRESTRICTED_SECCOMP_PROFILE,
    &controls::UNRESTRICTED_USER,
    &controls::UNRESTRICTED_VOLUME_TYPE,
    &controls::UNSAFE_SYSCTL,
    &controls::WINDOWS_HOST_PROCESS,
];
