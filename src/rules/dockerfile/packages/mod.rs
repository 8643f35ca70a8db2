//! Package managers: how they are called, and what they leave behind.

// The rest is made from the files of this folder: scripts/update.sh

pub mod apk_packages_removed_by_name;
pub mod apt_in_script;
pub mod compiler_left_in_image;
pub mod duplicate_package;
pub mod globally_trusted_apt_key;
pub mod index_update_in_own_layer;
pub mod install_scripts_run;
pub mod install_without_cache_mount;
pub mod install_without_index;
pub mod language_cache_left_behind;
pub mod npm_install_ignores_lockfile;
pub mod package_cache_left_behind;
pub mod package_signature_unchecked;
pub mod persistent_debian_frontend;
pub mod recommended_packages_installed;
pub mod remote_access_server;
pub mod second_package_index;
pub mod short_key_id;
pub mod system_python_overridden;
pub mod system_upgrade;
pub mod tool_without_use_in_build;
pub mod two_download_tools;
pub mod unanswered_install_prompt;
pub mod unpinned;
pub mod unpinned_apk_package;
pub mod unpinned_apt_package;
pub mod unpinned_cargo_crate;
pub mod unpinned_conda_package;
pub mod unpinned_dnf_package;
pub mod unpinned_gem;
pub mod unpinned_go_package;
pub mod unpinned_language_package;
pub mod unpinned_npm_package;
pub mod unpinned_pip_package;
pub mod unpinned_zypper_package;
pub mod unsorted_packages;
pub mod wrong_package_manager;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &apk_packages_removed_by_name::RULE,
    &apt_in_script::RULE,
    &compiler_left_in_image::RULE,
    &duplicate_package::RULE,
    &globally_trusted_apt_key::RULE,
    &index_update_in_own_layer::RULE,
    &install_scripts_run::RULE,
    &install_without_cache_mount::RULE,
    &install_without_index::RULE,
    &language_cache_left_behind::RULE,
    &npm_install_ignores_lockfile::RULE,
    &package_cache_left_behind::RULE,
    &package_signature_unchecked::RULE,
    &persistent_debian_frontend::RULE,
    &recommended_packages_installed::RULE,
    &remote_access_server::RULE,
    &second_package_index::RULE,
    &short_key_id::RULE,
    &system_python_overridden::RULE,
    &system_upgrade::RULE,
    &tool_without_use_in_build::RULE,
    &two_download_tools::RULE,
    &unanswered_install_prompt::RULE,
    &unpinned_apk_package::RULE,
    &unpinned_apt_package::RULE,
    &unpinned_cargo_crate::RULE,
    &unpinned_conda_package::RULE,
    &unpinned_dnf_package::RULE,
    &unpinned_gem::RULE,
    &unpinned_go_package::RULE,
    &unpinned_language_package::RULE,
    &unpinned_npm_package::RULE,
    &unpinned_pip_package::RULE,
    &unpinned_zypper_package::RULE,
    &unsorted_packages::RULE,
    &wrong_package_manager::RULE,
];
