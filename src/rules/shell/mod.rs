//! Rules about the command lines of RUN and about its mounts. Holds no logic.

family! {
    apt_cache_mount_stays_empty,
    archive_left_behind,
    bash_feature_in_sh,
    cache_mount_defeated,
    cache_mount_of_root,
    consecutive_run,
    directory_change_in_run,
    failure_ignored,
    git_history_left,
    pipe_hides_failure,
    relative_mount_target,
    removed_in_later_layer,
    sh_link_replaced,
    shell_not_in_image,
    shell_state_lost,
    shell_syntax,
    trace_shows_secret,
    unlocked_apt_cache_mount,
    unused_secret_mount,
}
