//! The tree of a merged project: its nodes in one arena, each with the value that was written for it. A node never
//! changes; what is merged becomes a new node that refers to old ones, so that services share what they have in common.

use std::borrow::Cow;
use std::collections::HashMap;

use super::way::{Way, Ways};
use crate::model::limits::MAX_MERGED_NODES;
use crate::source::Span;
use crate::syntax::yaml::Value;

/// The index of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct NodeId(u32);

/// What a node is, as Compose reads it.
#[derive(Debug, Clone)]
pub(super) enum Kind<'t> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(Cow<'t, str>),
    /// A scalar that is only known once variables are.
    Unknown,
    List(Vec<Item>),
    Map(Vec<Slot<'t>>),
    /// An item `KEY=value` of a list that was an entry of a mapping.
    Pair(Box<Slot<'t>>),
}

/// An item of a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub(super) value: NodeId,
    pub(super) way: Way,
}

/// An entry of a mapping.
#[derive(Debug, Clone)]
pub(super) struct Slot<'t> {
    pub(super) key: Cow<'t, str>,
    /// The key as it is written; `None` when Compose made it.
    pub(super) at: Option<Value<'t>>,
    pub(super) value: NodeId,
    /// How the entry came to the mapping.
    pub(super) way: Way,
}

/// A node of the arena.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    pub(super) kind: Kind<'t>,
    /// What is written for it; `None` when Compose made it.
    pub(super) origin: Option<Value<'t>>,
    /// Whether the origin is another form of the same, so that a reader can take it instead.
    pub(super) short: bool,
    /// The layer that the origin is in.
    pub(super) layer: u16,
}

/// A file with what its relative paths are relative to.
#[derive(Debug, Clone)]
pub(super) struct LayerInfo {
    /// The folder, relative to that of the project; empty for the project's own.
    pub(super) folder: String,
}

/// All nodes of a project.
#[derive(Debug, Default)]
pub struct Merged<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) layers: Vec<LayerInfo>,
    pub(super) ways: Ways,
    /// What else is written for a node that several layers share.
    pub(super) others: HashMap<NodeId, Vec<Value<'t>>>,
    /// What a scalar stands instead of: that of a lower layer.
    pub(super) replaced: HashMap<NodeId, NodeId>,
    /// Whether the first layer takes away from others.
    pub(super) is_layer: bool,
    /// Whether there was more than an arena may hold.
    pub(super) full: bool,
}

