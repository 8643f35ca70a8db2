//! From a tree to a Compose file. Reads what is there; what has the wrong type is unknown.

use super::File;
use super::leaf::Fields;
use super::service::Service;
use super::volume::{FileSource, Volume};
use crate::syntax::yaml::{Tree, Value};

/// Reads the documents of a tree that have `services`; `None` when there is none.
pub fn lower<'t>(tree: &'t Tree<'t>) -> Option<File<'t>> {
    let mut roots = tree.roots().filter(|root| root.get("services").is_some_and(Value::is_mapping));
    let first = roots.next()?;
    let fields = Fields::of(first);
    let mut file = File {
        node: first,
        version: fields.pair("version"),
        name: fields.leaf("name"),
        services: Vec::new(),
        volumes: Vec::new(),
        secrets: Vec::new(),
        configs: Vec::new(),
        include: fields.value("include"),
    };
    for root in std::iter::once(first).chain(roots) {
        let fields = Fields::of(root);
        let services = fields.value("services").map(Value::entries).unwrap_or_default();
        file.services.extend(services.into_iter().filter_map(Service::read));
        file.volumes.extend(named(&fields, "volumes").filter_map(|pair| Volume::read(pair.0, pair.1)));
        file.secrets.extend(named(&fields, "secrets").filter_map(|pair| FileSource::read(pair.0, pair.1)));
        file.configs.extend(named(&fields, "configs").filter_map(|pair| FileSource::read(pair.0, pair.1)));
    }
    Some(file)
}

/// The entries of a mapping at the top.
fn named<'t>(fields: &Fields<'t>, key: &str) -> impl Iterator<Item = (Value<'t>, Value<'t>)> + use<'t> {
    let entries = fields.value(key).map(Value::entries).unwrap_or_default();
    entries.into_iter().map(|pair| (pair.key, pair.value))
}
