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
