//! Judges what lists hold: whether items differ, and which stand together. Does not look outside of them.

use std::collections::HashMap;

use super::check::{Identity, Union};
use super::judge::{Judge, is_one_of, is_set, names};
use super::literal::Literal;
use super::node::{Kind, Node};
use super::path::Reference;
use super::select::{Held, Slot, What};
use super::value;
use super::violation::{Fault, listed};
use crate::finding::Label;
use crate::source::Span;

impl<'t, N: Node<'t>> Judge<'_, 't, '_, N> {
    /// The items of a list, as slots.
    fn items(&mut self, slot: &Slot<'t, N>) -> Vec<Slot<'t, N>> {
        let items = slot.node().map(|node| node.items()).unwrap_or_default();
        self.walker.steps += items.len();
        let mut out = Vec::with_capacity(items.len());
        for (index, node) in items.into_iter().enumerate() {
            let way = self.walker.ways.item(slot.way, index);
            out.push(Slot::start(Held { node, key: node.place(), way }));
        }
        out
    }

    /// The slot of a member of an object.
    pub(super) fn member(&mut self, name: &'t str, slot: &Slot<'t, N>) -> Option<Slot<'t, N>> {
        let node = slot.node()?;
        self.select().name(name, node, *slot)
    }

    /// No two items of a list are equal.
    pub(super) fn all_differ(&mut self, list: Held<N>) {
        let slot = Slot::start(list);
        self.unique(&slot, &Identity::default());
    }

    pub(super) fn unique(&mut self, slot: &Slot<'t, N>, identity: &Identity<'t>) -> Option<()> {
        let items = self.items(slot);
        self.unique_over(identity, &items);
        None
    }

    /// No two values agree in all that tells them apart.
    pub(super) fn unique_over(&mut self, identity: &Identity<'t>, slots: &[Slot<'t, N>]) {
        let mut firsts: HashMap<u128, Span> = HashMap::with_capacity(slots.len());
        for slot in slots {
            if self.walker.is_done() {
                return;
            }
            let Some(print) = self.identity(identity, slot) else { continue };
            let at = self.identity_place(identity, slot);
            match firsts.get(&print) {
                Some(first) => {
                    let label = Label { span: *first, text: "it is here first".to_owned() };
                    let expected = identity.key.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
                    let violation =
                        self.walker.report(Fault::Duplicate, slot.way, at, listed(expected, "and"));
                    violation.labels.push(label);
                }
                None => {
                    firsts.insert(print, at);
                }
            }
        }
    }

    /// What tells a value apart; `None` when it does not take part.
    fn identity(&mut self, identity: &Identity<'t>, slot: &Slot<'t, N>) -> Option<u128> {
        let node = slot.node().filter(|node| !node.is_null())?;
        for name in &identity.need {
            let member = self.member(name, slot)?;
            let is_zero = is_one_of(&member, &[Literal::Null, Literal::Int(0)])?;
            if is_zero {
                return None;
            }
        }
        let walker = &mut *self.walker;
        if identity.key.is_empty() {
            return walker.prints.node(node, &mut walker.steps);
        }
        let mut print = 0;
        for name in &identity.key {
            let member = self.member(name, slot)?;
            let walker = &mut *self.walker;
            let own = match (is_set(&member)?, member.what) {
                (true, What::Node(node)) => walker.prints.node(node, &mut walker.steps)?,
                _ => {
                    let default =
                        identity.default.iter().find(|(key, _)| key == name).map(|(_, value)| *value);
                    let default = default.or(identity.keep_unset.then_some(Literal::Null))?;
                    walker.prints.of_literal(&default)
                }
            };
            print = walker.prints.of((print, own));
        }
        Some(print)
    }

    /// Where to point for an item: at the first field that tells it apart.
    fn identity_place(&mut self, identity: &Identity<'t>, slot: &Slot<'t, N>) -> Span {
        for name in &identity.key {
            let member = self.member(name, slot).filter(|member| member.node().is_some());
            if let Some(member) = member {
                return member.at;
            }
        }
        slot.at
    }

    /// Of the members of an object a certain number is set.
    pub(super) fn union(&mut self, slot: &Slot<'t, N>, union: &Union<'t>) -> Option<()> {
        let mut set = Vec::new();
        for name in &union.members {
            let member = self.member(name, slot)?;
            let is_false = matches!(member.node().map(|node| node.kind()), Some(Kind::Bool(false)));
            let is_zero =
                union.nonzero && member.node().is_some_and(|node| value::is(node, &Literal::Int(0)));
            if (is_set(&member)? && !is_zero) || (union.false_counts && is_false) {
                set.push((*name, member));
            }
        }
        let most = union.most.unwrap_or(usize::MAX);
        if set.len() > most {
            let (allowed, surplus) = set.split_at_checked(most)?;
            let (name, member) = surplus.first()?;
            let other = allowed.first();
            let expected = match other {
                Some((other, _)) => format!("excludes `{other}`"),
                None => format!("excludes `{name}`"),
            };
            let violation = self.refuse(Fault::Conflict, &Slot { at: member.key, ..*member }, expected)?;
            violation.labels.extend(other.map(|(_, other)| because(other)));
        } else if set.len() < union.least {
            self.refuse(Fault::Missing, slot, names(&union.members))?;
        } else {
            return None;
        }
        Some(())
    }

    /// A value is not in a list beside others.
    pub(super) fn alone(&mut self, slot: &Slot<'t, N>, value: &Literal<'t>) -> Option<()> {
        let items = self.items(slot);
        let found = items.iter().find(|item| is_one_of(item, &[*value]) == Some(true))?;
        if items.len() < 2 {
            return None;
        }
        self.refuse(Fault::Conflict, found, "excludes everything else in the list")?;
        Some(())
    }

    /// Of no pair both are in the list.
    pub(super) fn not_both(
        &mut self,
        slot: &Slot<'t, N>,
        pairs: &[(Literal<'t>, Literal<'t>)],
    ) -> Option<()> {
        let items = self.items(slot);
        let find = |value: &Literal<'t>| items.iter().find(|item| is_one_of(item, &[*value]) == Some(true));
        let mut found = None;
        for (first, second) in pairs {
            let (Some(one), Some(other)) = (find(first), find(second)) else { continue };
            let violation = self.refuse(Fault::Conflict, other, format!("excludes `{first}`"))?;
            violation.labels.push(because(one));
            found = Some(());
        }
        found
    }

    /// A list that is not empty has one of some values.
    pub(super) fn some_of(&mut self, slot: &Slot<'t, N>, values: &[Literal<'t>]) -> Option<()> {
        let node = slot.node().filter(|node| !node.is_partial())?;
        let items = self.items(slot);
        let may_be = |item: &Slot<'t, N>| is_one_of(item, values) != Some(false);
        if items.is_empty() || items.iter().any(may_be) {
            return None;
        }
        let expected = listed(values.iter().map(|value| format!("`{value}`")), "or");
        self.refuse(Fault::Missing, &Slot { at: node.place(), ..*slot }, expected)?;
        Some(())
    }

    /// Of exactly one item a member is true.
    pub(super) fn one_true(&mut self, slot: &Slot<'t, N>, member: &'t str) -> Option<()> {
        slot.node().filter(|node| node.kind() == Kind::List && !node.is_partial())?;
        let mut all = Vec::new();
        for item in self.items(slot) {
            let field = self.member(member, &item)?;
            if is_set(&field)? {
                all.push(field);
            }
        }
        match all.as_slice() {
            [_] => return None,
            [] => self.refuse(Fault::Missing, slot, format!("an item with `{member}: true`"))?,
            [first, second, ..] => {
                let violation = self.refuse(Fault::Duplicate, second, "")?;
                violation.labels.push(because(first));
                violation
            }
        };
        Some(())
    }

    /// A member of an object is one of some values; what is missing is empty text.
    pub(super) fn enum_member(
        &mut self,
        slot: &Slot<'t, N>,
        name: &'t str,
        values: &[Literal<'t>],
    ) -> Option<()> {
        let member = self.member(name, slot)?;
        let is_right = match member.what {
            What::Absent => values.contains(&Literal::Text("")),
            _ => is_one_of(&member, values)?,
        };
        if is_right {
            return None;
        }
        match member.what {
            What::Absent => self.refuse(Fault::Missing, &member, "")?,
            _ => self.walker.not_one_of(member.way, member.at, member.text().unwrap_or(""), values),
        };
        Some(())
    }

    /// The first item of a list is equal to another value.
    pub(super) fn first_equals(&mut self, slot: &Slot<'t, N>, other: &'t Reference<'t>) -> Option<()> {
        let first = self.items(slot).into_iter().next()?;
        let other = self.others(other, slot).into_iter().next()?;
        self.differs(&first, &other)
    }

    /// Reports a value that differs from another one, which is set.
    pub(super) fn differs(&mut self, slot: &Slot<'t, N>, other: &Slot<'t, N>) -> Option<()> {
        let (own, wanted) = (slot.node()?, other.node()?);
        if own.kind() == Kind::Unknown || !is_set(other)? || value::equal(own, wanted) {
            return None;
        }
        let name = self.walker.ways.words(other.way);
        let violation = self.refuse(Fault::Conflict, slot, format!("differs from `{name}`"))?;
        violation.labels.push(because(other));
        Some(())
    }
}

/// The other side of a conflict.
pub(super) fn because<'t, N: Node<'t>>(slot: &Slot<'t, N>) -> Label {
    Label { span: slot.at, text: "the other one".to_owned() }
}
