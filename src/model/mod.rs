//! Typed documents: what a Dockerfile, a Compose file or a Kubernetes manifest says, with inheritance, defaults of
//! the format and interpolation resolved, every fact with its span.
//!
//! Reports what it cannot read as problems; never judges.

pub mod compose;
pub mod dockerfile;
pub mod health;
pub mod images;
pub mod kube;
pub mod kustomize;
pub mod limits;
mod meant;
pub mod refusal;
pub mod secrets;

use std::fmt;

/// A kind of file that is linted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A Dockerfile or Containerfile.
    Dockerfile,
    /// A Compose file.
    Compose,
    /// Kubernetes manifests.
    Kubernetes,
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::Dockerfile, Format::Compose, Format::Kubernetes];

    /// The word used in pages and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Format::Dockerfile => "dockerfile",
            Format::Compose => "compose",
            Format::Kubernetes => "kubernetes",
        }
    }

    /// How people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Format::Dockerfile => "Dockerfile",
            Format::Compose => "Compose",
            Format::Kubernetes => "Kubernetes",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
