//! Credentials in texts, commands, addresses and names of files: what is one, and where it is. Reports none.

pub mod commands;
pub mod content;
pub mod files;
mod formats;
pub mod names;
mod proof;
pub mod scan;
pub mod urls;
