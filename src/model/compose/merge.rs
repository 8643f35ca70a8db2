//! How two layers become one: mappings key by key, lists one after the other, scalars replaced, and the paths where
//! Compose does otherwise. Does not look for repeated items.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

use super::builder::Builder;
use super::merged::{Item, Kind, NodeId, Slot};
use super::table::{State, Table};
use super::unicity::{self, Index};
use super::way::Way;
use crate::model::limits::MAX_ORIGINS;
use crate::model::refusal::RefusalKind;

/// What two layers are to each other.
#[derive(Clone, Copy)]
pub(super) struct Join {
    /// How one comes to what the lower layer says.
    pub(super) base: Way,
    /// How one comes to what the upper layer says, which wins.
    pub(super) over: Way,
    /// Whether what both say is read in the upper layer first.
    pub(super) upper_first: bool,
}

/// What is done at a path instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Special {
    Replace,
    KeyValues,
    Sequence,
    Build,
    DependsOn,
    Names,
    Logging,
    Ulimit,
    Pools,
}

static SPECIALS: LazyLock<Table<Special>> = LazyLock::new(|| {
    use Special::{Build, DependsOn, KeyValues, Logging, Names, Pools, Replace, Sequence, Ulimit};
    Table::new(&[
        ("networks.*.ipam.config", Pools),
        ("networks.*.labels", KeyValues),
        ("volumes.*.labels", KeyValues),
        ("secrets.*.labels", KeyValues),
        ("configs.*.labels", KeyValues),
        ("workload.annotations", KeyValues),
        ("workload.build", Build),
        ("workload.build.args", KeyValues),
        ("workload.build.additional_contexts", KeyValues),
        ("workload.build.extra_hosts", Sequence),
        ("workload.build.labels", KeyValues),
        ("workload.command", Replace),
        ("workload.depends_on", DependsOn),
        ("workload.dns", Sequence),
        ("workload.dns_opt", Sequence),
        ("workload.dns_search", Sequence),
        ("workload.entrypoint", Replace),
        ("workload.env_file", Sequence),
        ("workload.label_file", Sequence),
        ("workload.environment", KeyValues),
        ("workload.extra_hosts", Sequence),
        ("workload.healthcheck.test", Replace),
        ("workload.labels", KeyValues),
        ("workload.volumes.*.volume.labels", KeyValues),
        ("workload.logging", Logging),
        ("workload.models", Names),
        ("workload.networks", Names),
        ("workload.sysctls", KeyValues),
        ("workload.tmpfs", Sequence),
        ("workload.ulimits.*", Ulimit),
        ("services.*.deploy.labels", KeyValues),
    ])
});

/// Merges two nodes at a path of keys.
pub(super) fn merge<'t>(
    builder: &mut Builder<'t>,
    base: NodeId,
    over: NodeId,
    path: &[&str],
    join: Join,
) -> NodeId {
    Merger { builder, join }.merge(base, over, SPECIALS.at(path))
}

struct Merger<'b, 't> {
    builder: &'b mut Builder<'t>,
    join: Join,
}

