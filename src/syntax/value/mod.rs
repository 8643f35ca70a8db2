//! Small values that occur in every format, read from text. Each parser says what is not valid; none has an opinion
//! on what is wise.

mod capability;
mod image;
mod user;

pub use capability::{Capability, Tier};
pub use image::ImageReference;
pub use user::User;
