//! Finds the directive that covers a place among many. Knows neither rules nor trees.

use crate::source::Span;

/// Spans with what they stand for.
#[derive(Debug, Default)]
pub(super) struct Cover<T> {
    /// By start.
    items: Vec<(Span, T)>,
    /// The greatest end below each node of a binary tree over the items; its leaves are the second half.
    ends: Vec<u32>,
}

impl<T: Copy> Cover<T> {
    /// Puts spans in order.
    pub(super) fn new(mut items: Vec<(Span, T)>) -> Cover<T> {
        items.sort_by_key(|(span, _)| span.start);
        // One leaf more than there are items, so that no search ends at the right border.
        let leaves = (items.len() + 1).next_power_of_two();
        let mut ends = vec![0; leaves];
        ends.extend(items.iter().map(|(span, _)| span.end.max(span.start.saturating_add(1))));
        ends.resize(2 * leaves, 0);
        for node in (1..leaves).rev() {
            let below = |child: usize| ends.get(child).copied().unwrap_or(0);
            let greatest = below(2 * node).max(below(2 * node + 1));
            if let Some(end) = ends.get_mut(node) {
                *end = greatest;
            }
        }
        Cover { items, ends }
    }

    /// What the last span that starts at or before a place and ends after it stands for: of nested ones the
    /// innermost.
    pub(super) fn at(&self, place: u32) -> Option<T> {
        let leaves = self.ends.len() / 2;
        let reaches = |node: usize| self.ends.get(node).is_some_and(|end| *end > place);
        let mut bound = leaves + self.items.partition_point(|(span, _)| span.start <= place);
        while bound > 1 {
            if bound % 2 == 1 && reaches(bound - 1) {
                let mut node = bound - 1;
                while node < leaves {
                    node = if reaches(2 * node + 1) { 2 * node + 1 } else { 2 * node };
                }
                return self.items.get(node - leaves).map(|(_, item)| *item);
            }
            bound /= 2;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn agrees_with_looking_at_every_span() {
        // A small generator is enough: every count of items, ends before and after later starts.
        let mut state = 1_u32;
        let mut random = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % below
        };
        for count in 0..40 {
            let mut items = Vec::new();
            for index in 0..count {
                let start = random(60);
                items.push((Span::new(SourceId(0), start, start + random(30)), index));
            }
            let cover = Cover::new(items.clone());
            items.sort_by_key(|(span, _)| span.start);
            for place in 0..100 {
                let holds = |span: &Span| span.start <= place && place < span.end.max(span.start + 1);
                let expected = items.iter().rev().find(|(span, _)| holds(span)).map(|(_, index)| *index);
                assert_eq!(cover.at(place), expected);
            }
        }
    }
}
