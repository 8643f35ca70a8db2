//! What build steps fetch from the network, and whether they check it.

// The rest is made from the files of this folder: scripts/update.sh

pub mod archive_left_behind;
pub mod clear_text_download;
pub mod download_in_run;
pub mod download_piped_to_shell;
pub mod error_page_saved;
pub mod git_clone_in_run;
pub mod git_history_left;
pub mod host_key_unchecked;
pub mod moving_download_url;
pub mod redirect_not_followed;
pub mod redirect_to_clear_text;
pub mod tls_verification_disabled;
pub mod unpinned_git_clone;
pub mod unverified_download;
pub mod weak_checksum;
pub mod weak_tls_version;
pub mod wget_progress_in_log;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &archive_left_behind::RULE,
    &clear_text_download::RULE,
    &download_in_run::RULE,
    &download_piped_to_shell::RULE,
    &error_page_saved::RULE,
    &git_clone_in_run::RULE,
    &git_history_left::RULE,
    &host_key_unchecked::RULE,
    &moving_download_url::RULE,
    &redirect_not_followed::RULE,
    &redirect_to_clear_text::RULE,
    &tls_verification_disabled::RULE,
    &unpinned_git_clone::RULE,
    &unverified_download::RULE,
    &weak_checksum::RULE,
    &weak_tls_version::RULE,
    &wget_progress_in_log::RULE,
];
