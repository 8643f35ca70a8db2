//! How a value came to its place in a merged project. Judges nothing.

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

/// The index of a way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WayId(u32);

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
        WayId((self.0.len() - 1) as u32)
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
        self.0.get(way?.0 as usize).map(|(step, _)| *step)
    }

    /// The steps, in order.
    pub(super) fn steps(&self, mut way: Way) -> Vec<Step> {
        let mut out = Vec::new();
        while let Some((step, before)) = way.and_then(|id| self.0.get(id.0 as usize)) {
            out.push(*step);
            way = *before;
        }
        out.reverse();
        out
    }
}
