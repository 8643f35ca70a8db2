//! Tables by path: `services.*.ports` and what is done there. A table is a tree, so that a walk over a document knows
//! at each step what applies and where nothing below does.

/// Where a walk is in a table; `None` when nothing below is in it.
pub(super) type State = Option<u16>;

/// What applies at which path.
pub(super) struct Table<T> {
    nodes: Vec<Place<T>>,
}

struct Place<T> {
    keys: Vec<(&'static str, u16)>,
    any: State,
    value: Option<T>,
}

impl<T> Default for Place<T> {
    fn default() -> Place<T> {
        Place { keys: Vec::new(), any: None, value: None }
    }
}

/// Where something that runs a container is described.
const CONTAINERS: &[&str] = &["services.*", "jobs.*", "services.*.pre_start.*"];
/// Where something that is started and waited for is described.
const WORKLOADS: &[&str] = &["services.*", "jobs.*"];

impl<T: Copy> Table<T> {
    /// A table of rows. `container.` and `workload.` at the start of a path stand for each place where one is
    /// described; `*` is any key, `[]` or `*` any item of a list.
    pub(super) fn new(rows: &[(&'static str, T)]) -> Table<T> {
        let mut table = Table { nodes: vec![Place::default()] };
        for (path, value) in rows {
            let (prefixes, rest): (&[&str], &str) = match path.split_once('.') {
                Some(("container", rest)) => (CONTAINERS, rest),
                Some(("workload", rest)) => (WORKLOADS, rest),
                _ => (&[], path),
            };
            match prefixes {
                [] => table.add(rest.split('.'), *value),
                _ => prefixes
                    .iter()
                    .for_each(|prefix| table.add(prefix.split('.').chain(rest.split('.')), *value)),
            }
        }
        table
    }

    fn add(&mut self, path: impl Iterator<Item = &'static str>, value: T) {
        let mut at = 0_u16;
        for part in path {
            let next = u16::try_from(self.nodes.len()).unwrap_or(u16::MAX);
            let Some(place) = self.nodes.get_mut(usize::from(at)) else { return };
            let known = match part {
                "*" | "[]" => &mut place.any,
                _ => match place.keys.iter().position(|(key, _)| *key == part) {
                    Some(index) => {
                        at = place.keys.get(index).map_or(at, |(_, state)| *state);
                        continue;
                    }
                    None => {
                        place.keys.push((part, next));
                        self.nodes.push(Place::default());
                        at = next;
                        continue;
                    }
                },
            };
            at = match *known {
                Some(state) => state,
                None => {
                    *known = Some(next);
                    self.nodes.push(Place::default());
                    next
                }
            };
        }
        if let Some(place) = self.nodes.get_mut(usize::from(at)) {
            place.value = Some(value);
        }
    }

    fn place(&self, state: State) -> Option<&Place<T>> {
        self.nodes.get(usize::from(state?))
    }

    /// The state at the root of a document.
    pub(super) fn root(&self) -> State {
        Some(0)
    }

    /// The state below a key.
    pub(super) fn key(&self, state: State, key: &str) -> State {
        let place = self.place(state)?;
        let exact = place.keys.iter().find(|(known, _)| *known == key).map(|(_, next)| *next);
        exact.or(place.any)
    }

    /// The state of the items of a list.
    pub(super) fn item(&self, state: State) -> State {
        self.place(state)?.any
    }

    /// The state at a path of keys.
    pub(super) fn at(&self, path: &[&str]) -> State {
        path.iter().fold(self.root(), |state, key| self.key(state, key))
    }

    /// What applies at a state itself.
    pub(super) fn value(&self, state: State) -> Option<T> {
        self.place(state)?.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_to_rows() {
        let table = Table::new(&[("container.dns", 1), ("volumes.*", 2), ("workload.ports.[].target", 3)]);
        assert_eq!(table.value(table.at(&["jobs", "a", "dns"])), Some(1));
        assert_eq!(table.value(table.at(&["services", "a", "pre_start", "[]", "dns"])), Some(1));
        assert_eq!(table.value(table.at(&["volumes", "v"])), Some(2));
        let ports = table.at(&["services", "a", "ports"]);
        assert_eq!(table.value(table.key(table.item(ports), "target")), Some(3));
        assert_eq!(table.at(&["x-a", "b"]), None);
    }
}
