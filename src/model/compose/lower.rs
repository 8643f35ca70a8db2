//! From a tree to a Compose file. Reads what is there; what has the wrong type is unknown.

use super::leaf::{Fields, Leaf};
use super::service::Service;
use super::volume::{FileSource, Volume};
use super::{File, volume};
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

/// What a service mounts, by all keys that mount something.
pub(super) struct Mounts<'t> {
    pub(super) volumes: Vec<volume::VolumeMount<'t>>,
    pub(super) tmpfs: Vec<volume::TmpfsMount<'t>>,
}

impl<'t> Mounts<'t> {
    pub(super) fn read(fields: &Fields<'t>) -> Mounts<'t> {
        let mut mounts = Mounts { volumes: Vec::new(), tmpfs: Vec::new() };
        for item in fields.list("tmpfs", true).into_iter().flat_map(|list| list.items) {
            mounts.tmpfs.extend(volume::TmpfsMount::read_short(item));
        }
        let items = fields.value("volumes").filter(|volumes| volumes.is_sequence());
        for item in items.into_iter().flat_map(Value::items) {
            if item.is_mapping() {
                match volume::TmpfsMount::read_long(item) {
                    Some(tmpfs) => mounts.tmpfs.push(tmpfs),
                    None => mounts.volumes.push(volume::VolumeMount::read_long(item)),
                }
            } else if let Some(leaf) = Leaf::read(item) {
                mounts.volumes.extend(volume::VolumeMount::read_short(leaf));
            }
        }
        mounts
    }
}
