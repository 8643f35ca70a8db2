//! Judges constraints: when they hold, and the checks of single values. Checks between values are in `relate`, those
//! of lists in `lists`.
//!
//! A check that depends on something unknown says nothing.

use super::check::{Check, Condition, Constraint, Is};
use super::literal::{Bounds, Literal};
use super::node::{Kind, Node};
use super::path::{From, Reference, Segment};
use super::select::{Held, Select, Slot, What};
use super::state::Walker;
use super::value;
use super::violation::{Fault, Violation, listed};
use super::{format, violation};
use crate::finding::Label;

/// A value whose constraints are judged.
pub(super) struct Judge<'j, 't, 's, N> {
    pub walker: &'j mut Walker<'t, 's, N>,
    /// The value that the constraints are about.
    pub start: Held<N>,
}

impl<'t, N: Node<'t>> Judge<'_, 't, '_, N> {
    /// Judges a constraint.
    pub fn constraint(&mut self, constraint: &'t Constraint<'t>) {
        if self.is_moot(constraint) {
            return;
        }
        let is_below = constraint.not_below.iter().any(|(root, keys)| {
            *root == self.walker.root_name && self.walker.ways.is_below(self.start.way, keys)
        });
        if is_below || self.walker.is_done() {
            return;
        }
        self.walker.steps += 1;
        let mark = self.walker.ways.mark();
        let start = Slot::start(self.start);
        // What does not depend on the value is asked first: it spares the way to the value.
        let is_fixed = |condition: &&Condition<'_>| matches!(condition.of.from, From::Start | From::Root);
        if constraint.when.iter().filter(is_fixed).all(|condition| self.holds(condition, &start)) {
            let mut slots = self.select().path(&constraint.path, start);
            let of_slot = || constraint.when.iter().filter(|condition| !is_fixed(condition));
            slots.retain(|slot| of_slot().all(|condition| self.holds(condition, slot)));
            self.check(constraint, &slots);
        }
        self.walker.ways.forget(mark);
    }

    /// Whether the path of a constraint leads nowhere, as most do: only `required` asks about what is not there.
    fn is_moot(&self, constraint: &Constraint<'_>) -> bool {
        let node = self.start.node;
        let [Segment::Name(first), rest @ ..] = constraint.path.0.as_slice() else { return false };
        let may_lack = !rest.is_empty() || !matches!(constraint.check, Check::Required);
        may_lack && node.kind() == Kind::Map && !node.is_partial() && node.entry(first).is_none()
    }

    pub fn select(&mut self) -> Select<'_, 't> {
        Select { ways: &mut self.walker.ways, steps: &mut self.walker.steps }
    }

    /// What a reference leads to, seen from a slot.
    pub fn others(&mut self, reference: &'t Reference<'t>, slot: &Slot<'t, N>) -> Vec<Slot<'t, N>> {
        let (start, root) = (self.start, self.walker.root);
        self.select().reference(reference, slot, start, root)
    }

    /// Whether a condition certainly holds.
    fn holds(&mut self, condition: &'t Condition<'t>, slot: &Slot<'t, N>) -> bool {
        let mut others = self.others(&condition.of, slot);
        if others.is_empty() {
            others.push(Slot { what: What::Absent, ..*slot });
        }
        match &condition.is {
            Is::In(values) => others.iter().any(|other| is_one_of(other, values) == Some(true)),
            Is::NotIn(values) => others.iter().all(|other| is_one_of(other, values) == Some(false)),
            Is::Set => others.iter().any(|other| is_set(other) == Some(true)),
            Is::Unset => others.iter().all(|other| is_set(other) == Some(false)),
            Is::Items(least) => {
                others.iter().any(|other| count(other).is_some_and(|(count, _)| count >= *least))
            }
        }
    }

    fn check(&mut self, constraint: &'t Constraint<'t>, slots: &[Slot<'t, N>]) {
        if let Check::UniqueOver(identity) = &constraint.check {
            return self.unique_over(identity, slots);
        }
        self.walker.steps += slots.len();
        let mut sets = None;
        for slot in slots.iter().filter(|slot| !slot.is_unknown()) {
            if self.walker.is_done() {
                return;
            }
            let found = match &constraint.check {
                Check::UniqueOver(_) => None,
                Check::Excludes(others) => self.excludes(slot, others),
                Check::Requires(others) => self.requires(slot, others),
                Check::Equals(other) => self.equals(slot, other),
                Check::Ref(places) => self.names_one_of(slot, places, true, &mut sets),
                Check::NotRef(places) => self.names_one_of(slot, places, false, &mut sets),
                Check::NotInKeys(other) => self.not_in_keys(slot, other, &mut sets),
                Check::Subset(other) => self.subset(slot, other),
                Check::Compare(compare, other, default) => self.compare(slot, *compare, other, *default),
                Check::EntriesAtMost(other) => self.entries_at_most(slot, other),
                Check::FirstEquals(other) => self.first_equals(slot, other),
                Check::RequiresInt(other) => self.requires_int(slot, other),
                Check::Unique(identity) => self.unique(slot, identity),
                Check::Union(union) => self.union(slot, union),
                Check::Alone(value) => self.alone(slot, value),
                Check::NotBoth(pairs) => self.not_both(slot, pairs),
                Check::SomeOf(values) => self.some_of(slot, values),
                Check::OneTrue(member) => self.one_true(slot, member),
                Check::EnumMember(member, values) => self.enum_member(slot, member, values),
                single => self.single(slot, single),
            };
            if found.is_some() {
                self.name_conditions(&constraint.when, slot);
            }
        }
    }

    /// Says at the last violation on what it depends.
    fn name_conditions(&mut self, when: &'t [Condition<'t>], slot: &Slot<'t, N>) {
        for condition in when {
            let others = self.others(&condition.of, slot);
            let Some(other) = others.iter().find(|other| other.node().is_some()) else { continue };
            let text = format!("because of `{}`", self.walker.ways.words(other.way));
            self.walker.label(Label { span: other.at, text });
        }
    }

    /// Reports a violation of a value.
    pub fn refuse(
        &mut self,
        fault: Fault,
        slot: &Slot<'t, N>,
        expected: impl Into<String>,
    ) -> Option<&mut Violation> {
        Some(self.walker.report(fault, slot.way, slot.at, expected.into()))
    }

    /// The checks that need nothing but the value.
    fn single(&mut self, slot: &Slot<'t, N>, check: &Check<'t>) -> Option<()> {
        let text = slot.text().filter(|text| !text.is_empty());
        let is_absent = matches!(slot.what, What::Absent);
        match check {
            Check::Required if is_absent => self.refuse(Fault::Missing, slot, "")?,
            Check::NonEmpty if is_empty(slot) => self.refuse(Fault::Empty, slot, "")?,
            Check::Forbidden { present: true } if !is_absent => {
                self.refuse(Fault::NotAllowed, &Slot { at: slot.key, ..*slot }, "")?
            }
            Check::Forbidden { present: false } if is_set(slot)? => {
                self.refuse(Fault::NotAllowed, &Slot { at: slot.key, ..*slot }, "")?
            }
            Check::Enum { values, any_kind } => {
                let is_scalar = slot.node().is_some_and(is_scalar);
                let is_wrong =
                    (text.is_some() || (*any_kind && is_scalar)) && is_one_of(slot, values) == Some(false);
                if !is_wrong {
                    return None;
                }
                self.walker.not_one_of(slot.way, slot.at, text.unwrap_or(""), values)
            }
            Check::NotEnum(values) if is_one_of(slot, values)? && !is_absent => {
                self.refuse(Fault::NotAllowed, slot, "")?
            }
            Check::Range(bounds) if !bounds.hold(slot.node()?.kind().whole()?) => {
                self.refuse(Fault::Range, slot, bounds.to_string())?
            }
            Check::Quantity { min, above, whole } => {
                let amount = value::amount(slot.node()?)?;
                if let Some(min) = min.filter(|min| amount < value::whole(*min)) {
                    self.refuse(Fault::Range, slot, Bounds { min: Some(min), max: None }.to_string())?
                } else if let Some(above) = above.filter(|above| amount <= value::whole(*above)) {
                    self.refuse(Fault::Range, slot, format!("more than {above}"))?
                } else if *whole && !value::is_whole(amount) {
                    self.refuse(Fault::Range, slot, "a whole number")?
                } else {
                    return None;
                }
            }
            Check::Format(format) if !format.fits(text?) => self.refuse(Fault::Format, slot, format.says)?,
            Check::Pattern(patterns) => {
                let text = text?;
                if patterns.iter().any(|pattern| value::is_like(text, pattern)) {
                    return None;
                }
                let patterns = patterns.iter().map(|pattern| format!("`{pattern}`"));
                self.refuse(Fault::Format, slot, format!("like {}", violation::listed(patterns, "or")))?
            }
            Check::MaxLength(most) if text?.len() > *most => {
                self.refuse(Fault::Length, slot, format!("{} bytes, {most} at most", text?.len()))?
            }
            Check::MaxItems(most) if count(slot)?.0 > *most => {
                self.refuse(Fault::Count, slot, format!("{}, {most} at most", entries(count(slot)?.0)))?
            }
            Check::MinItems(least) => match count(slot)? {
                (count, true) if count < *least => {
                    self.refuse(Fault::Count, slot, format!("{}, {least} at least", entries(count)))?
                }
                _ => return None,
            },
            Check::NotIp if format::is_ip(text?) => {
                self.refuse(Fault::Format, slot, "a name but an IP address")?
            }
            Check::EmptySelector => {
                let node = slot.node().filter(|node| node.kind() == Kind::Map && !node.is_partial())?;
                let is_empty = |name| node.entry(name).is_none_or(|entry| !may_have_entries(entry.value));
                if !is_empty("matchLabels") || !is_empty("matchExpressions") {
                    return None;
                }
                self.refuse(Fault::Empty, slot, "")?
            }
            _ => return None,
        };
        Some(())
    }
}

