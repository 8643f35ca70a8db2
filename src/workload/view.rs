//! A document with what will run of it: everything that rules are asked about. Does not parse and judges nothing.

use std::sync::Arc;

use super::{ImageUse, Variable, Workload};
use crate::finding::Subject;
use crate::model::refusal::Refusal;
use crate::model::{Format, compose, dockerfile, kube};
use crate::source::Source;

/// A file as rules see it.
pub struct View<'v> {
    /// Its text.
    pub source: &'v Source,
    /// What the text says.
    pub document: Document<'v>,
    /// What is deployed by it, or may be.
    pub workloads: Vec<Workload<'v>>,
    /// The places that name an image but no container of it: FROM, and COPY from an image.
    pub images: Vec<ImageUse>,
}

/// The typed document of a format.
pub enum Document<'v> {
    /// A Dockerfile.
    Dockerfile(&'v dockerfile::Dockerfile<'v>),
    /// A Compose file; `None` when its text has no services.
    Compose(Option<&'v compose::File<'v>>),
    /// The objects of a file of manifests, and what they are for.
    Kubernetes(&'v [kube::Object<'v>], kube::Use<'v>),
}

/// A variable of a container.
pub struct Held<'w> {
    /// The container.
    pub by: &'w Arc<Subject>,
    /// The variable.
    pub variable: &'w Variable,
}

impl<'v> View<'v> {
    /// The variables of all containers, in the order in which their values are written.
    pub fn variables(&self) -> Vec<Held<'_>> {
        let containers = self.workloads.iter().flat_map(|workload| &workload.containers);
        let held = containers.flat_map(|container| {
            let by = &container.identity.subject;
            container.environment.variables.iter().map(move |variable| Held { by, variable })
        });
        let mut all: Vec<Held<'_>> = held.collect();
        all.sort_by_key(|held| held.variable.written);
        all
    }

    /// The format of the document.
    pub fn format(&self) -> Format {
        match self.document {
            Document::Dockerfile(_) => Format::Dockerfile,
            Document::Compose(_) => Format::Compose,
            Document::Kubernetes(..) => Format::Kubernetes,
        }
    }

    /// The Dockerfile, if it is one.
    pub fn dockerfile(&self) -> Option<&'v dockerfile::Dockerfile<'v>> {
        match self.document {
            Document::Dockerfile(file) => Some(file),
            _ => None,
        }
    }

    /// The Compose file, if it is one.
    pub fn compose(&self) -> Option<&'v compose::File<'v>> {
        match self.document {
            Document::Compose(file) => file,
            _ => None,
        }
    }

    /// The objects of manifests; none in other formats.
    pub fn objects(&self) -> &'v [kube::Object<'v>] {
        match self.document {
            Document::Kubernetes(objects, _) => objects,
            _ => &[],
        }
    }

    /// What the engine of the format refuses about the document, beyond its syntax.
    pub fn refusals(&self) -> Vec<Refusal> {
        match self.document {
            Document::Kubernetes(objects, of_use) => kube::refusals(objects, of_use),
            // BuildKit's are the rules' own.
            Document::Dockerfile(_) => Vec::new(),
            Document::Compose(file) => file.map(compose::File::refusals).unwrap_or_default(),
        }
    }
}
