//! Rules about images of Windows. Holds no logic.

family! {
    chown_on_windows,
    path_continues_line,
    powershell_errors_ignored,
    stop_signal_on_windows,
}
