//! Rules that only Dockerfiles have. Holds no logic.

mod caches;

family! {
    add_instead_of_copy,
    dockerfile_syntax,
    duplicate_stage_name,
    install_without_cache_mount,
    language_cache_left_behind,
    package_cache_left_behind,
    relative_workdir,
    sudo_in_run,
    undefined_stage,
}
