//! Judges values against other values of the document. Does not look into other documents.

use std::collections::{HashMap, HashSet};

use super::check::Compare;
use super::judge::{Judge, is_set};
use super::lists::because;
use super::node::{Kind, Node};
use super::path::{From, Reference};
use super::select::{Held, Slot, What};
use super::value;
use super::violation::{Fault, listed};
use super::way::Way;
use crate::syntax::nearest;

/// The names that references may have, and from where they were collected.
pub(super) struct Names<'t> {
    from: Option<Way>,
    names: HashSet<&'t str>,
    /// Whether some of them cannot be seen.
    is_open: bool,
}

impl<'t, N: Node<'t>> Judge<'_, 't, '_, N> {
    /// If a value is set, none of some others is.
    pub(super) fn excludes(&mut self, slot: &Slot<'t, N>, others: &'t [Reference<'t>]) -> Option<()> {
        if !is_set(slot)? {
            return None;
        }
        for reference in others {
            let found = self.others(reference, slot).into_iter().find(|other| is_set(other) == Some(true));
            let Some(other) = found else { continue };
            let name = self.walker.ways.words(other.way);
            let at = Slot { at: slot.key, ..*slot };
            let violation = self.refuse(Fault::Conflict, &at, format!("excludes `{name}`"))?;
            violation.labels.push(because(&Slot { at: other.key, ..other }));
            return Some(());
        }
        None
    }

    /// If a value is set, one of some others is.
    pub(super) fn requires(&mut self, slot: &Slot<'t, N>, others: &'t [Reference<'t>]) -> Option<()> {
        if !is_set(slot)? {
            return None;
        }
        for reference in others {
            if self.others(reference, slot).iter().any(|other| is_set(other) != Some(false)) {
                return None;
            }
        }
        let names = others.iter().filter_map(|other| other.path.last_name()).map(|name| format!("`{name}`"));
        let at = Slot { at: slot.key, ..*slot };
        self.refuse(Fault::Conflict, &at, format!("needs {}", listed(names, "or")))?;
        Some(())
    }

    pub(super) fn equals(&mut self, slot: &Slot<'t, N>, other: &'t Reference<'t>) -> Option<()> {
        let other = self.others(other, slot).into_iter().next()?;
        self.differs(slot, &other)
    }

    /// If a value is set, another one is no text.
    pub(super) fn requires_int(&mut self, slot: &Slot<'t, N>, other: &'t Reference<'t>) -> Option<()> {
        if !is_set(slot)? {
            return None;
        }
        let others = self.others(other, slot);
        let text = others.iter().find(|other| other.text().is_some())?;
        let name = self.walker.ways.words(text.way);
        let at = Slot { at: slot.key, ..*slot };
        let violation = self.refuse(Fault::Conflict, &at, format!("needs a number as `{name}`"))?;
        violation.labels.push(because(text));
        Some(())
    }

    /// A name is, or is not, among others.
    pub(super) fn names_one_of(
        &mut self,
        slot: &Slot<'t, N>,
        places: &'t [Reference<'t>],
        wanted: bool,
        cache: &mut Option<Names<'t>>,
    ) -> Option<()> {
        let name = slot.text().filter(|name| !name.is_empty())?;
        let known = self.names(slot, places, cache);
        let is_known = known.names.contains(name);
        if is_known == wanted || (wanted && known.is_open) {
            return None;
        }
        let meant = if wanted { nearest(name, known.names.iter().copied()).map(str::to_owned) } else { None };
        // Further places are for some objects only.
        let mut names =
            places.iter().filter_map(|place| place.path.0.iter().find_map(|segment| segment.name()));
        let place = names.next().map(|name| format!("`{name}`")).unwrap_or_default();
        let violation = match wanted {
            true => self.refuse(Fault::Reference, slot, place)?,
            false => self.refuse(Fault::Duplicate, slot, format!("name in {place}"))?,
        };
        violation.did_you_mean = meant;
        Some(())
    }

    /// A key is no key of another mapping.
    pub(super) fn not_in_keys(
        &mut self,
        slot: &Slot<'t, N>,
        other: &'t Reference<'t>,
        cache: &mut Option<Names<'t>>,
    ) -> Option<()> {
        let key = slot.text()?;
        let places = std::slice::from_ref(other);
        if !self.names(slot, places, cache).names.contains(key) {
            return None;
        }
        let place = other.path.last_name().unwrap_or("another mapping");
        self.refuse(Fault::Conflict, slot, format!("is a key of `{place}` too"))?;
        Some(())
    }

    /// The texts at some places, and the keys of mappings there. They are collected once for all slots that see the
    /// same places.
    fn names<'c>(
        &mut self,
        slot: &Slot<'t, N>,
        places: &'t [Reference<'t>],
        cache: &'c mut Option<Names<'t>>,
    ) -> &'c Names<'t> {
        let is_fixed = places.iter().all(|place| matches!(place.from, From::Start | From::Root));
        let holder = slot.holders.first().copied().flatten();
        let from = if is_fixed { None } else { holder.map(|holder: Held<N>| holder.way) };
        if cache.as_ref().is_none_or(|names| names.from != from) {
            let mut names = Names { from, names: HashSet::new(), is_open: false };
            for place in places {
                for other in self.others(place, slot) {
                    names.is_open |= other.is_unknown();
                    names.names.extend(other.text());
                    let Some(node) = other.node() else { continue };
                    names.is_open |= node.is_partial();
                    names.names.extend(node.entries().iter().filter_map(|entry| entry.key.text));
                }
            }
            *cache = Some(names);
        }
        cache.get_or_insert_with(|| Names { from, names: HashSet::new(), is_open: true })
    }

    /// Every entry of a mapping is in another one.
    pub(super) fn subset(&mut self, slot: &Slot<'t, N>, other: &'t Reference<'t>) -> Option<()> {
        let own = slot.node().filter(|node| node.kind() == Kind::Map)?;
        let mut known = HashMap::new();
        for other in self.others(other, slot) {
            if other.is_unknown() || other.node().is_some_and(|node| node.is_partial()) {
                return None;
            }
            let entries = other.node().map(|node| node.entries()).unwrap_or_default();
            known.extend(entries.into_iter().filter_map(|entry| Some((entry.key.text?, entry.value))));
        }
        let place = other.path.last_name().unwrap_or_default();
        let mut found = None;
        for entry in own.entries() {
            let Some(key) = entry.key.text.filter(|_| entry.value.kind() != Kind::Unknown) else { continue };
            let other = known.get(key);
            let is_there =
                other.is_some_and(|other| other.kind() == Kind::Unknown || value::equal(*other, entry.value));
            if is_there {
                continue;
            }
            let way = self.walker.ways.key(slot.way, key);
            let label =
                other.map(|other| because(&Slot::start(Held { node: *other, key: other.place(), way })));
            let violation = self.walker.report(Fault::Reference, way, entry.key.place, format!("`{place}`"));
            violation.labels.extend(label);
            found = Some(());
        }
        found
    }

    /// A number or quantity compares with another one.
    pub(super) fn compare(
        &mut self,
        slot: &Slot<'t, N>,
        compare: Compare,
        other: &'t Reference<'t>,
        default: Option<i64>,
    ) -> Option<()> {
        let own = value::amount(slot.node()?)?;
        let others = self.others(other, slot);
        let first = others.first().filter(|other| !matches!(other.what, What::Absent));
        let wanted = match first {
            Some(other) => value::amount(other.node()?)?,
            None => value::whole(default?),
        };
        let (holds, words) = match compare {
            Compare::AtMost => (own <= wanted, "is more than"),
            Compare::AtLeast => (own >= wanted, "is less than"),
            Compare::Less => (own < wanted, "is not less than"),
            Compare::More => (own > wanted, "is not more than"),
        };
        if holds {
            return None;
        }
        let name = other.path.last_name().unwrap_or_default();
        let default = if first.is_none() { default } else { None };
        let by_default = default.map(|default| format!(", {default} by default")).unwrap_or_default();
        let violation = self.refuse(Fault::Conflict, slot, format!("{words} `{name}`{by_default}"))?;
        violation.labels.extend(first.map(because));
        Some(())
    }

    /// No quantity is more than the one of the same key in another mapping.
    pub(super) fn entries_at_most(&mut self, slot: &Slot<'t, N>, other: &'t Reference<'t>) -> Option<()> {
        let own = slot.node().filter(|node| node.kind() == Kind::Map)?;
        let others = self.others(other, slot);
        let limits = others.first()?.node()?;
        let limits: HashMap<&str, N> =
            limits.entries().into_iter().filter_map(|entry| Some((entry.key.text?, entry.value))).collect();
        let place = other.path.last_name().unwrap_or_default();
        let mut found = None;
        for entry in own.entries() {
            let pair = entry.key.text.and_then(|key| Some((key, *limits.get(key)?)));
            let Some((key, limit)) = pair else { continue };
            let (Some(amount), Some(most)) = (value::amount(entry.value), value::amount(limit)) else {
                continue;
            };
            if amount <= most {
                continue;
            }
            let way = self.walker.ways.key(slot.way, key);
            let end = Slot::start(Held { node: entry.value, key: entry.key.place, way });
            let violation = self.refuse(Fault::Conflict, &end, format!("is more than in `{place}`"))?;
            violation.labels.push(because(&Slot::start(Held { node: limit, key: limit.place(), way })));
            found = Some(());
        }
        found
    }
}
