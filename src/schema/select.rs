//! Follows the paths of constraints through a tree. Does not judge what it finds.

use super::node::{Key, Kind, Node};
use super::path::{From, Path, Reference, Segment};
use super::way::{Way, Ways};
use crate::source::Span;

/// What is at the end of a path.
#[derive(Debug, Clone, Copy)]
pub(super) enum What<'t, N> {
    /// Nothing, or a null, which is the same.
    Absent,
    /// It cannot be seen before deployment.
    Unknown,
    /// A value.
    Node(N),
    /// A key.
    Key(Key<'t>),
}

/// An end of a path, with what is needed to go on from there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slot<'t, N> {
    pub what: What<'t, N>,
    /// The token to point at: the value, or the nearest key.
    pub at: Span,
    /// The token of the key that leads there.
    pub key: Span,
    pub way: Way,
    /// The object that holds the field, and the one that holds that.
    pub holders: [Option<Held<N>>; 2],
}

/// An object on the way, and how it was reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<N> {
    pub node: N,
    pub key: Span,
    pub way: Way,
}

/// Follows paths, within a number of steps.
pub(super) struct Select<'w, 't> {
    pub ways: &'w mut Ways<'t>,
    pub steps: &'w mut usize,
}

impl<'t, N: Node<'t>> Slot<'t, N> {
    /// The end of the empty path.
    pub(super) fn start(held: Held<N>) -> Slot<'t, N> {
        let kind = held.node.kind();
        let what = if kind == Kind::Unknown { What::Unknown } else { What::Node(held.node) };
        Slot {
            what,
            at: place_of(held.node, kind, held.key),
            key: held.key,
            way: held.way,
            holders: [None, None],
        }
    }

    pub(super) fn node(&self) -> Option<N> {
        if let What::Node(node) = self.what { Some(node) } else { None }
    }

    pub(super) fn is_unknown(&self) -> bool {
        matches!(self.what, What::Unknown)
    }

    /// The text of a key or of a value that is text.
    pub(super) fn text(&self) -> Option<&'t str> {
        match self.what {
            What::Key(key) => key.text,
            What::Node(node) if node.kind() == Kind::Text => Some(node.text()),
            _ => None,
        }
    }
}

/// Where to point for a value: at itself if it is a scalar, else at its key.
pub(super) fn place<'t, N: Node<'t>>(node: N, key: Span) -> Span {
    place_of(node, node.kind(), key)
}

fn place_of<'t, N: Node<'t>>(node: N, kind: Kind, key: Span) -> Span {
    if matches!(kind, Kind::List | Kind::Map | Kind::Null) {
        return key;
    }
    let own = node.place();
    if own.is_empty() { key } else { own }
}

impl<'t> Select<'_, 't> {
    /// The ends of a path.
    pub(super) fn path<N: Node<'t>>(&mut self, path: &Path<'t>, from: Slot<'t, N>) -> Vec<Slot<'t, N>> {
        let mut slots = vec![from];
        for segment in &path.0 {
            let mut next = Vec::with_capacity(slots.len());
            for slot in slots {
                self.step(segment, slot, &mut next);
            }
            slots = next;
        }
        slots
    }

    /// The ends of a reference, seen from an end of a path that started at `start` below `root`.
    pub(super) fn reference<N: Node<'t>>(
        &mut self,
        reference: &Reference<'t>,
        slot: &Slot<'t, N>,
        start: Held<N>,
        root: Held<N>,
    ) -> Vec<Slot<'t, N>> {
        let [holder, outer] = slot.holders;
        let from = match reference.from {
            From::Start => Some(start),
            From::Root => Some(root),
            From::Holder => holder,
            From::Outer => outer,
        };
        from.map(|from| self.path(&reference.path, Slot::start(from))).unwrap_or_default()
    }

    fn step<N: Node<'t>>(&mut self, segment: &Segment<'t>, slot: Slot<'t, N>, out: &mut Vec<Slot<'t, N>>) {
        *self.steps = self.steps.saturating_add(1);
        if slot.is_unknown() {
            out.push(slot);
            return;
        }
        let Some(node) = slot.node() else { return };
        match segment {
            Segment::Name(name) => out.extend(self.name(name, node, slot)),
            Segment::Items => {
                for (index, item) in node.items().into_iter().enumerate() {
                    let (way, key) = (self.ways.item(slot.way, index), item.place());
                    let start = Slot::start(Held { node: item, key, way });
                    out.push(Slot { holders: slot.holders, at: key, ..start });
                }
            }
            Segment::Values | Segment::Keys => {
                for entry in node.entries() {
                    let way = self.ways.key(slot.way, entry.key.text.unwrap_or("?"));
                    let key = entry.key.place;
                    let end = match (segment, entry.key.text) {
                        (_, None) => Slot { what: What::Unknown, way, at: key, key, ..slot },
                        (Segment::Keys, Some(_)) => {
                            Slot { what: What::Key(entry.key), way, at: key, key, ..slot }
                        }
                        _ if entry.value.is_null() => continue,
                        _ => Slot {
                            holders: slot.holders,
                            ..Slot::start(Held { node: entry.value, key, way })
                        },
                    };
                    out.push(end);
                }
            }
            Segment::Any(paths) => {
                for path in paths {
                    out.extend(self.path(path, slot));
                }
            }
        }
    }

    /// The value of a key of an object; `None` when there is no object. A null item of a list is one without fields.
    pub(super) fn name<N: Node<'t>>(
        &mut self,
        name: &'t str,
        node: N,
        slot: Slot<'t, N>,
    ) -> Option<Slot<'t, N>> {
        if !matches!(node.kind(), Kind::Map | Kind::Null) {
            return None;
        }
        let holder = Held { node, key: slot.key, way: slot.way };
        let holders = [Some(holder), slot.holders.first().copied().flatten()];
        let way = self.ways.key(slot.way, name);
        Some(match node.entry(name) {
            Some(entry) if entry.value.is_null() => {
                let key = entry.key.place;
                Slot { what: What::Absent, at: key, key, way, holders }
            }
            Some(entry) => {
                Slot { holders, ..Slot::start(Held { node: entry.value, key: entry.key.place, way }) }
            }
            None if node.is_partial() => {
                Slot { what: What::Unknown, at: slot.key, key: slot.key, way, holders }
            }
            None => Slot { what: What::Absent, at: slot.key, key: slot.key, way, holders },
        })
    }
}
