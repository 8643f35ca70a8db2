//! Kubernetes objects: identity, labels and pod templates of every document, items of lists included.
//!
//! Types only what rules read; knows no defaults of the API server beyond where pods are described.

mod definitions;
mod object;
mod pod;
mod pod_security;
mod read;
mod refusals;
mod relations;
mod rendered;
mod served;
mod successor;
mod traps;

pub use definitions::Definitions;
pub use object::{Object, is_object, objects, was_meant};
pub use pod::{PodContainer, PodTemplate};
pub use pod_security::{Control, Forbidden, forbidden};
pub use read::open_on;
pub use refusals::{custom_kinds, has_schema, minors, misspelt, refusals};
pub use rendered::{Rendered, TESTS};
pub use served::{Served, served};
pub use successor::{Successor, successor};
pub use traps::{Trap, TrapKind, traps};

use std::collections::BTreeSet;

use crate::settings::Minors;

/// What the objects of a file are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use<'v> {
    /// The versions that they are for.
    pub minors: Minors,
    /// Whether the file is a patch of a kustomization: what it lacks, another file has.
    pub is_patch: bool,
    /// Whether a kustomization is in a folder that holds the file, so that it may add what the file lacks.
    pub is_kustomized: bool,
    /// Whether the file lies below the tests of a chart.
    pub is_test: bool,
    /// Whether a key in it may say how it is merged: `$patch`.
    pub has_directives: bool,
    /// The images that get their tag elsewhere.
    pub filled: &'v BTreeSet<String>,
    /// What is defined around the file about objects of custom resources.
    pub definitions: &'v Definitions,
}

const NONE_FILLED: &BTreeSet<String> = &BTreeSet::new();

impl Use<'_> {
    /// The use of a text that stands alone.
    pub fn of(minors: Minors, text: &str) -> Use<'static> {
        let has_directives = text.contains("$patch") || text.contains("$setElementOrder");
        Use {
            minors,
            is_patch: false,
            is_kustomized: false,
            is_test: false,
            has_directives,
            filled: NONE_FILLED,
            definitions: Definitions::NONE,
        }
    }
}
