//! What is known about the world outside of the files that are linted: tables and look-ups, each with its source and
//! day. Knows no format, reads nothing and judges nothing.

pub mod caches;
pub mod images;
pub mod options;
pub mod packages;
pub mod programs;
pub mod references;
pub mod tls;
pub mod users;
