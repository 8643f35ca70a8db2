//! Changes to files: writers that respect a format's layout, and the application of edits. Does not decide whether
//! to fix.

mod apply;
pub mod dockerfile;
pub mod lines;
pub mod yaml;

pub use apply::{Applied, apply};
