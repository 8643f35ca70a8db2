//! The texts of an instruction that BuildKit reads as the name of an image. Does not judge them.

use std::ops::Range;

use super::quotes::has_variable;
use super::{Base, Dockerfile, Step};
use crate::source::Span;
use crate::syntax::dockerfile::Word;

/// A text that is read as the name of an image.
pub struct ImageName<'f> {
    /// The text, with variables replaced.
    pub name: String,
    /// Whether a stage has the name in lower case.
    pub is_near_stage: bool,
    word: Option<&'f Word<'f>>,
    span: Span,
}

impl ImageName<'_> {
    /// The place of a part of the name; that of the whole where the name is written in another way.
    pub fn part(&self, part: Range<usize>) -> Span {
        self.word.filter(|word| word.text == self.name).map_or(self.span, |word| word.part(part))
    }
}

/// The names of images in an instruction, as far as they are known: what FROM starts from and what files are taken
/// from, when it is no stage.
pub fn image_names<'f>(step: &'f Step<'f>, file: &'f Dockerfile<'f>) -> Vec<ImageName<'f>> {
    // FROM finds a stage by its name in lower case only, and takes any other spelling for an image.
    let is_lower = |name: &str| !name.bytes().any(|byte| byte.is_ascii_uppercase());
    let is_stage = || file.stage_of(step).is_some_and(|stage| matches!(stage.base, Base::Stage(_)));
    let base = step.from_words().last().zip(step.resolved(0).known());
    let base = base.filter(|(_, name)| !(is_lower(name) && is_stage()));
    let base = base.map(|(word, name)| ImageName {
        name: name.to_owned(),
        is_near_stage: is_stage(),
        word: Some(word),
        span: word.span,
    });
    let is_built = step.is(step.instruction.keyword);
    let sources = step.sources().into_iter().filter(|source| {
        is_built
            && !has_variable(&source.name)
            && source.index.is_none()
            && file.source_stage(source).is_none()
    });
    base.into_iter()
        .chain(sources.map(|source| ImageName {
            name: source.name,
            is_near_stage: false,
            word: None,
            span: source.span,
        }))
        .collect()
}
