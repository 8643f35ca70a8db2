//! What a walk holds while it goes over a tree, and how it reports. Decides nothing.

use super::limits::{MAX_STEPS, MAX_VIOLATIONS};
use super::node::Node;
use super::select::Held;
use super::table::Schema;
use super::types::{Shape, TypeId};
use super::value::Fingerprints;
use super::violation::{Fault, Report, Violation};
use super::way::{Way, Ways};
use crate::finding::Label;
use crate::source::Span;

/// What a walk holds.
pub(super) struct Walker<'t, 's, N> {
    pub schema: &'t Schema<'s>,
    pub version: Option<u16>,
    pub root: Held<N>,
    pub root_name: &'t str,
    pub root_type: TypeId,
    pub ways: Ways<'t>,
    pub prints: Fingerprints,
    pub steps: usize,
    pub open: Vec<Task<'t, N>>,
    pub report: Report,
}

/// A value that has to be of a shape.
pub(super) struct Task<'t, N> {
    pub held: Held<N>,
    pub shape: &'t Shape<'t>,
    pub is_item: bool,
    /// Whether anything may stand there that is of the shape: nothing else is asked of it.
    pub is_free: bool,
}

impl<'t, N: Node<'t>> Walker<'t, '_, N> {
    /// Whether a limit is reached.
    pub fn is_done(&self) -> bool {
        self.report.violations.len() > MAX_VIOLATIONS || self.steps > MAX_STEPS
    }

    /// Reports a violation.
    pub fn report(&mut self, fault: Fault, way: Way, at: Span, expected: String) -> &mut Violation {
        let path = self.ways.words(way);
        let violation = Violation {
            fault,
            path,
            at,
            labels: Vec::new(),
            expected,
            did_you_mean: None,
            belongs: None,
            change: None,
        };
        self.report.violations.push_mut(violation)
    }

    /// Adds a place to the last violation.
    pub fn label(&mut self, label: Label) {
        if let Some(last) = self.report.violations.last_mut() {
            last.labels.push(label);
        }
    }

    /// Puts a value on the stack of those that are still to be visited.
    pub fn push(&mut self, held: Held<N>, shape: &'t Shape<'t>, is_item: bool, is_free: bool) {
        self.open.push(Task { held, shape, is_item, is_free });
    }
}
