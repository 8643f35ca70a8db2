//! Small values that occur in every format, read from text. Each parser says what is not valid; none has an opinion
//! on what is wise.

mod bytes;
mod capability;
mod image;
mod mount;
mod path;
mod port;
mod security;
mod user;

pub use bytes::ram_bytes;
pub use capability::{Capability, Tier};
pub use image::ImageReference;
pub use mount::{Flag, MountFlags, volume_fields};
pub use path::{clean_path, has_drive};
pub use port::PortMapping;
pub use security::SecurityOption;
pub use user::User;