impl<'t> Merged<'t> {
    pub(super) fn node(&self, id: NodeId) -> &Node<'t> {
        static NOWHERE: Node<'static> = Node { kind: Kind::Null, origin: None, short: false, layer: 0 };
        self.nodes.get(id.0 as usize).unwrap_or(&NOWHERE)
    }

    pub(super) fn kind(&self, id: NodeId) -> &Kind<'t> {
        &self.node(id).kind
    }

    pub(super) fn add(&mut self, node: Node<'t>) -> NodeId {
        if self.nodes.len() >= MAX_MERGED_NODES {
            self.full = true;
            return NodeId(u32::MAX);
        }
        self.nodes.push(node);
        NodeId((self.nodes.len() - 1) as u32)
    }

    /// A null that nothing is written for.
    pub(super) fn add_null(&mut self) -> NodeId {
        self.add(Node { kind: Kind::Null, origin: None, short: false, layer: 0 })
    }

    /// A node that Compose makes of another one.
    pub(super) fn made(&mut self, kind: Kind<'t>, of: NodeId) -> NodeId {
        let layer = self.node(of).layer;
        self.add(Node { kind, origin: None, short: false, layer })
    }

    /// Another form of a node, for which the same is written.
    pub(super) fn form(&mut self, kind: Kind<'t>, of: NodeId) -> NodeId {
        let Node { origin, layer, .. } = *self.node(of);
        self.add(Node { kind, origin, short: true, layer })
    }

    /// The same node with another content.
    pub(super) fn with(&mut self, kind: Kind<'t>, of: NodeId) -> NodeId {
        let Node { origin, short, layer, .. } = *self.node(of);
        let id = self.add(Node { kind, origin, short, layer });
        if let Some(others) = self.others.get(&of).cloned() {
            self.others.insert(id, others);
        }
        id
    }

    /// The same mapping with another value for a key that it has.
    pub(super) fn set(&mut self, id: NodeId, key: &str, value: NodeId) -> NodeId {
        let mut slots = self.slots(id).to_vec();
        for slot in slots.iter_mut().filter(|slot| slot.key == key) {
            slot.value = value;
        }
        self.with(Kind::Map(slots), id)
    }

    pub(super) fn is_null(&self, id: NodeId) -> bool {
        matches!(self.kind(id), Kind::Null)
    }

    pub(super) fn is_unknown(&self, id: NodeId) -> bool {
        matches!(self.kind(id), Kind::Unknown)
    }

    pub(super) fn text(&self, id: NodeId) -> Option<&str> {
        match self.kind(id) {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn slots(&self, id: NodeId) -> &[Slot<'t>] {
        match self.kind(id) {
            Kind::Map(slots) => slots,
            _ => &[],
        }
    }

    pub(super) fn items(&self, id: NodeId) -> &[Item] {
        match self.kind(id) {
            Kind::List(items) => items,
            _ => &[],
        }
    }

    pub(super) fn slot(&self, id: NodeId, key: &str) -> Option<&Slot<'t>> {
        self.slots(id).iter().find(|slot| slot.key == key)
    }

    pub(super) fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.slot(id, key).map(|slot| slot.value)
    }

    /// One token that a node can be pointed at with; `None` when Compose made it.
    pub(super) fn token(&self, id: NodeId) -> Option<Span> {
        self.node(id).origin.map(Value::token)
    }

    /// The same, or another place when nothing is written for the node.
    pub(super) fn token_or(&self, id: NodeId, other: Span) -> Span {
        self.token(id).unwrap_or(other)
    }

    /// A scalar as Go prints it; `None` for collections and what is not known.
    pub(super) fn printed(&self, id: NodeId) -> Option<Cow<'_, str>> {
        Some(match self.kind(id) {
            Kind::Null => Cow::Borrowed("<nil>"),
            Kind::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
            Kind::Int(value) => Cow::Owned(value.to_string()),
            Kind::Float(value) => Cow::Owned(go_number(*value)),
            Kind::Text(text) => Cow::Borrowed(text),
            Kind::Pair(slot) => match self.kind(slot.value) {
                Kind::Null => Cow::Borrowed(&slot.key),
                Kind::Unknown => return None,
                _ => Cow::Owned(format!("{}={}", slot.key, self.go_text(slot.value))),
            },
            Kind::Unknown | Kind::List(_) | Kind::Map(_) => return None,
        })
    }

    /// Anything as Go prints it; what is not known is left out.
    pub(super) fn go_text(&self, id: NodeId) -> String {
        match self.kind(id) {
            Kind::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.go_text(item.value)).collect();
                format!("[{}]", items.join(" "))
            }
            Kind::Map(slots) => {
                let entry = |slot: &Slot<'t>| format!("{}:{}", slot.key, self.go_text(slot.value));
                let mut slots: Vec<&Slot<'t>> = slots.iter().collect();
                slots.sort_by(|a, b| a.key.cmp(&b.key));
                format!("map[{}]", slots.into_iter().map(entry).collect::<Vec<_>>().join(" "))
            }
            _ => self.printed(id).unwrap_or_default().into_owned(),
        }
    }

    /// What is written for a node by each layer that says something about it.
    pub(super) fn origins(&self, id: NodeId) -> impl Iterator<Item = Value<'t>> {
        let others = self.others.get(&id).into_iter().flatten().copied();
        self.node(id).origin.into_iter().chain(others)
    }

    /// What something is called, for messages.
    pub(super) fn words(&self, id: NodeId) -> &'static str {
        self.kind(id).words()
    }
}

/// A number with a fraction as Go prints it.
pub(super) fn go_number(value: f64) -> String {
    if value.is_infinite() {
        return if value > 0.0 { "+Inf".into() } else { "-Inf".into() };
    }
    let exponent = format!("{value:e}");
    let power = exponent.split_once('e').and_then(|(_, power)| power.parse::<i32>().ok()).unwrap_or(0);
    if value == 0.0 || (-4..21).contains(&power) {
        return value.to_string();
    }
    let (digits, _) = exponent.split_once('e').unwrap_or((&exponent, ""));
    let sign = if power < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", power.abs())
}

impl Kind<'_> {
    /// What it is called, for messages.
    pub(super) fn words(&self) -> &'static str {
        match self {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Int(_) | Kind::Float(_) => "a number",
            Kind::Text(_) | Kind::Unknown | Kind::Pair(_) => "a string",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a mapping",
        }
    }
}
