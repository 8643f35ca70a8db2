//! Which files are looked at: by name here, by content in [`content`]. Walks folders; does not read or parse what it
//! finds.

mod content;
#[cfg(feature = "cli")]
mod index;
#[cfg(feature = "cli")]
mod limits;
mod name;
mod skip;
#[cfg(feature = "cli")]
mod walk;

pub use content::{Content, content};
pub use name::{Named, by_name, is_dockerfile_name};
pub use skip::Skip;
#[cfg(feature = "cli")]
pub use walk::{Exclude, Walk, reason, walk};
