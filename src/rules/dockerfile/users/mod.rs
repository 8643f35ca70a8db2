//! Users of an image, their rights, and the modes of files.

// The rest is made from the files of this folder: scripts/update.sh

pub mod file_capability;
pub mod named_user;
pub mod passwordless_sudo;
pub mod recursive_system_chown;
pub mod setuid_file;
pub mod sparse_user_log;
pub mod sudo_in_run;
pub mod sudo_installed;
pub mod supplementary_groups_dropped;
pub mod undefined_user;
pub mod unused_user;
pub mod user_without_passwd;
pub mod world_writable_file;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &file_capability::RULE,
    &named_user::RULE,
    &passwordless_sudo::RULE,
    &recursive_system_chown::RULE,
    &setuid_file::RULE,
    &sparse_user_log::RULE,
    &sudo_in_run::RULE,
    &sudo_installed::RULE,
    &supplementary_groups_dropped::RULE,
    &undefined_user::RULE,
    &unused_user::RULE,
    &user_without_passwd::RULE,
    &world_writable_file::RULE,
];
