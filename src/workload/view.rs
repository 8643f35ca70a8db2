//! A document with what will run of it: everything that rules are asked about. Does not parse and judges nothing.

use super::{ImageUse, Workloads, compose as services, image};
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
    pub workloads: Workloads<'v>,
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

impl<'v> View<'v> {
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

    /// Calls a function with each place that names an image but no container of it: FROM, and COPY from an image.
    pub fn images(&self, call: &mut dyn FnMut(ImageUse)) {
        match self.document {
            Document::Dockerfile(file) => image::images(file, call),
            Document::Compose(file) => file.into_iter().flat_map(services::images).for_each(call),
            Document::Kubernetes(..) => {}
        }
    }

    /// Calls a function with what the engine of the format refuses about the document, beyond its syntax.
    pub fn refusals(&self, call: &mut dyn FnMut(&Refusal)) {
        match self.document {
            Document::Kubernetes(objects, of_use) => {
                kube::refusals(objects, of_use).for_each(|refusal| call(&refusal));
            }
            // BuildKit's are the rules' own.
            Document::Dockerfile(_) => {}
            Document::Compose(file) => file.iter().flat_map(|file| file.refusals()).for_each(call),
        }
    }
    /// What the API server takes of manifests and is not what it seems; none in other formats.
    pub fn traps(&self) -> Vec<kube::Trap> {
        match self.document {
            Document::Kubernetes(objects, of_use) => kube::traps(objects, of_use),
            _ => Vec::new(),
        }
    }
}
