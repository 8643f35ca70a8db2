//! A handle to a part of a merged project, read like a value of one file. Decides nothing.

use super::layer::date;
use super::merged::{Item, Kind, Merged, NodeId, Slot, go_number};
use super::way::{Step, Way};
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{Node, Pair as WrittenPair, Plain, Scalar, ScalarStyle, Value, Via};

/// Where a value is that Compose made.
const NOWHERE: Span = Span { source: SourceId(0), start: 0, end: 0 };

/// A part of a merged project: cheap to copy. What is written in a short form is read in that form.
#[derive(Clone, Copy)]
pub struct Part<'t> {
    merged: &'t Merged<'t>,
    inner: Inner<'t>,
    layer: u16,
    step: Option<Step>,
}

#[derive(Clone, Copy)]
enum Inner<'t> {
    /// A node of the arena.
    Node(NodeId),
    /// What is written in one place, as it is.
    Written(Value<'t>),
}

/// An entry of a mapping of a merged project.
#[derive(Clone, Copy)]
pub struct Field<'t> {
    /// The text of the key.
    pub name: &'t str,
    /// The key as it is written.
    pub key: Value<'t>,
    /// The value.
    pub value: Part<'t>,
}

impl<'t> Part<'t> {
    pub(super) fn new(merged: &'t Merged<'t>, id: NodeId, step: Option<Step>) -> Part<'t> {
        let node = merged.node(id);
        let inner = match node.origin {
            Some(value) if node.short => Inner::Written(value),
            _ => Inner::Node(id),
        };
        Part { merged, inner, layer: node.layer, step }
    }

    fn child(self, id: NodeId, way: Way) -> Part<'t> {
        Part::new(self.merged, id, self.merged.ways.last(way).or(self.step))
    }

    fn below(self, value: Value<'t>) -> Part<'t> {
        let step = match value.via() {
            Via::Here => self.step,
            Via::Alias(span) => Some(Step::Alias(span)),
        };
        Part { inner: Inner::Written(value), step, ..self }
    }

    /// The value that is written for it; of several layers the one that is read first. `None` when Compose made it.
    pub fn value(self) -> Option<Value<'t>> {
        match self.inner {
            Inner::Node(id) => self.merged.node(id).origin,
            Inner::Written(value) => Some(value),
        }
    }

    /// The value to write to: only when this is the one place that says so, it stands in the entry file or is reached
    /// from it by nothing that others share, and no alias leads there.
    pub fn written(self) -> Option<Value<'t>> {
        let value = self.value()?;
        let is_one = match self.inner {
            Inner::Node(id) => !self.merged.others.contains_key(&id),
            Inner::Written(_) => true,
        };
        (is_one && self.step.is_none() && !value.is_shared()).then_some(value)
    }

    /// What a lower layer says instead of this scalar.
    pub fn replaced(self) -> Option<Part<'t>> {
        let Inner::Node(id) = self.inner else { return None };
        let lower = self.merged.replaced.get(&id)?;
        Some(Part::new(self.merged, *lower, None))
    }

    /// A value of any layer, as it is written there.
    pub(super) fn elsewhere(self, value: Value<'t>) -> Part<'t> {
        Part { inner: Inner::Written(value), step: None, ..self }
    }

    /// A number or date without quotes as Compose puts it into a text; `None` for what stays as it is written, and for
    /// numbers between the largest that are kept exactly with a sign and without one.
    pub fn printed(self) -> Option<String> {
        let value = self.value()?;
        let text = value.text()?;
        let printed = match value.yaml12()? {
            Plain::Int(number) => i64::try_from(number).ok()?.to_string(),
            Plain::Float(number) if number.is_finite() => go_number(number),
            Plain::Text => date(value, text)?,
            Plain::Float(_) | Plain::Bool(_) | Plain::Null => return None,
        };
        (printed != text).then_some(printed)
    }

    /// Whether it is a scalar that is written without quotes, on one line.
    pub fn is_plain(self) -> bool {
        self.value().is_some_and(|value| {
            let is_bare = value.scalar().is_some_and(|scalar| scalar.style == ScalarStyle::Plain);
            is_bare && value.node().tag.is_none() && value.token() == value.span()
        })
    }

    /// The folder that relative paths in it are relative to, itself relative to the project's.
    pub fn folder(self) -> &'t str {
        self.merged.layers.get(usize::from(self.layer)).map_or("", |layer| layer.folder.as_str())
    }

    /// The last step on the way to it; `None` when it is written in the entry file itself.
    pub fn step(self) -> Option<Step> {
        self.step
    }

    /// The source that it is written in.
    pub fn source(self) -> Option<SourceId> {
        self.value().map(|value| value.span().source)
    }

    /// The tree node that holds its content.
    pub fn node(self) -> Option<&'t Node<'t>> {
        self.value().map(Value::node)
    }

    /// Where its content stands.
    pub fn span(self) -> Span {
        self.value().map_or(NOWHERE, Value::span)
    }

    /// What can be pointed at on one line.
    pub fn token(self) -> Span {
        self.value().map_or(NOWHERE, Value::token)
    }

    /// The scalar that is written, if it is one.
    pub fn scalar(self) -> Option<&'t Scalar<'t>> {
        self.value().and_then(Value::scalar)
    }

    /// The text of a scalar as it is written, before variables are put in; `None` for mappings, lists and nulls.
    pub fn text(self) -> Option<&'t str> {
        self.value().and_then(Value::text)
    }

    /// Whether it is a null, written or not.
    pub fn is_null(self) -> bool {
        match self.inner {
            Inner::Node(id) => self.merged.is_null(id),
            Inner::Written(value) => value.is_null(),
        }
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        match self.inner {
            Inner::Node(id) => matches!(self.merged.kind(id), Kind::Map(_)),
            Inner::Written(value) => value.is_mapping(),
        }
    }

    /// Whether it is a list.
    pub fn is_sequence(self) -> bool {
        match self.inner {
            Inner::Node(id) => matches!(self.merged.kind(id), Kind::List(_)),
            Inner::Written(value) => value.is_sequence(),
        }
    }

    /// Whether it is a mapping or list that a syntax error or a limit cut short.
    pub fn is_broken(self) -> bool {
        match self.inner {
            Inner::Node(id) => self.merged.full || self.merged.origins(id).any(Value::is_broken),
            Inner::Written(value) => value.is_broken(),
        }
    }

    /// The items of a list; what several of them were made of is there once.
    pub fn items(self) -> Vec<Part<'t>> {
        match self.inner {
            Inner::Written(value) => value.items().map(|item| self.below(item)).collect(),
            Inner::Node(id) => {
                let mut out: Vec<Part<'t>> = Vec::with_capacity(self.merged.items(id).len());
                for Item { value, way } in self.merged.items(id) {
                    let part = self.child(*value, *way);
                    let same = |last: &Part<'t>| match (last.inner, part.inner) {
                        (Inner::Written(a), Inner::Written(b)) => {
                            a.id() == b.id() && std::ptr::eq(a.tree(), b.tree())
                        }
                        _ => false,
                    };
                    if !out.last().is_some_and(same) {
                        out.push(part);
                    }
                }
                out
            }
        }
    }

    /// The entry that an item `KEY=value` of a list was.
    pub fn pair(self) -> Option<Field<'t>> {
        let Inner::Node(id) = self.inner else { return None };
        match self.merged.kind(id) {
            Kind::Pair(slot) => self.field(slot),
            _ => None,
        }
    }

    fn field(self, slot: &'t Slot<'t>) -> Option<Field<'t>> {
        Some(Field { name: &slot.key, key: slot.at?, value: self.child(slot.value, slot.way) })
    }

    fn pair_field(self, pair: WrittenPair<'t>) -> Option<Field<'t>> {
        Some(Field { name: pair.key.text()?, key: pair.key, value: self.below(pair.value) })
    }

    /// The entries of a mapping that are written.
    pub fn entries(self) -> Vec<Field<'t>> {
        match self.inner {
            Inner::Written(value) => {
                value.entries().into_iter().filter_map(|pair| self.pair_field(pair)).collect()
            }
            Inner::Node(id) => self.merged.slots(id).iter().filter_map(|slot| self.field(slot)).collect(),
        }
    }

    /// The entry of a key.
    pub fn entry(self, key: &str) -> Option<Field<'t>> {
        match self.inner {
            Inner::Written(value) => value.pair(key).and_then(|pair| self.pair_field(pair)),
            Inner::Node(id) => self.merged.slot(id, key).and_then(|slot| self.field(slot)),
        }
    }

    /// The value of a key.
    pub fn get(self, key: &str) -> Option<Part<'t>> {
        self.entry(key).map(|field| field.value)
    }

    /// The value at a path of keys.
    pub fn at(self, path: &[&str]) -> Option<Part<'t>> {
        path.iter().try_fold(self, |part, key| part.get(key))
    }
}

impl std::fmt::Debug for Part<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} by {:?}", self.value(), self.step)
    }
}