impl<'t> Merger<'_, 't> {
    fn merge(&mut self, base: NodeId, over: NodeId, state: State) -> NodeId {
        if let Some(special) = SPECIALS.value(state) {
            return self.special(special, base, over, state);
        }
        if self.builder.merged.is_null(over) {
            return base;
        }
        match (self.builder.merged.kind(base), self.builder.merged.kind(over)) {
            (Kind::Map(_), Kind::Map(_)) => self.mappings(base, over, state),
            (Kind::List(_), Kind::List(_)) => {
                let (low, high) = (self.items(base, self.join.base), self.items(over, self.join.over));
                let items = self.append(low, high);
                self.both(Kind::List(items), base, over)
            }
            (Kind::Map(_) | Kind::List(_), _) => self.incompatible(base, over),
            _ => {
                self.builder.merged.replaced.insert(over, base);
                over
            }
        }
    }

    /// A node for which both layers say something.
    fn both(&mut self, kind: Kind<'t>, base: NodeId, over: NodeId) -> NodeId {
        let (first, second) = if self.join.upper_first { (over, base) } else { (base, over) };
        let merged = &mut self.builder.merged;
        let first = if merged.node(first).origin.is_some() { first } else { second };
        let mut origins = merged.origins(base).chain(merged.origins(over)).collect::<Vec<_>>();
        let id = merged.with(kind, first);
        if let Some(node) = merged.nodes.last_mut() {
            node.short = false;
        }
        let own = merged.node(id).origin;
        origins.truncate(MAX_ORIGINS);
        origins.retain(|value| own.is_none_or(|own| own.span() != value.span()));
        if !origins.is_empty() {
            merged.others.insert(id, origins);
        }
        id
    }

    fn incompatible(&mut self, base: NodeId, over: NodeId) -> NodeId {
        let merged = &self.builder.merged;
        let message = format!("{} cannot be merged into {}", merged.words(over), merged.words(base));
        let label = merged.token(base).map(|at| (at, "this is what it is merged into".to_owned()));
        if let Some(at) = merged.token(over).or(merged.token(base)) {
            self.builder.refuse_with(
                RefusalKind::IncompatibleOverride,
                at,
                message,
                label.into_iter().collect(),
            );
        }
        base
    }

    fn items(&mut self, id: NodeId, way: Way) -> Vec<Item> {
        let mut items = self.builder.merged.items(id).to_vec();
        if way.is_some() {
            for item in &mut items {
                item.way = self.builder.merged.ways.join(way, item.way);
            }
        }
        items
    }

    fn mappings(&mut self, base: NodeId, over: NodeId, state: State) -> NodeId {
        let high = self.builder.merged.slots(over).to_vec();
        let low = self.builder.merged.slots(base).to_vec();
        let slots = self.merge_slots(low, high, state);
        self.both(Kind::Map(slots), base, over)
    }

    fn merge_slots(&mut self, low: Vec<Slot<'t>>, high: Vec<Slot<'t>>, state: State) -> Vec<Slot<'t>> {
        let mut above: HashMap<Cow<'t, str>, Slot<'t>> =
            high.iter().map(|slot| (slot.key.clone(), slot.clone())).collect();
        let mut out = Vec::with_capacity(low.len() + high.len());
        for mut slot in low {
            match above.remove(slot.key.as_ref()) {
                None => slot.way = self.builder.merged.ways.join(self.join.base, slot.way),
                Some(upper) => {
                    let below = SPECIALS.key(state, &slot.key);
                    let (base, over) = (slot.value, upper.value);
                    let value = self.merge(base, over, below);
                    slot = self.merged_slot(slot, upper, value);
                }
            }
            out.push(slot);
        }
        for mut slot in high {
            if above.contains_key(slot.key.as_ref()) {
                slot.way = self.builder.merged.ways.join(self.join.over, slot.way);
                out.push(slot);
            }
        }
        out
    }

    /// The entry for a key that both layers have: with the key of the layer that is read first, or of the only one
    /// whose value is left.
    fn merged_slot(&mut self, lower: Slot<'t>, upper: Slot<'t>, value: NodeId) -> Slot<'t> {
        let is_upper =
            if value == lower.value { false } else { value == upper.value || self.join.upper_first };
        let (way, mut slot) = if is_upper { (self.join.over, upper) } else { (self.join.base, lower) };
        slot.way = self.builder.merged.ways.join(way, slot.way);
        slot.value = value;
        slot
    }

    /// The items of both lists, without those of the upper one that the lower one has.
    fn append(&mut self, low: Vec<Item>, high: Vec<Item>) -> Vec<Item> {
        let mut known: HashSet<u64> = low.iter().map(|item| self.fingerprint(item.value)).collect();
        let mut out = low;
        for item in high {
            if known.insert(self.fingerprint(item.value)) {
                out.push(item);
            }
        }
        out
    }

    fn fingerprint(&self, id: NodeId) -> u64 {
        fingerprint(self.builder, id)
    }

    fn special(&mut self, special: Special, base: NodeId, over: NodeId, state: State) -> NodeId {
        match special {
            Special::Replace => over,
            Special::KeyValues => self.key_values(base, over),
            Special::Sequence => {
                let (low, high) = (self.sequence(base, self.join.base), self.sequence(over, self.join.over));
                let items = self.append(low, high);
                self.both(Kind::List(items), base, over)
            }
            Special::Build => {
                let (low, high) = (self.build(base), self.build(over));
                let slots = self.merge_slots(low, high, state);
                self.both(Kind::Map(slots), base, over)
            }
            Special::DependsOn | Special::Names => {
                let is_waited = special == Special::DependsOn;
                let (Some(low), Some(high)) = (self.names(base, is_waited), self.names(over, is_waited))
                else {
                    return base;
                };
                let slots = self.merge_slots(low, high, state);
                self.both(Kind::Map(slots), base, over)
            }
            Special::Logging => self.logging(base, over, state),
            Special::Ulimit => match (self.builder.merged.kind(base), self.builder.merged.kind(over)) {
                (Kind::Map(_), Kind::Map(_)) => self.mappings(base, over, state),
                _ => over,
            },
            Special::Pools => self.pools(base, over, state),
        }
    }

    /// A value as a list: a mapping becomes its entries `KEY=value`.
    fn sequence(&mut self, id: NodeId, way: Way) -> Vec<Item> {
        match self.builder.merged.kind(id).clone() {
            Kind::Map(slots) => {
                let mut out = Vec::with_capacity(slots.len());
                for slot in slots {
                    let outer = self.builder.merged.ways.join(way, slot.way);
                    // A list of values is as many entries.
                    let values = match self.builder.merged.kind(slot.value) {
                        Kind::List(items) => items.iter().map(|item| item.value).collect(),
                        _ => vec![slot.value],
                    };
                    for value in values {
                        let pair = Kind::Pair(Box::new(Slot { value, ..slot.clone() }));
                        out.push(Item { value: self.builder.merged.made(pair, value), way: outer });
                    }
                }
                out
            }
            Kind::List(_) => self.items(id, way),
            Kind::Text(_) | Kind::Unknown => vec![Item { value: id, way }],
            _ => Vec::new(),
        }
    }

    fn key_values(&mut self, base: NodeId, over: NodeId) -> NodeId {
        let mut items = self.sequence(base, self.join.base);
        items.extend(self.sequence(over, self.join.over));
        let items = unicity::unique(self.builder, items, Index::KeyValue, base);
        self.both(Kind::List(items), base, over)
    }

    fn build(&mut self, id: NodeId) -> Vec<Slot<'t>> {
        match self.builder.merged.kind(id).clone() {
            Kind::Map(slots) => slots,
            Kind::Text(_) | Kind::Unknown => {
                let at = self.builder.merged.node(id).origin;
                vec![Slot { key: Cow::Borrowed("context"), at, value: id, way: None }]
            }
            _ => Vec::new(),
        }
    }

    /// A list of names as a mapping; `None` when it is something else, which is refused.
    fn names(&mut self, id: NodeId, is_waited: bool) -> Option<Vec<Slot<'t>>> {
        match self.builder.merged.kind(id).clone() {
            Kind::Null => Some(Vec::new()),
            Kind::Map(slots) => Some(slots),
            Kind::List(items) => {
                let mut out: Vec<Slot<'t>> = Vec::with_capacity(items.len());
                for item in items {
                    if let Some(slot) = name_slot(self.builder, item.value, is_waited, item.way) {
                        out.push(slot);
                    }
                }
                Some(out)
            }
            Kind::Text(_) => Some(name_slot(self.builder, id, is_waited, None).into_iter().collect()),
            Kind::Unknown => Some(Vec::new()),
            _ => {
                let message = format!("{} names nothing", self.builder.merged.words(id));
                self.builder.refuse_node(RefusalKind::WrongType, id, id, message);
                None
            }
        }
    }

    fn logging(&mut self, base: NodeId, over: NodeId, state: State) -> NodeId {
        let merged = &self.builder.merged;
        for id in [base, over] {
            if !matches!(merged.kind(id), Kind::Map(_)) {
                return self.incompatible(base, over);
            }
        }
        let driver = |id| merged.get(id, "driver");
        match (driver(base), driver(over)) {
            (Some(low), Some(high)) if merged.printed(low) != merged.printed(high) => over,
            _ => self.mappings(base, over, state),
        }
    }

    /// Pools of addresses are merged by their subnet.
    fn pools(&mut self, base: NodeId, over: NodeId, state: State) -> NodeId {
        let is_list = |id| matches!(self.builder.merged.kind(id), Kind::List(_));
        if !is_list(base) || !is_list(over) {
            return self.incompatible(base, over);
        }
        let (low, high) = (self.items(base, self.join.base), self.items(over, self.join.over));
        let subnet = |this: &Self, id: NodeId| {
            let value = this.builder.merged.get(id, "subnet");
            value.and_then(|id| this.builder.merged.printed(id)).map(Cow::into_owned)
        };
        let below = SPECIALS.item(state);
        let mut out: Vec<Item> = Vec::new();
        let mut index: HashMap<Option<String>, usize> = HashMap::new();
        let upper: Vec<(Item, Option<String>)> =
            high.iter().map(|item| (*item, subnet(self, item.value))).collect();
        for original in low {
            let mut merged = original;
            for (item, other) in &upper {
                let name = subnet(self, merged.value);
                if *other != name && !index.contains_key(other) {
                    index.insert(other.clone(), out.len());
                    out.push(*item);
                    continue;
                }
                // What has another subnet than both is merged, too, as Compose does.
                merged.value = self.mappings(merged.value, item.value, below);
                let name = subnet(self, merged.value);
                match index.get(&name) {
                    Some(at) => {
                        if let Some(known) = out.get_mut(*at) {
                            *known = merged;
                        }
                    }
                    None => {
                        index.insert(name, out.len());
                        out.push(merged);
                    }
                }
            }
        }
        self.both(Kind::List(out), base, over)
    }
}

