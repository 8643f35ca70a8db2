//! Rules about what build steps fetch from the network, and whether they check it. Holds no logic.

mod fetch;
mod tls;

family! {
    clear_text_download,
    download_piped_to_shell,
    error_page_saved,
    globally_trusted_apt_key,
    package_signature_unchecked,
    redirect_to_clear_text,
    second_package_index,
    short_key_id,
    tls_verification_disabled,
    unverified_download,
    weak_checksum,
    weak_tls_version,
}
