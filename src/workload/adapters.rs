//! Which adapter speaks for which format. Has no words of its own.

use super::words::Words;
use super::{compose, image, kube};
use crate::model::Format;

/// The words of a format.
pub(super) fn words_of(format: Format) -> &'static dyn Words {
    match format {
        Format::Dockerfile => &image::Dockerfiles,
        Format::Compose => &compose::Compose,
        Format::Kubernetes => &kube::Kubernetes,
    }
}
