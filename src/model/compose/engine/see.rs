//! A project as Compose keeps it, to be looked at: values with their places. Judges nothing.

use super::super::merged::{Kind, Merged, NodeId, Slot};
use crate::source::Span;

/// A value, and what is pointed at for it.
#[derive(Clone, Copy)]
pub(super) struct See<'c> {
    merged: &'c Merged<'c>,
    id: NodeId,
    pub(super) at: Span,
}

/// An entry of a mapping.
#[derive(Clone, Copy)]
pub(super) struct Named<'c> {
    pub(super) name: &'c str,
    /// The key, or what is written for it.
    pub(super) key: Span,
    pub(super) value: See<'c>,
}

impl<'c> See<'c> {
    pub(super) fn new(merged: &'c Merged<'c>, id: NodeId, at: Span) -> See<'c> {
        See { merged, id, at }
    }

    fn below(self, id: NodeId, around: Span) -> See<'c> {
        let is_scalar = !matches!(self.merged.kind(id), Kind::Map(_) | Kind::List(_));
        let own = self.merged.token(id).filter(|own| !own.is_empty());
        See { id, at: own.filter(|_| is_scalar).unwrap_or(around), ..self }
    }

    /// The entries of a mapping.
    pub(super) fn entries(self) -> impl Iterator<Item = Named<'c>> {
        self.merged.slots(self.id).iter().map(move |slot| self.named(slot))
    }

    fn named(self, slot: &'c Slot<'c>) -> Named<'c> {
        let key = slot.at.map(|key| key.token()).or(self.merged.token(slot.value)).unwrap_or(self.at);
        Named { name: &slot.key, key, value: self.below(slot.value, key) }
    }

    pub(super) fn entry(self, name: &str) -> Option<Named<'c>> {
        self.merged.slots(self.id).iter().find(|slot| slot.key == name).map(|slot| self.named(slot))
    }

    pub(super) fn get(self, name: &str) -> Option<See<'c>> {
        self.entry(name).map(|entry| entry.value)
    }

    pub(super) fn at_path(self, path: &[&str]) -> Option<See<'c>> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The items of a list, each at its own token where one is written.
    pub(super) fn items(self) -> impl Iterator<Item = See<'c>> {
        self.merged.items(self.id).iter().map(move |item| {
            let own = self.merged.token(item.value).filter(|own| !own.is_empty());
            See { id: item.value, at: own.unwrap_or(self.at), ..self }
        })
    }

    pub(super) fn text(self) -> Option<&'c str> {
        self.merged.text(self.id)
    }

    /// The text as it is written, with its placeholders.
    pub(super) fn written(self) -> Option<&'c str> {
        self.merged.node(self.id).origin?.text()
    }

    /// Whether a key is written, also where its value is as good as none.
    pub(super) fn is_written(self, name: &str) -> bool {
        self.merged.node(self.id).origin.is_some_and(|value| value.get(name).is_some())
    }

    /// The text of an entry.
    pub(super) fn text_of(self, name: &str) -> Option<&'c str> {
        self.get(name)?.text()
    }

    /// A number, also one that is kept as text.
    pub(super) fn number(self) -> Option<f64> {
        match self.merged.kind(self.id) {
            Kind::Int(number) => Some(*number as f64),
            Kind::Float(number) => Some(*number),
            Kind::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The number of an entry.
    pub(super) fn number_of(self, path: &[&str]) -> Option<f64> {
        self.at_path(path)?.number()
    }

    pub(super) fn is_true(self) -> bool {
        matches!(self.merged.kind(self.id), Kind::Bool(true))
    }

    pub(super) fn is_unknown(self) -> bool {
        self.merged.is_unknown(self.id)
    }

    /// Whether a switch of an entry is on.
    pub(super) fn is_on(self, name: &str) -> bool {
        self.get(name).is_some_and(See::is_true)
    }

    /// Whether an entry is there with content.
    pub(super) fn has(self, name: &str) -> bool {
        self.get(name).is_some_and(|value| match value.merged.kind(value.id) {
            Kind::Null => false,
            Kind::Text(text) => !text.is_empty(),
            Kind::List(items) => !items.is_empty(),
            Kind::Map(slots) => !slots.is_empty(),
            _ => true,
        })
    }
}
