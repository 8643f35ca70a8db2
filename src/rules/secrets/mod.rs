//! Rules about credentials. Holds no logic.

mod commands;
mod files;
mod formats;
mod names;
mod proof;
mod scan;
mod urls;

family! {
    credentials_in_command,
    credentials_in_url,
    known_secret_format,
    mounted_secret_kept,
    password_set_in_image,
    private_key_in_image,
    registry_login_kept,
    secret_build_argument,
    secret_deleted_in_later_layer,
    secret_file_copied,
    secret_in_environment,
    secret_mount_mode,
}
