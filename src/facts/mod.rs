//! What is known about the world outside of the files that are linted: tables and look-ups, each with its source and
//! day. Knows no format, reads nothing and judges nothing.

pub mod buildkit;
pub mod caches;
pub mod capabilities;
pub mod compose;
pub mod credentials;
pub mod downloads;
pub mod files;
pub mod generated;
pub mod images;
pub mod insecure;
pub mod kubernetes;
pub mod labels;
pub mod options;
pub mod packages;
pub mod paths;
pub mod platforms;
pub mod ports;
pub mod programs;
pub mod references;
pub mod registries;
pub mod secrets;
pub mod signals;
pub mod software;
pub mod tags;
pub mod tls;
pub mod users;
pub mod variables;
pub mod wrappers;
