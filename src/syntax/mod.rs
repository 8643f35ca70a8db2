//! From text to trees with exact spans. Parsers never fail: they return a tree and the problems they met.
//!
//! Nothing here knows what a key or an instruction means.

pub mod dockerfile;
pub mod shell;
pub mod value;
pub mod yaml;
