//! Rules about what build steps fetch from the network, and whether they check it. Holds no logic.

mod fetch;
mod tls;

family! {
    clear_text_download,
    download_in_run,
    download_piped_to_shell,
    error_page_saved,
    git_clone_in_run,
    globally_trusted_apt_key,
    host_key_unchecked,
    package_signature_unchecked,
    redirect_not_followed,
    redirect_to_clear_text,
    second_package_index,
    short_key_id,
    tls_verification_disabled,
    unverified_download,
    weak_checksum,
    weak_tls_version,
}
