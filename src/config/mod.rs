//! What the user wants checked: `plimsoll.toml`, the choice of rules that it and the command line make, and the
//! way from other linters' configurations to it.
//!
//! Configuration is data: it names rules, levels and path patterns, and can neither run nor read anything. This
//! module does not look for files; the caller hands it their text.

mod file;
mod level;
mod levels;
mod limits;
mod migrate;
mod schema;
mod select;
mod tree;

use std::ops::Range;

pub use file::{Config, Override};
pub use level::Level;
pub use levels::Levels;
pub use migrate::{Migration, Note, Origin, migrate};
pub use schema::schema;
pub use select::{Selector, SelectorError};

/// A mistake in a configuration file or on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    /// What is wrong and what was expected, lower case, without a full stop.
    pub message: String,
    /// The bytes of the configuration that are wrong; empty for the command line.
    pub range: Range<usize>,
}

impl ConfigError {
    /// An error at some bytes of a configuration.
    pub fn new(message: impl Into<String>, range: Range<usize>) -> ConfigError {
        ConfigError { message: message.into(), range }
    }
}
