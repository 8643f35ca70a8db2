//! Rules about package managers: how they are called, and what they leave behind. Holds no logic.

mod prompts;
mod unpinned;

family! {
    apk_packages_removed_by_name,
    apt_in_script,
    compiler_left_in_image,
    duplicate_package,
    index_update_in_own_layer,
    install_scripts_run,
    install_without_index,
    moving_download_url,
    npm_install_ignores_lockfile,
    persistent_debian_frontend,
    recommended_packages_installed,
    remote_access_server,
    system_python_overridden,
    system_upgrade,
    tool_without_use_in_build,
    two_download_tools,
    unanswered_install_prompt,
    unpinned_apk_package,
    unpinned_apt_package,
    unpinned_cargo_crate,
    unpinned_conda_package,
    unpinned_dnf_package,
    unpinned_gem,
    unpinned_git_clone,
    unpinned_go_package,
    unpinned_language_package,
    unpinned_npm_package,
    unpinned_pip_package,
    unpinned_zypper_package,
    unsorted_packages,
    wget_progress_in_log,
    wrong_package_manager,
}
