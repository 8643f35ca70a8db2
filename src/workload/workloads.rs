//! The workloads of a document, one after the other. Makes none and judges nothing.

use std::fmt;

use super::Workload;
use super::limits::MAX_KEPT_WORKLOADS;

/// Gives each workload of a document to a function, in order.
type Walk<'v> = Box<dyn Fn(&mut dyn FnMut(Workload<'v>)) + 'v>;

/// The workloads of a document. A few are kept; where there are very many, each is made anew for whoever asks, so that
/// they are not all held at once.
pub struct Workloads<'v> {
    kept: Vec<Workload<'v>>,
    made: Option<Walk<'v>>,
}

impl<'v> Workloads<'v> {
    /// None at all.
    pub fn none() -> Workloads<'v> {
        Workloads { kept: Vec::new(), made: None }
    }

    /// About so many, which `walk` makes.
    pub fn new(count: usize, walk: impl Fn(&mut dyn FnMut(Workload<'v>)) + 'v) -> Workloads<'v> {
        let mut kept = Vec::new();
        if count > MAX_KEPT_WORKLOADS {
            return Workloads { kept, made: Some(Box::new(walk)) };
        }
        walk(&mut |workload| kept.push(workload));
        Workloads { kept, made: None }
    }

    /// All of them at once.
    pub fn all(mut self) -> Vec<Workload<'v>> {
        if let Some(walk) = &self.made {
            walk(&mut |workload| self.kept.push(workload));
        }
        self.kept
    }

    /// Calls a function with each of them, in order.
    pub fn each(&self, then: &mut dyn FnMut(&Workload<'v>)) {
        match &self.made {
            Some(walk) => walk(&mut |workload| then(&workload)),
            None => self.kept.iter().for_each(then),
        }
    }
}

impl fmt::Debug for Workloads<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Workloads").field("kept", &self.kept).finish_non_exhaustive()
    }
}
