//! How a value came to its place in a merged project. Judges nothing.

use std::num::NonZeroU32;

use crate::source::Span;

/// One step on the way from the entry file to where a value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// Through an alias or a merge key of YAML; the span is the `*alias`.
    Alias(Span),
    /// From a later document of the same file; the span is its first token.
    Document(Span),
    /// From a file that is laid over the one before; the span is its first token.
    Override(Span),
    /// Through `extends`; the span is what names the service.
    Extends(Span),
    /// Through `include`; the span is what names the file.
    Include(Span),
    /// Compose makes it of something else; the span is what it is made of.
    Implied(Span),
}

impl Step {
    /// The token that made the step.
    pub fn span(self) -> Span {
        match self {
            Step::Alias(span)
            | Step::Document(span)
            | Step::Override(span)
            | Step::Extends(span)
            | Step::Include(span)
            | Step::Implied(span) => span,
        }
    }
}

/// A way into a mapping or list: the step nearest to the value, and the way before it.
pub(super) type Way = Option<WayId>;

/// The place of a way among all, from 1, so that none takes no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WayId(NonZeroU32);

impl WayId {
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// All ways of a project.
#[derive(Debug, Default)]
pub(super) struct Ways(Vec<(Step, Way)>);

impl Ways {
    /// The way of a single step.
    pub(super) fn one(&mut self, step: Option<Step>) -> Way {
        step.map(|step| self.add(step, None))
    }

    fn add(&mut self, step: Step, before: Way) -> WayId {
        self.0.push((step, before));
        WayId(u32::try_from(self.0.len()).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MAX))
    }

    /// The way that first goes `outer`, then `inner`.
    pub(super) fn join(&mut self, outer: Way, inner: Way) -> Way {
        if outer.is_none() || inner.is_none() {
            return outer.or(inner);
        }
        let steps = self.steps(inner);
        steps.into_iter().fold(outer, |before, step| Some(self.add(step, before)))
    }

    /// The step nearest to the value.
    pub(super) fn last(&self, way: Way) -> Option<Step> {
        self.0.get(way?.index()).map(|(step, _)| *step)
    }

    /// The steps, in order.
    pub(super) fn steps(&self, mut way: Way) -> Vec<Step> {
        let mut out = Vec::new();
        while let Some((step, before)) = way.and_then(|id| self.0.get(id.index())) {
            out.push(*step);
            way = *before;
        }
        out.reverse();
        out
    }
}
