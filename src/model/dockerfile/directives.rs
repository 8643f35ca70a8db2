//! The parser directives at the top of a Dockerfile. Knows no rule.

use super::Dockerfile;
use crate::syntax::dockerfile::{Comment, DirectiveKind, Word};
use crate::syntax::value::ImageReference;

/// The comments at the top of the file that are directives.
pub fn leading<'f>(file: &'f Dockerfile<'_>) -> &'f [Comment] {
    let is_directive =
        |comment: &&Comment| file.directives.iter().any(|directive| directive.span == comment.span);
    let count = file.comments.iter().take(8).take_while(is_directive).count();
    file.comments.get(..count).unwrap_or(&[])
}

/// A comment of the form `# name=value`.
pub fn directive(comment: &str) -> Option<(&str, &str)> {
    let (name, value) = comment.strip_prefix('#')?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    (!value.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())).then_some((name, value))
}

/// The frontend that a `syntax` directive names.
pub struct Frontend<'f, 's> {
    /// The value of the directive.
    pub value: &'f Word<'s>,
    /// The part of it that names the image.
    pub image: &'f str,
    /// The image.
    pub reference: ImageReference,
}

impl Frontend<'_, '_> {
    /// The minor version of a release of `docker/dockerfile:1.N`. Other tags have their own sets of features.
    pub fn minor_version(&self) -> Option<u32> {
        let version =
            self.reference.tag.as_deref().filter(|_| self.reference.name() == "docker/dockerfile")?;
        version.strip_prefix("1.")?.split('.').next()?.parse().ok()
    }
}

/// The frontends that a file names, in order; only the first counts.
pub fn frontends<'f, 's>(file: &'f Dockerfile<'s>) -> impl Iterator<Item = Frontend<'f, 's>> {
    let directives = file.directives.iter().filter(|directive| directive.kind == DirectiveKind::Syntax);
    directives.filter_map(|directive| {
        let image = directive.value.text.split_whitespace().next().unwrap_or("");
        Some(Frontend { value: &directive.value, image, reference: ImageReference::parse(image)? })
    })
}
