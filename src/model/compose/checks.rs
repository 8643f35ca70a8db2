//! What Compose refuses in single parts of a document, once its defaults are in. Looks at no other part.

use std::sync::LazyLock;

use super::builder::Builder;
use super::merged::{Kind, NodeId};
use super::short::is_address;
use super::table::{State, Table};
use crate::model::refusal::RefusalKind;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Check {
    Volume,
    /// What is in it comes from one of these.
    Content(&'static [&'static str]),
    Address,
    Path,
    DeviceRequest,
    /// A text that the schema lets be null, and the loader does not.
    Text,
}

static CHECKS: LazyLock<Table<Check>> = LazyLock::new(|| {
    Table::new(&[
        ("volumes.*", Check::Volume),
        ("configs.*", Check::Content(&["file", "environment", "content"])),
        ("secrets.*", Check::Content(&["file", "environment"])),
        ("services.*.pid", Check::Text),
        ("services.*.ports.*", Check::Address),
        ("services.*.develop.watch.*.path", Check::Path),
        ("services.*.deploy.resources.reservations.devices.*", Check::DeviceRequest),
        ("services.*.gpus.*", Check::DeviceRequest),
    ])
});

/// Checks a document.
pub(super) fn check(builder: &mut Builder<'_>, root: NodeId) {
    walk(builder, root, root, CHECKS.root());
}

fn walk(builder: &mut Builder<'_>, id: NodeId, around: NodeId, state: State) {
    if state.is_none() {
        return;
    }
    if let Some(check) = CHECKS.value(state) {
        return run(builder, id, around, check);
    }
    match builder.merged.kind(id).clone() {
        Kind::Map(slots) => {
            slots.iter().for_each(|slot| walk(builder, slot.value, id, CHECKS.key(state, &slot.key)));
        }
        Kind::List(items) => {
            items.iter().for_each(|item| walk(builder, item.value, id, CHECKS.item(state)));
        }
        _ => {}
    }
}

fn run(builder: &mut Builder<'_>, id: NodeId, around: NodeId, check: Check) {
    let merged = &builder.merged;
    match check {
        Check::Volume => {
            let external = merged.get(id, "external").map(|id| merged.kind(id));
            if !matches!(external, Some(Kind::Bool(true))) {
                return;
            }
            let is_other = |key: &str| !matches!(key, "name" | "external") && !key.starts_with("x-");
            let other = merged.slots(id).iter().find(|slot| is_other(&slot.key));
            if let Some(slot) = other {
                let message = format!("`external` leaves no room for `{}`", slot.key);
                let at = slot.at.map_or_else(|| merged.token(id), |key| Some(key.token()));
                if let Some(at) = at {
                    builder.refuse(RefusalKind::ConflictingKeys, at, message);
                }
            }
        }
        Check::Content(keys) => {
            let given: Vec<_> =
                merged.slots(id).iter().filter(|slot| keys.contains(&slot.key.as_ref())).collect();
            match given.as_slice() {
                [] => {
                    let has = |key| merged.get(id, key).is_some();
                    let is_map = matches!(merged.kind(id), Kind::Map(_) | Kind::Null);
                    if is_map && !has("driver") && !has("external") {
                        let message = format!("one of {} is missing", words(keys));
                        let at = merged.slots(around).iter().find(|slot| slot.value == id);
                        let at = at.and_then(|slot| slot.at).map(|key| key.token());
                        if let Some(at) = at.or(merged.token(id)) {
                            builder.refuse(RefusalKind::MissingKey, at, message);
                        }
                    }
                }
                [_] => {}
                [.., last] => {
                    let message = format!("only one of {} can be set", words(keys));
                    if let Some(at) = last.at.map(|key| key.token()).or(merged.token(id)) {
                        builder.refuse(RefusalKind::ConflictingKeys, at, message);
                    }
                }
            }
        }
        Check::Address => {
            let Some(address) = merged.get(id, "host_ip") else { return };
            if let Some(text) = merged.text(address).filter(|text| !is_address(text)) {
                let message = format!("`{text}` is not an IP address");
                builder.refuse_node(RefusalKind::InvalidValue, address, id, message);
            }
        }
        Check::Path => {
            if merged.text(id) == Some("") {
                builder.refuse_node(RefusalKind::InvalidValue, id, around, "a path cannot be empty");
            }
        }
        Check::Text => {
            if merged.is_null(id) {
                builder.refuse_node(RefusalKind::WrongType, id, around, "a null is no text for Compose");
            }
        }
        Check::DeviceRequest => {
            let ids = merged.slot(id, "device_ids");
            if let (Some(ids), Some(_)) = (ids, merged.get(id, "count")) {
                let at = ids.at.map(|key| key.token()).or(merged.token(id));
                if let Some(at) = at {
                    let message = "`count` and `device_ids` exclude each other";
                    builder.refuse(RefusalKind::ConflictingKeys, at, message);
                }
            }
        }
    }
}

fn words(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
