//! What differs between two projects as Compose keeps them. Has no opinion on that.

use std::collections::BTreeMap;

use super::composition::{Composition, Model, Shape};
use crate::model::limits::MAX_CHANGES;

/// The keys that lead to something in a project; items of lists have no keys of their own.
pub type Path = Vec<String>;

/// Where two projects differ, at most a certain number of places: values that are other ones, or there only on one
/// side. What hangs on variables differs when what is written for it does.
pub fn changes(before: &Composition<'_>, after: &Composition<'_>) -> Vec<Path> {
    let mut out = Changes { path: Vec::new(), found: Vec::new() };
    out.between(before.model(), after.model());
    out.found
}

struct Changes {
    path: Path,
    found: Vec<Path>,
}

impl Changes {
    fn between(&mut self, before: Option<Model<'_>>, after: Option<Model<'_>>) {
        if self.found.len() >= MAX_CHANGES {
            return;
        }
        let (Some(before), Some(after)) = (before, after) else {
            if before.is_some() || after.is_some() {
                self.found.push(self.path.clone());
            }
            return;
        };
        match (before.shape(), after.shape()) {
            (Shape::Map(old), Shape::Map(new)) => self.maps(&old, &new),
            (Shape::List(old), Shape::List(new)) => {
                let start = self.found.len();
                let length = old.len().max(new.len());
                (0..length).for_each(|index| self.between(old.get(index).copied(), new.get(index).copied()));
                // A list is one place, and so is what an item of it holds.
                if self.found.len() > start {
                    self.found.truncate(start);
                    self.found.push(self.path.clone());
                }
            }
            (old, new) => {
                let is_same = match (&old, &new) {
                    (Shape::Unknown, Shape::Unknown) => before.raw() == after.raw(),
                    _ => is_equal(&old, &new),
                };
                if !is_same {
                    self.found.push(self.path.clone());
                }
            }
        }
    }

    fn maps(&mut self, old: &[(&str, Model<'_>)], new: &[(&str, Model<'_>)]) {
        let mut both: BTreeMap<&str, [Option<Model<'_>>; 2]> = BTreeMap::new();
        for (side, entries) in [old, new].into_iter().enumerate() {
            for (key, value) in entries {
                if let Some(place) = both.entry(key).or_default().get_mut(side) {
                    *place = Some(*value);
                }
            }
        }
        for (key, [old, new]) in both {
            self.path.push(key.to_owned());
            self.between(old, new);
            self.path.pop();
        }
    }
}

fn is_equal(old: &Shape<'_, Model<'_>>, new: &Shape<'_, Model<'_>>) -> bool {
    match (old, new) {
        (Shape::Null, Shape::Null) => true,
        (Shape::Bool(a), Shape::Bool(b)) => a == b,
        (Shape::Int(a), Shape::Int(b)) => a == b,
        (Shape::Float(a), Shape::Float(b)) => a.to_bits() == b.to_bits(),
        (Shape::Text(a), Shape::Text(b)) => a == b,
        _ => false,
    }
}
