//! Changes to files: writers that respect a format's layout, and the application of edits. Does not decide whether
//! to fix.

pub mod yaml;
