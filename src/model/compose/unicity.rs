//! Which items of lists Compose takes for the same, so that the last one counts. Knows nothing of layers.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::builder::Builder;
use super::merged::{Item, Kind, NodeId};
use super::refusal::Dropped;
use super::short;
use super::table::{State, Table};
use crate::model::refusal::RefusalKind;

/// What an item is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Index {
    /// Its text up to `=`.
    KeyValue,
    /// The path in the container at which it is mounted.
    Volume,
    /// The device in the container.
    Device,
    /// The file in the container; without one, its name in this folder.
    Mount(&'static str),
    /// Its text or number.
    Expose,
    /// Address, ports and protocol.
    Port,
    /// Its path.
    EnvFile,
}

static UNIQUE: LazyLock<Table<Index>> = LazyLock::new(|| {
    use Index::{Device, EnvFile, Expose, KeyValue, Mount, Port, Volume};
    Table::new(&[
        ("networks.*.labels", KeyValue),
        ("networks.*.ipam.options", KeyValue),
        ("services.*.annotations", KeyValue),
        ("services.*.build.args", KeyValue),
        ("services.*.build.additional_contexts", KeyValue),
        ("services.*.build.platform", KeyValue),
        ("services.*.build.tags", KeyValue),
        ("services.*.build.labels", KeyValue),
        ("services.*.cap_add", KeyValue),
        ("services.*.cap_drop", KeyValue),
        ("services.*.devices", Device),
        ("services.*.configs", Mount("")),
        ("services.*.deploy.labels", KeyValue),
        ("services.*.dns", KeyValue),
        ("services.*.dns_opt", KeyValue),
        ("services.*.dns_search", KeyValue),
        ("services.*.environment", KeyValue),
        ("services.*.env_file", EnvFile),
        ("services.*.expose", Expose),
        ("services.*.labels", KeyValue),
        ("services.*.links", KeyValue),
        ("services.*.networks.*.aliases", KeyValue),
        ("services.*.networks.*.link_local_ips", KeyValue),
        ("services.*.ports", Port),
        ("services.*.profiles", KeyValue),
        ("services.*.secrets", Mount("/run/secrets")),
        ("services.*.sysctls", KeyValue),
        ("services.*.tmpfs", KeyValue),
        ("services.*.volumes", Volume),
    ])
});

/// A document with each item of its lists once.
pub(super) fn enforce<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    walk(builder, root, UNIQUE.root())
}

fn walk<'t>(builder: &mut Builder<'t>, id: NodeId, state: State) -> NodeId {
    if state.is_none() {
        return id;
    }
    match builder.merged.kind(id) {
        Kind::Map(slots) => {
            let mut slots = slots.clone();
            let mut changed = false;
            for slot in &mut slots {
                let value = walk(builder, slot.value, UNIQUE.key(state, &slot.key));
                changed |= value != slot.value;
                slot.value = value;
            }
            if changed { builder.merged.with(Kind::Map(slots), id) } else { id }
        }
        Kind::List(items) => {
            let Some(index) = UNIQUE.value(state) else { return id };
            let items = items.clone();
            let count = items.len();
            let items = unique(builder, items, index, id);
            if items.len() == count { id } else { builder.merged.with(Kind::List(items), id) }
        }
        _ => id,
    }
}

/// Items of which the last of each key counts, in the place of the first.
pub(super) fn unique<'t>(
    builder: &mut Builder<'t>,
    items: Vec<Item>,
    index: Index,
    list: NodeId,
) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut known: HashMap<String, usize> = HashMap::new();
    for item in items {
        let Some(key) = key(builder, item.value, index, list) else {
            out.push(item);
            continue;
        };
        match known.get(&key).and_then(|at| out.get_mut(*at)) {
            Some(same) => {
                let was = std::mem::replace(same, item);
                if index == Index::Volume && was.way == item.way {
                    displaced(builder, was.value, item.value, &key);
                }
            }
            None => {
                known.insert(key, out.len());
                out.push(item);
            }
        }
    }
    out
}

