//! Which files are looked at: by name here, by content in [`content`]. Walks folders; does not read or parse what it
//! finds.

mod content;
mod name;
mod walk;

pub use content::{Content, content};
pub use name::{Named, by_name, is_dockerfile_name};
pub use walk::{Exclude, Walk, reason, walk};
