//! Whether a changed file leaves its Compose project what it is, or changes in it what the change is about. Changes
//! nothing.

use std::collections::HashSet;
use std::path::Path;

use super::store::Store;
use crate::finding::Safety;
use crate::model::compose::{self, Composition, changes};
use crate::source::SourceId;
use crate::syntax::yaml::parse;

/// What two texts of a file differ in.
struct Difference {
    /// Where the project differs.
    places: Vec<compose::Path>,
    /// How much Compose refuses, before and after.
    refused: [usize; 2],
}

impl Difference {
    fn new(before: &Composition<'_>, after: &Composition<'_>) -> Difference {
        let count = |project: &Composition<'_>| project.refusals.len() + project.engine.len();
        Difference { places: changes(before, after), refused: [count(before), count(after)] }
    }
}

impl Store<'_> {
    /// Compares what a Compose file is to its project before and after fixes of a safety. A safe one leaves the
    /// project as Compose keeps it, or takes away what Compose refuses; another one changes in the whole project what
    /// it changes in the file, and nothing else.
    ///
    /// # Errors
    /// What is not so.
    pub(super) fn judge_fix(
        &self,
        path: &Path,
        [before, after]: [&str; 2],
        safety: Safety,
    ) -> Result<(), String> {
        let mut merged = None;
        self.with_text(path, before, &mut |old| {
            self.with_text(path, after, &mut |new| merged = Some(Difference::new(old, new)));
        });
        let Some(Difference { places, refused: [old, new] }) = merged else { return Ok(()) };
        if new > old {
            return Err("Compose would refuse the project".into());
        }
        if new < old {
            // What was refused is no project that could be compared.
            return Ok(());
        }
        if safety == Safety::Safe {
            return places
                .first()
                .map_or(Ok(()), |place| Err(format!("it would change `{}`", place.join("."))));
        }
        let trees = [before, after].map(|text| parse(SourceId::default(), text, self.limits()));
        let [old, new] = trees.each_ref().map(Composition::of_tree);
        let own = changes(&old, &new);
        let [in_own, in_all] =
            [&own, &places].map(|paths| paths.iter().map(|path| below(path)).collect::<HashSet<_>>());
        if let Some(place) = own.iter().find(|place| !in_all.contains(below(place))) {
            return Err(format!("another file of the project decides `{}`", place.join(".")));
        }
        match places.iter().find(|place| !in_own.contains(below(place))) {
            Some(place) => Err(format!("it would change `{}`, too", place.join("."))),
            None => Ok(()),
        }
    }
}

/// A path without the name of its service, which is another one where that is extended.
fn below(path: &[String]) -> &[String] {
    match path {
        [top, _, rest @ ..] if top == "services" => rest,
        other => other,
    }
}
