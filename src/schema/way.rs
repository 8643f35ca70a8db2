//! The way from a root to a value, kept as links so that a step costs the same at any depth. Does not look at values.

use crate::source::shown;

/// A step of the way to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'t> {
    Key(&'t str),
    Item(usize),
}

/// The end of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way(u32);

/// All ways of a walk.
#[derive(Default)]
pub(super) struct Ways<'t>(Vec<(Way, Step<'t>)>);

impl<'t> Ways<'t> {
    /// The way to the root.
    pub(super) const ROOT: Way = Way(u32::MAX);

    fn push(&mut self, way: Way, step: Step<'t>) -> Way {
        let next = Way(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        self.0.push((way, step));
        next
    }

    pub(super) fn key(&mut self, way: Way, key: &'t str) -> Way {
        self.push(way, Step::Key(key))
    }

    pub(super) fn item(&mut self, way: Way, index: usize) -> Way {
        self.push(way, Step::Item(index))
    }

    /// How many steps there are, to go back to with [`Ways::forget`].
    pub(super) fn mark(&self) -> usize {
        self.0.len()
    }

    /// Forgets the steps since a mark.
    pub(super) fn forget(&mut self, mark: usize) {
        self.0.truncate(mark);
    }

    fn steps(&self, way: Way) -> Vec<Step<'t>> {
        let mut out = Vec::new();
        let mut at = way;
        while let Some((before, step)) = self.0.get(at.0 as usize) {
            out.push(*step);
            at = *before;
        }
        out.reverse();
        out
    }

    /// The keys of a way, items not counted.
    pub(super) fn keys(&self, way: Way) -> Vec<&'t str> {
        let key = |step| if let Step::Key(key) = step { Some(key) } else { None };
        self.steps(way).into_iter().filter_map(key).collect()
    }

    /// Whether a way starts with some keys, items not counted.
    pub(super) fn is_below(&self, way: Way, keys: &[&str]) -> bool {
        let steps = self.steps(way);
        let mut own =
            steps.iter().filter_map(|step| if let Step::Key(key) = step { Some(*key) } else { None });
        keys.iter().all(|key| own.next() == Some(*key))
    }

    /// The way in words: `spec.containers[0].image`. Long keys are cut.
    pub(super) fn words(&self, way: Way) -> String {
        const LONGEST: usize = 64;
        let mut out = String::new();
        for step in self.steps(way) {
            match step {
                Step::Item(index) => out.push_str(&format!("[{index}]")),
                Step::Key(key) => {
                    let is_long = key.chars().nth(LONGEST).is_some();
                    let cut: String = key.chars().take(LONGEST).collect();
                    let key = format!("{}{}", shown(&cut), if is_long { "…" } else { "" });
                    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '…');
                    if !key.chars().all(is_name) || key.is_empty() {
                        out.push_str(&format!("[\"{key}\"]"));
                    } else if out.is_empty() {
                        out.push_str(&key);
                    } else {
                        out.push_str(&format!(".{key}"));
                    }
                }
            }
        }
        out
    }
}
