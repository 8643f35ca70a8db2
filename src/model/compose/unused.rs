//! What a project declares and no service of it uses. Has no opinion on that.

use std::collections::HashSet;

use super::volume::{FileUse, Source};
use super::{File, Leaf, Service};
use crate::source::Span;

/// What is declared at the top of a file for services to use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unused {
    /// `volumes:`
    Volume,
    /// `networks:`
    Network,
    /// `secrets:`
    Secret,
    /// `configs:`
    Config,
}

impl<'t> File<'t> {
    /// What is declared and not used, each by its name and the token of it. Nothing when not all that could use it is
    /// known: a name hangs on a variable, or other files may use what this project declares.
    pub fn unused(&self, kind: Unused) -> Vec<(&'t str, Span)> {
        let is_open = self.composition.open
            || self.services.is_empty()
            || self.composition.root().is_some_and(|root| root.get("jobs").is_some())
            || self.services.iter().any(|service| service.inherits.is_some() && service.provider.is_none());
        let used = self.services.iter().map(|service| names(service, kind));
        let Some(used) = used.collect::<Option<Vec<_>>>().filter(|_| !is_open) else { return Vec::new() };
        let used: HashSet<&str> = used.into_iter().flatten().collect();
        let declared: Vec<(&'t str, Span)> = match kind {
            Unused::Volume => self.volumes.iter().map(|volume| (volume.name, volume.key)).collect(),
            // The one that every service is in which names none.
            Unused::Network => {
                let own = self.networks.iter().filter(|network| network.name != "default");
                own.map(|network| (network.name, network.key)).collect()
            }
            Unused::Secret => self.secrets.iter().map(|secret| (secret.name, secret.key)).collect(),
            Unused::Config => self.configs.iter().map(|config| (config.name, config.key)).collect(),
        };
        let is_unused = |(name, _): &(&str, Span)| !name.starts_with("x-") && !used.contains(name);
        declared.into_iter().filter(is_unused).collect()
    }
}

/// What a service uses; `None` when a name is not known.
fn names<'s>(service: &'s Service<'_>, kind: Unused) -> Option<Vec<&'s str>> {
    let sources = |uses: &'s [FileUse<'_>]| uses.iter().map(|used| used.source.known());
    match kind {
        Unused::Volume => {
            let of = |source: &'s Source<'_>| match source {
                Source::Named(leaf) => Some(leaf.known()),
                Source::Unknown => Some(None),
                Source::Path(_) | Source::Anonymous | Source::Other => None,
            };
            service.volumes.iter().filter_map(|mount| of(&mount.source)).collect()
        }
        Unused::Network => {
            service.networks.iter().map(|name| (!name.contains('$')).then_some(*name)).collect()
        }
        Unused::Secret => {
            let build = service.build.iter().flat_map(|build| sources(&build.secrets));
            sources(&service.secrets).chain(build).collect()
        }
        Unused::Config => {
            let specification = service.credential_config.iter().map(Leaf::known);
            sources(&service.configs).chain(specification).collect()
        }
    }
}
