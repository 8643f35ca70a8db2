//! Small values that occur in every format, read from text. Each parser says what is not valid; none has an opinion
//! on what is wise.

mod assignment;
mod base64;
mod bytes;
mod capability;
mod expansion;
mod git;
mod glob;
mod image;
mod key;
mod label;
mod mode;
mod mount;
mod path;
mod placeholder;
mod platform;
mod port;
mod quantity;
mod reference;
mod regexp;
mod restart;
mod schedule;
mod security;
pub mod url;
mod user;

pub use crate::facts::paths::is_within;
pub use assignment::assignments;
pub use base64::{base64_bytes, base64_url_bytes};
pub use bytes::ram_bytes;
pub use capability::{Capability, Tier};
pub use expansion::{kubelet_references, shell_references};
pub use git::GitAddress;
pub use glob::glob;
pub use image::ImageReference;
pub use key::is_short_key_id;
pub use label::{
    is_commit_hash, is_date_time, is_email, is_label_key, is_semver, is_spdx_expression, is_url,
};
pub use mode::FileMode;
pub use mount::{Flag, MountFlags, volume_fields};
pub use path::{clean_path, file_name, has_drive, program_name, search_path};
pub use placeholder::{is_deferred, is_filled_in, is_placeholder, is_template_option};
pub use platform::is_platform;
pub use port::{PortMapping, PortRange};
pub use quantity::{has_unit, quantity_bytes, quantity_millis};
pub use reference::{ReferenceFault, is_digest, reference_fault};
pub use regexp::regexp_fault;
pub use restart::Restart;
pub use schedule::is_never;
pub use security::SecurityOption;
pub use user::User;
