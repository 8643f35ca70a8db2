//! Compose files: services and volumes with short and long forms read alike, every leaf with its text before and
//! after interpolation. Does not merge files and does not follow `extends`; what they could decide is unknown.

mod identity;
mod interpolate;
mod leaf;
mod lower;
mod service;
mod volume;

pub use identity::{is_compose, is_version_1, was_meant};
pub use interpolate::Interpolated;
pub use leaf::{Leaf, List};
pub use lower::lower;
pub use service::{Build, Healthcheck, Port, Service, Test, Variable};
pub use volume::{FileSource, FileUse, Source, TmpfsMount, Volume, VolumeMount};

use crate::syntax::yaml::{Pair, Value};

/// A Compose file. Of several documents, each with its own services, all services are here.
#[derive(Debug)]
pub struct File<'t> {
    /// The root of the first document that has services.
    pub node: Value<'t>,
    /// `version:`, which Compose ignores.
    pub version: Option<Pair<'t>>,
    /// `name:`.
    pub name: Option<Leaf<'t>>,
    /// The services, in order.
    pub services: Vec<Service<'t>>,
    /// The named volumes.
    pub volumes: Vec<Volume<'t>>,
    /// The secrets.
    pub secrets: Vec<FileSource<'t>>,
    /// The configs.
    pub configs: Vec<FileSource<'t>>,
    /// `include:`, which may bring in more of everything.
    pub include: Option<Value<'t>>,
}

impl<'t> File<'t> {
    /// The Dockerfiles that the services build, as paths relative to the file; those elsewhere are left out.
    pub fn dockerfiles(&self) -> impl Iterator<Item = String> {
        self.services.iter().filter_map(|service| service.build.as_ref()?.dockerfile_path())
    }
}