/// The entry that the name of something becomes; a service that is waited for gets what is waited for.
pub(super) fn name_slot<'t>(
    builder: &mut Builder<'t>,
    name: NodeId,
    is_waited: bool,
    way: Way,
) -> Option<Slot<'t>> {
    let key = match builder.merged.kind(name) {
        Kind::Text(text) => text.clone(),
        Kind::Unknown => return None,
        _ => {
            let message = format!("{} names nothing", builder.merged.words(name));
            builder.refuse_node(RefusalKind::WrongType, name, name, message);
            return None;
        }
    };
    let at = builder.merged.node(name).origin;
    let value = match is_waited {
        true => started(builder, name),
        false => builder.merged.form(Kind::Null, name),
    };
    Some(Slot { key, at, value, way })
}

/// What a service is waited for unless it says otherwise.
pub(super) fn started<'t>(builder: &mut Builder<'t>, of: NodeId) -> NodeId {
    let condition = implied(builder, of, "condition", Kind::Text(Cow::Borrowed("service_started")));
    let required = implied(builder, of, "required", Kind::Bool(true));
    builder.merged.form(Kind::Map(vec![condition, required]), of)
}

/// An entry that Compose makes.
pub(super) fn implied<'t>(
    builder: &mut Builder<'t>,
    of: NodeId,
    key: &'static str,
    kind: Kind<'t>,
) -> Slot<'t> {
    Slot { key: Cow::Borrowed(key), at: None, value: builder.merged.made(kind, of), way: None }
}

