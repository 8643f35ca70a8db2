//! Windows images.

// The rest is made from the files of this folder: scripts/update.sh

pub mod chown_on_windows;
pub mod path_continues_line;
pub mod powershell_errors_ignored;
pub mod stop_signal_on_windows;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &chown_on_windows::RULE,
    &path_continues_line::RULE,
    &powershell_errors_ignored::RULE,
    &stop_signal_on_windows::RULE,
];
