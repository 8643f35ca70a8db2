//! Which variables of the host nothing is known to set, and which were meant for the container.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::wanted::Wanted;
use super::{File, Leaf, Service, Variable};
use crate::facts::variables::{OF_COMPOSE, OF_HOSTS};
use crate::source::Span;

impl<'t> File<'t> {
    /// The variables that are asked for without a default and that nothing is known to set, each with its places, in
    /// the order of the first ones. Not among them are those that a service passes on from the host by their names,
    /// those that hosts set, and what was meant for the container. None in a dialect, which sets variables itself.
    pub fn unset_variables(&self) -> Vec<(&'t str, Vec<Span>)> {
        if self.composition.dialect().is_some() {
            return Vec::new();
        }
        let passed = self.services.iter().flat_map(Service::variables).filter(|own| own.value.is_none());
        let passed: HashSet<&str> = passed.map(|own| own.name).collect();
        let meant_inside = self.services.iter().flat_map(|service| service.expanded_on_host());
        let meant_inside: HashSet<Span> = meant_inside.map(|(_, at, _)| at).collect();
        let is_set = |name: &str| {
            passed.contains(name)
                || self.given.contains(name)
                || OF_HOSTS.contains(&name)
                || OF_COMPOSE.contains(&name)
        };
        let mut seen: HashSet<Span> = HashSet::new();
        let mut index: HashMap<&str, usize> = HashMap::new();
        let mut out: Vec<(&'t str, Vec<Span>)> = Vec::new();
        for Wanted { name, at } in &self.composition.wanted {
            if is_set(name) || meant_inside.contains(at) || !seen.insert(*at) {
                continue;
            }
            let index = *index.entry(name).or_insert_with(|| {
                out.push((name, Vec::new()));
                out.len() - 1
            });
            out.get_mut(index).into_iter().for_each(|(_, places)| places.push(*at));
        }
        out
    }
}

impl<'t> Service<'t> {
    /// Variables in its commands that Compose puts in on the host although the container has one of that name with
    /// another value: the name, the place and the container's.
    pub fn expanded_on_host(&self) -> impl Iterator<Item = (&'t str, Span, &Variable<'t>)> {
        let environment = LazyCell::new(|| self.variables_by_name());
        let words = self.commands.iter().flat_map(|command| &command.words);
        words.flat_map(Leaf::host_variables).filter_map(move |(name, at)| {
            let own = *environment.get(name)?;
            // What is taken from the host is the same on both sides.
            let is_other = own.value.as_ref().is_some_and(|value| !value.mentions(name));
            is_other.then_some((name, at, own))
        })
    }
}
