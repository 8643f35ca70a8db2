//! Kubernetes objects: identity, labels and pod templates of every document, items of lists included.
//!
//! Types only what rules read; knows no defaults of the API server beyond where pods are described.

mod object;
mod pod;
mod refusals;
mod relations;
mod served;

pub use object::{Object, is_object, objects, was_meant};
pub use pod::{PodContainer, PodTemplate};
pub use refusals::{minors, refusals};
pub use served::{Served, served};

use crate::settings::Minors;

/// What the objects of a file are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// The versions that they are for.
    pub minors: Minors,
    /// Whether the file is a patch of a kustomization: what it lacks, another file has.
    pub is_patch: bool,
    /// Whether a key in it may say how it is merged: `$patch`.
    pub has_directives: bool,
}

impl Use {
    /// The use of a text that stands alone.
    pub fn of(minors: Minors, text: &str) -> Use {
        let has_directives = text.contains("$patch") || text.contains("$setElementOrder");
        Use { minors, is_patch: false, has_directives }
    }
}
