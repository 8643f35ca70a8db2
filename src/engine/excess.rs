//! What is left of findings that share a rule and a line with more others than are named. Drops nothing itself.

use std::cmp::Ordering;

use rustc_hash::FxHashMap;

use crate::finding::{Edit, Finding, Fix, RuleId, Safety};
use crate::source::Span;

/// A rule and a line: findings that share them are shown as one.
pub(super) type Spot = (RuleId, u32);

/// The order of findings in a file: by place and rule.
pub(super) fn order(a: &Finding, b: &Finding) -> Ordering {
    (a.at.start, a.rule, a.at.end, &a.message).cmp(&(b.at.start, b.rule, b.at.end, &b.message))
}

/// The edits of a fix, with the place of its finding.
type Placed = (Span, Vec<Edit>);

/// Findings of one rule on one line that are not kept.
pub(super) struct Excess {
    /// The place of the first finding of the line, and how many others had the same place.
    first: (Span, usize),
    /// How many had other places.
    others: usize,
    /// Whether all of them are about something that is not written.
    pub(super) absent: bool,
    fixes: FxHashMap<(String, Safety), Vec<Placed>>,
}

impl Excess {
    /// Nothing yet, of a line whose first finding is at a place.
    pub(super) fn at(first: Span) -> Excess {
        Excess { first: (first, 0), others: 0, absent: true, fixes: FxHashMap::default() }
    }

    /// Takes in a finding of a line whose first one is at a place.
    pub(super) fn add(&mut self, finding: Finding, first: Span) {
        self.others = self.others_than(first);
        if self.first.0 != first {
            self.first = (first, 0);
        }
        if finding.at == first {
            self.first.1 += 1;
            return;
        }
        self.others += 1;
        self.absent &= finding.absent;
        if let Some(Fix { title, safety, edits }) = finding.fix {
            self.fixes.entry((title, safety)).or_default().push((finding.at, edits));
        }
    }

    /// How many have other places than the first one of the line.
    pub(super) fn others_than(&self, first: Span) -> usize {
        self.others + if self.first.0 == first { 0 } else { self.first.1 }
    }

    /// The edits of fixes that do the same as another one, in order.
    pub(super) fn edits_like(&self, fix: &Fix) -> Vec<&[Edit]> {
        let known = self.fixes.get(&(fix.title.clone(), fix.safety));
        let mut edits: Vec<_> = known.into_iter().flatten().collect();
        edits.sort_by_key(|(at, _)| (at.start, at.end));
        edits.into_iter().map(|(_, edits)| edits.as_slice()).collect()
    }
}
