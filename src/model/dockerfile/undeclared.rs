//! The arguments of FROM that nothing declares, and whether the builder gets anywhere without them. Follows
//! `buildDispatchStates` of BuildKit's `dockerfile2llb`.

use super::{Dockerfile, Step, references};
use crate::facts::buildkit;
use crate::source::Span;
use crate::syntax::value::{is_platform, reference_fault};

/// What stands for a value from outside: a text that is an image, a part of one, and a platform.
const ANY: &str = "linux";

/// An argument in a FROM that no ARG above the first FROM declares and that BuildKit does not set.
pub struct Undeclared<'f> {
    /// Its name.
    pub name: &'f str,
    /// Where FROM uses it.
    pub at: Span,
    /// Whether what is left without it is no image and no platform, so that the build fails.
    pub is_needed: bool,
}

/// The arguments of FROM that nothing declares and for which no default is written, in order.
pub fn undeclared_in_from<'f>(file: &'f Dockerfile<'_>) -> Vec<Undeclared<'f>> {
    let mut out = Vec::new();
    for from in file.stages().iter().filter_map(|stage| stage.from()) {
        let count = from.from_words().count();
        for (index, word) in from.from_words().enumerate() {
            let mut is_needed = None;
            for reference in references(&word.text, file.escape).variables {
                let is_set =
                    file.has_global(reference.name) || buildkit::PLATFORM_ARGUMENTS.contains(&reference.name);
                if is_set || reference.has_fallback {
                    continue;
                }
                let needed = || {
                    let text = file.supposed(word, ANY, "");
                    text.is_none_or(|text| {
                        if index + 1 < count { !is_platform(&text) } else { !is_base(file, from, &text) }
                    })
                };
                let is_needed = *is_needed.get_or_insert_with(needed);
                out.push(Undeclared { name: reference.name, at: word.part(reference.range), is_needed });
            }
        }
    }
    out
}

/// Whether a FROM can start from a text: an earlier stage, or an image by the form of its name.
fn is_base(file: &Dockerfile<'_>, from: &Step<'_>, text: &str) -> bool {
    let is_stage = || from.stage.is_some_and(|own| file.named(text, own).is_some());
    reference_fault(text).is_none() || is_stage()
}
