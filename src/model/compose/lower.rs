//! From a project to what rules ask about. Reads what is there; what has the wrong type is unknown.

use std::collections::{BTreeSet, HashMap};

use super::File;
use super::composition::Composition;
use super::leaf::Fields;
use super::part::{Field, Part};
use super::refusal::Removed;
use super::service::Service;
use super::volume::{FileSource, Network, Volume};

/// Reads a project.
pub fn lower<'t>(composition: &'t Composition<'t>) -> File<'t> {
    let fields = composition.root().map(Fields::of).unwrap_or_default();
    let services = fields.value("services").filter(|services| services.is_mapping());
    let is_layer = composition.is_layer();
    let documents = composition.documents.iter().map(|document| document.root);
    let versions = documents.filter_map(|root| Some((root, root.pair("version")?)));
    let mut removed: HashMap<&str, Vec<&'t Removed<'t>>> = HashMap::new();
    for one in &composition.removed {
        if let [_, name, ..] = one.path.as_slice() {
            removed.entry(name).or_default().push(one);
        }
    }
    let read =
        |field: Field<'t>| Service::read(field, is_layer, removed.get(field.name).map_or(&[], Vec::as_slice));
    let mut networks: Vec<Network<'t>> = named(&fields, "networks").map(Network::read).collect();
    networks.sort_by_key(|network| network.name);
    File {
        composition,
        versions: versions.collect(),
        name: fields.leaf("name"),
        services: services.map(Part::entries).unwrap_or_default().into_iter().filter_map(read).collect(),
        networks,
        volumes: named(&fields, "volumes").map(Volume::read).collect(),
        secrets: named(&fields, "secrets").map(FileSource::read).collect(),
        configs: named(&fields, "configs").map(FileSource::read).collect(),
        given: BTreeSet::new(),
    }
}

/// The entries of a mapping at the top.
fn named<'t>(fields: &Fields<'t>, key: &str) -> impl Iterator<Item = Field<'t>> + use<'t> {
    fields.value(key).map(Part::entries).unwrap_or_default().into_iter()
}