/// Whether a slot is set: present, and neither empty text, an empty list nor `false`. `None` when it is unknown.
pub(super) fn is_set<'t, N: Node<'t>>(slot: &Slot<'t, N>) -> Option<bool> {
    match slot.what {
        What::Absent => Some(false),
        What::Unknown => None,
        What::Key(_) => Some(true),
        What::Node(node) => match node.kind() {
            Kind::Unknown => None,
            Kind::Null => Some(false),
            Kind::Bool(value) => Some(value),
            Kind::Text => Some(!node.text().is_empty()),
            Kind::List if node.items().is_empty() => {
                if node.is_partial() {
                    None
                } else {
                    Some(false)
                }
            }
            _ => Some(true),
        },
    }
}

/// Whether a slot is one of some literals; null means not set.
pub(super) fn is_one_of<'t, N: Node<'t>>(slot: &Slot<'t, N>, values: &[Literal<'_>]) -> Option<bool> {
    let set = is_set(slot)?;
    let is = |literal: &Literal<'_>| match (literal, slot.what) {
        (Literal::Null, _) => !set,
        (Literal::Text(text), What::Key(key)) => key.text == Some(*text),
        (literal, What::Node(node)) => value::is(node, literal),
        _ => false,
    };
    Some(values.iter().any(is))
}

