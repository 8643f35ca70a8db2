//! What `!reset` and `!override` take from the layers before. Does not merge.

use std::collections::HashMap;
use std::rc::Rc;

use super::builder::Builder;
use super::merged::{Kind, NodeId};
use super::refusal::Removed;
use crate::source::Span;

/// A path that a layer takes away.
#[derive(Debug, Clone)]
pub(super) struct Reset {
    pub(super) path: Vec<String>,
    /// The value with the tag.
    pub(super) by: Span,
}

/// The resets of a document, by path.
#[derive(Debug, Clone, Default)]
pub(super) struct Resets(Rc<[Reset]>);

impl Resets {
    pub(super) fn new(mut resets: Vec<Reset>) -> Resets {
        resets.sort_by(|a, b| a.path.cmp(&b.path));
        Resets(resets.into())
    }

    /// Those below a path.
    fn below(&self, at: &[&str]) -> Vec<&Reset> {
        let before = |reset: &Reset| reset.path.iter().map(String::as_str).lt(at.iter().copied());
        let first = self.0.partition_point(before);
        let is_below = |reset: &&Reset| {
            reset.path.len() >= at.len() && reset.path.iter().zip(at).all(|(part, key)| part == key)
        };
        let below = self.0.iter().skip(first).take_while(is_below);
        below.filter(|reset| reset.path.len() > at.len()).collect()
    }
}

/// A node without what is reset in it; `at` is its own path.
pub(super) fn apply<'t>(builder: &mut Builder<'t>, node: NodeId, at: &[&str], resets: &Resets) -> NodeId {
    without(builder, node, at.len(), &resets.below(at))
}

/// A node without what resets take from it, whose paths lead to it with their first `depth` keys.
fn without<'t>(builder: &mut Builder<'t>, node: NodeId, depth: usize, resets: &[&Reset]) -> NodeId {
    if resets.is_empty() || builder.merged.slots(node).is_empty() {
        return node;
    }
    let mut by_key: HashMap<&str, Vec<&Reset>> = HashMap::new();
    for reset in resets {
        if let Some(key) = reset.path.get(depth) {
            by_key.entry(key).or_default().push(reset);
        }
    }
    let slots = builder.merged.slots(node).to_vec();
    let mut changed = false;
    let mut kept = Vec::with_capacity(slots.len());
    for mut slot in slots {
        if let Some(below) = by_key.get(slot.key.as_ref()) {
            if let Some(whole) = below.iter().find(|reset| reset.path.len() == depth + 1) {
                let was = builder.merged.node(slot.value).origin;
                builder.removed.push(Removed { path: whole.path.clone(), was, by: whole.by });
                changed = true;
                continue;
            }
            let value = without(builder, slot.value, depth + 1, below);
            changed |= value != slot.value;
            slot.value = value;
        }
        kept.push(slot);
    }
    if changed { builder.merged.with(Kind::Map(kept), node) } else { node }
}