/// A number that is the same for nodes with the same content.
pub(super) fn fingerprint(builder: &Builder<'_>, id: NodeId) -> u64 {
    fn feed(builder: &Builder<'_>, id: NodeId, hasher: &mut DefaultHasher) {
        match builder.merged.kind(id) {
            Kind::Null => 0.hash(hasher),
            Kind::Bool(value) => (1, value).hash(hasher),
            Kind::Int(value) => (2, value).hash(hasher),
            Kind::Float(value) => (3, value.to_bits()).hash(hasher),
            Kind::Text(text) => (4, text).hash(hasher),
            // What is not known is like nothing else.
            Kind::Unknown => (5, id).hash(hasher),
            Kind::Pair(_) => (4, builder.merged.printed(id).unwrap_or_default()).hash(hasher),
            Kind::List(items) => {
                (6, items.len()).hash(hasher);
                items.iter().for_each(|item| feed(builder, item.value, hasher));
            }
            Kind::Map(slots) => {
                // The order of keys is not part of what a mapping says.
                let each = slots.iter().map(|slot| {
                    let mut hasher = DefaultHasher::new();
                    slot.key.hash(&mut hasher);
                    feed(builder, slot.value, &mut hasher);
                    hasher.finish()
                });
                (7, each.fold(0_u64, u64::wrapping_add)).hash(hasher);
            }
        }
    }
    let mut hasher = DefaultHasher::new();
    feed(builder, id, &mut hasher);
    hasher.finish()
}
