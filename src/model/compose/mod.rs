//! Compose projects: files are merged as Compose merges them ([`Composition`]), services and volumes are read with
//! short and long forms alike, every leaf with its text before and after interpolation. Reads no file.

use std::collections::{BTreeSet, HashSet};

mod builder;
mod canonical;
mod casts;
mod changes;
mod checks;
mod command;
mod composition;
mod consistency;
mod decode;
mod defaults;
mod depends;
mod engine;
mod environment;
mod extends;
mod hash;
mod health;
mod identity;
mod include;
mod inline;
mod interpolate;
mod layer;
mod leaf;
mod load;
mod loading;
mod lower;
mod merge;
mod merged;
mod part;
mod rare;
mod references;
mod refusal;
mod relative;
mod reset;
mod schema;
mod service;
mod short;
mod table;
mod types;
mod unicity;
mod unset;
mod unused;
mod volume;
mod wanted;
mod way;

pub use builder::{Document, Role};
pub use changes::{Path, changes};
pub use command::{Command, Form};
pub use composition::{Composition, Model, SeeLeaf, Shape, Standing};
pub use depends::Dependency;
pub use engine::{Ignored, IgnoredKind};
pub use environment::{Environment, Trouble, substitute};
pub use health::{Healthcheck, Misread, Test};
pub use identity::{Dialect, is_compose, is_version_1, was_meant};
pub use interpolate::Interpolated;
pub use leaf::{Leaf, List};
pub use loading::Sources;
pub use lower::lower;
pub use merged::Merged;
pub use part::{Field, Part};
pub use rare::Rare;
pub use references::{Reference, references};
pub use refusal::{Dropped, Gap, Removed, Shadowed, Unread};
pub use service::{Before, Build, Device, Hook, Port, Service, Variable};
pub use unused::Unused;
pub use volume::{FileSource, FileUse, Network, Number, Source, TmpfsMount, Volume, VolumeMount, in_home};
pub use wanted::Wanted;
pub use way::Step;

use crate::model::refusal::Refusal;
use crate::source::{Span, Spanned};
use crate::syntax::yaml::{Pair, Value};

/// A Compose project: a file with what is laid over it, what it includes and what its services extend.
#[derive(Debug)]
pub struct File<'t> {
    /// What it was put together of, and what Compose refuses about it.
    pub composition: &'t Composition<'t>,
    /// The documents with a key `version:`, which Compose ignores, and that key.
    pub versions: Vec<(Value<'t>, Pair<'t>)>,
    /// `name:`.
    pub name: Option<Leaf<'t>>,
    /// The services, in order.
    pub services: Vec<Service<'t>>,
    /// The networks, by name.
    pub networks: Vec<Network<'t>>,
    /// The named volumes.
    pub volumes: Vec<Volume<'t>>,
    /// The secrets.
    pub secrets: Vec<FileSource<'t>>,
    /// The configs.
    pub configs: Vec<FileSource<'t>>,
    /// The variables that files beside those of the project set or show how to set (`.env`, `.env.example`).
    pub given: BTreeSet<String>,
}

impl<'t> File<'t> {
    /// What Compose and the engine refuse about the project, each at a place that is written.
    pub fn refusals(&self) -> impl Iterator<Item = &Refusal> {
        let is_written = |refusal: &&Refusal| refusal.at.end > 0;
        let Composition { refusals, engine, documents, .. } = self.composition;
        let is_whole =
            |refusal: &&Refusal| !documents.iter().any(|document| document.root.is_cut_at(refusal.at));
        let told: HashSet<Span> = refusals.iter().map(|refusal| refusal.at).collect();
        let is_new = move |other: &&Refusal| !told.contains(&other.at);
        refusals.iter().chain(engine.iter().filter(is_new)).filter(is_written).filter(is_whole)
    }

    /// The addresses of git repositories, registries and servers from which the project reads further files.
    pub fn remotes(&self) -> Vec<Spanned<String>> {
        let documents = self.composition.documents.iter();
        documents.flat_map(|document| references::remotes(document.root)).collect()
    }

    /// The networks of a service, or the one that every project has; `None` when one of them is not described.
    pub fn networks_of(&self, service: &Service<'t>) -> Option<Vec<&Network<'t>>> {
        let names: &[&str] = if service.networks.is_empty() { &["default"] } else { &service.networks };
        let find = |name: &&str| {
            let index = self.networks.binary_search_by_key(name, |network| network.name).ok()?;
            self.networks.get(index)
        };
        names.iter().map(find).collect()
    }

    /// The Dockerfiles that the services build, as paths relative to the project; those elsewhere are left out.
    pub fn dockerfiles(&self) -> impl Iterator<Item = String> {
        self.services.iter().filter_map(|service| service.build.as_ref()?.dockerfile_path())
    }
}