/// How many entries a list or mapping has, and whether that is all.
fn count<'t, N: Node<'t>>(slot: &Slot<'t, N>) -> Option<(usize, bool)> {
    let node = slot.node()?;
    let count = match node.kind() {
        Kind::List => node.items().len(),
        Kind::Map => node.entries().len(),
        _ => return None,
    };
    Some((count, !node.is_partial()))
}

fn entries(count: usize) -> String {
    format!("{count} {}", if count == 1 { "entry" } else { "entries" })
}

/// Whether a value has no content. Nothing as an item of a list counts as empty text.
fn is_empty<'t, N: Node<'t>>(slot: &Slot<'t, N>) -> bool {
    let is_null = slot.node().is_some_and(|node| node.is_null());
    is_null || slot.text() == Some("") || count(slot) == Some((0, true))
}

fn is_scalar<'t, N: Node<'t>>(node: N) -> bool {
    matches!(node.kind(), Kind::Bool(_) | Kind::Int(_) | Kind::Float(_) | Kind::Text)
}

fn may_have_entries<'t, N: Node<'t>>(node: N) -> bool {
    node.kind() == Kind::Unknown
        || node.is_partial()
        || !node.items().is_empty()
        || !node.entries().is_empty()
}

/// The names of members as a list in code.
pub(super) fn names(members: &[&str]) -> String {
    listed(members.iter().map(|member| format!("`{member}`")), "or")
}
