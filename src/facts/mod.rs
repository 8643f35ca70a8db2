//! What is known about the world outside of the files that are linted: tables and look-ups, each with its source and
//! day. Knows no format, reads nothing and judges nothing.

pub mod references;
