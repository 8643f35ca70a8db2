//! What Compose adds where nothing is written. Judges nothing.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::builder::Builder;
use super::merge::implied;
use super::merged::{Kind, NodeId, Slot};
use super::table::{State, Table};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Default {
    BuildContext,
    SecretTarget,
    Port,
    DeviceCount,
    HostPath,
}

static DEFAULTS: LazyLock<Table<Default>> = LazyLock::new(|| {
    Table::new(&[
        ("workload.build", Default::BuildContext),
        ("workload.secrets.*", Default::SecretTarget),
        ("workload.ports.*", Default::Port),
        ("workload.gpus.*", Default::DeviceCount),
        ("workload.volumes.*.bind", Default::HostPath),
        ("services.*.deploy.resources.reservations.devices.*", Default::DeviceCount),
    ])
});

/// A document with its defaults.
pub(super) fn fill<'t>(builder: &mut Builder<'t>, root: NodeId) -> NodeId {
    walk(builder, root, DEFAULTS.root())
}

fn walk<'t>(builder: &mut Builder<'t>, id: NodeId, state: State) -> NodeId {
    if state.is_none() {
        return id;
    }
    if let Some(default) = DEFAULTS.value(state) {
        return add(builder, id, default);
    }
    let mut changed = false;
    let kind = match builder.merged.kind(id).clone() {
        Kind::Map(mut slots) => {
            for slot in &mut slots {
                let value = walk(builder, slot.value, DEFAULTS.key(state, &slot.key));
                changed |= value != slot.value;
                slot.value = value;
            }
            Kind::Map(slots)
        }
        Kind::List(mut items) => {
            for item in &mut items {
                let value = walk(builder, item.value, DEFAULTS.item(state));
                changed |= value != item.value;
                item.value = value;
            }
            Kind::List(items)
        }
        _ => return id,
    };
    if changed { builder.merged.with(kind, id) } else { id }
}

fn add<'t>(builder: &mut Builder<'t>, id: NodeId, default: Default) -> NodeId {
    let Kind::Map(mut slots) = builder.merged.kind(id).clone() else { return id };
    let has = |slots: &[Slot<'t>], key: &str| slots.iter().any(|slot| slot.key == key);
    let text = |text: &str| Kind::Text(Cow::Owned(text.to_owned()));
    let fields: Vec<(&'static str, Kind<'t>)> = match default {
        Default::BuildContext => vec![("context", text("."))],
        Default::SecretTarget => {
            let source = builder.merged.get(id, "source").and_then(|source| builder.merged.printed(source));
            vec![("target", source.map_or(Kind::Unknown, |source| text(&format!("/run/secrets/{source}"))))]
        }
        Default::Port => vec![("protocol", text("tcp")), ("mode", text("ingress"))],
        Default::DeviceCount if has(&slots, "device_ids") => Vec::new(),
        Default::DeviceCount => vec![("count", text("all"))],
        Default::HostPath => vec![("create_host_path", Kind::Bool(true))],
    };
    let count = slots.len();
    for (key, kind) in fields {
        if !has(&slots, key) {
            slots.push(implied(builder, id, key, kind));
        }
    }
    if slots.len() == count { id } else { builder.merged.with(Kind::Map(slots), id) }
}
