//! Rules about the command lines of RUN and about its mounts. Holds no logic.

mod large_files;

family! {
    apt_cache_mount_stays_empty,
    archive_left_behind,
    bash_feature_in_sh,
    cache_mount_defeated,
    cache_mount_of_root,
    consecutive_run,
    directory_change_in_run,
    failure_ignored,
    file_written_in_run,
    git_history_left,
    long_run_line,
    needless_shell_wrapper,
    pipe_hides_failure,
    relative_mount_target,
    removed_in_later_layer,
    root_may_be_removed,
    sh_link_replaced,
    shell_not_in_image,
    shell_state_lost,
    shell_syntax,
    time_or_random_in_layer,
    trace_shows_secret,
    unchecked_negation,
    unlocked_apt_cache_mount,
    unused_secret_mount,
}
