//! Credentials.

// The rest is made from the files of this folder: scripts/update.sh

pub mod credentials_in_command;
pub mod credentials_in_url;
pub mod default_credential;
pub mod insecure_setting;
pub mod known_secret_format;
pub mod mounted_secret_kept;
pub mod password_set_in_image;
pub mod private_key_in_image;
pub mod registry_login_kept;
pub mod secret_build_argument;
pub mod secret_default;
pub mod secret_deleted_in_later_layer;
pub mod secret_file_copied;
pub mod secret_in_argument;
pub mod secret_in_config_content;
pub mod secret_in_environment;
pub mod secret_mount_mode;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &credentials_in_command::RULE,
    &credentials_in_url::RULE,
    &default_credential::RULE,
    &insecure_setting::RULE,
    &known_secret_format::RULE,
    &mounted_secret_kept::RULE,
    &password_set_in_image::RULE,
    &private_key_in_image::RULE,
    &registry_login_kept::RULE,
    &secret_build_argument::RULE,
    &secret_default::RULE,
    &secret_deleted_in_later_layer::RULE,
    &secret_file_copied::RULE,
    &secret_in_argument::RULE,
    &secret_in_config_content::RULE,
    &secret_in_environment::RULE,
    &secret_mount_mode::RULE,
];