/// Notes a mount that another one of the same list displaced.
fn displaced(builder: &mut Builder<'_>, was: NodeId, by: NodeId, path: &str) {
    let merged = &builder.merged;
    if let (Some(at), Some(by)) = (merged.token(was), merged.token(by)) {
        builder.drop_item(Dropped { at, by, path: path.to_owned() });
    }
}

/// What an item is known by; `None` when that is not known, or refused.
fn key(builder: &mut Builder<'_>, id: NodeId, index: Index, list: NodeId) -> Option<String> {
    let merged = &builder.merged;
    let text_of =
        |key: &str| merged.get(id, key).and_then(|id| merged.printed(id)).map(|text| text.into_owned());
    let mapping = matches!(merged.kind(id), Kind::Map(_));
    if merged.is_unknown(id) {
        return None;
    }
    let missing = |builder: &mut Builder<'_>, what: &str| {
        builder.refuse_node(RefusalKind::MissingKey, id, list, format!("the key `{what}` is missing"));
        None
    };
    let is_text =
        |key: &str| merged.get(id, key).is_some_and(|id| merged.text(id).is_some() || merged.is_unknown(id));
    match index {
        Index::KeyValue => match merged.kind(id) {
            Kind::Text(text) => Some(text.split('=').next().unwrap_or("").to_owned()),
            Kind::Pair(_) => merged.printed(id).map(|text| text.split('=').next().unwrap_or("").to_owned()),
            _ => wrong(builder, id, list, "a string"),
        },
        Index::Volume | Index::Device if mapping => match is_text("target") {
            true => text_of("target"),
            false => missing(builder, "target"),
        },
        Index::Volume => match merged.text(id).map(str::to_owned) {
            Some(text) => match short::volume(&text) {
                Ok(volume) => Some(volume.target.to_owned()),
                Err(reason) => {
                    builder.refuse_node(RefusalKind::InvalidValue, id, list, reason);
                    None
                }
            },
            None => Some(String::new()),
        },
        Index::Device => match merged.text(id) {
            Some(text) => {
                let mut parts = text.split(':');
                let first = parts.next();
                parts.next().or(first).map(str::to_owned)
            }
            None => Some(String::new()),
        },
        Index::Mount(folder) if mapping => match merged.get(id, "target") {
            Some(_) => text_of("target"),
            None => {
                let source = text_of("source").unwrap_or_default();
                Some(format!("{folder}/{source}"))
            }
        },
        Index::Mount(folder) => match merged.text(id) {
            Some(name) => Some(format!("{folder}/{name}")),
            None => wrong(builder, id, list, "a string or a mapping"),
        },
        Index::Expose => match merged.kind(id) {
            Kind::Text(text) => Some(text.to_string()),
            Kind::Int(port) => Some(port.to_string()),
            _ => wrong(builder, id, list, "a string or a whole number"),
        },
        Index::Port if mapping => {
            if merged.get(id, "target").is_none() {
                return missing(builder, "target");
            }
            let unknown = ["host_ip", "published", "target", "protocol"]
                .iter()
                .any(|key| merged.get(id, key).is_some_and(|id| merged.printed(id).is_none()));
            let part = |key: &str, or: &str| text_of(key).unwrap_or_else(|| or.to_owned());
            (!unknown).then(|| {
                let (host, published) = (part("host_ip", "0.0.0.0"), part("published", ""));
                format!("{host}:{published}:{}/{}", part("target", ""), part("protocol", "tcp"))
            })
        }
        Index::Port => match merged.kind(id) {
            Kind::Text(text) => Some(text.to_string()),
            Kind::Int(port) => Some(port.to_string()),
            _ => Some(String::new()),
        },
        Index::EnvFile if mapping => match merged.get(id, "path") {
            Some(_) => text_of("path"),
            None => missing(builder, "path"),
        },
        Index::EnvFile => match merged.kind(id) {
            Kind::Text(_) | Kind::Pair(_) => merged.printed(id).map(|text| text.into_owned()),
            _ => Some(String::new()),
        },
    }
}

fn wrong(builder: &mut Builder<'_>, id: NodeId, list: NodeId, wanted: &str) -> Option<String> {
    let message = format!("{} stands where {wanted} is wanted", builder.merged.words(id));
    builder.refuse_node(RefusalKind::WrongType, id, list, message);
    None
}
