//! Ports of EXPOSE and names of labels, as rules ask about them. Knows no rule.

use crate::model::dockerfile::Step;
use crate::syntax::dockerfile::{Keyword, Pair, Word};

/// The items of EXPOSE whose value is known, with it.
pub(super) fn exposed<'s, 't>(step: &'s Step<'t>) -> impl Iterator<Item = (&'s Word<'t>, &'s str)> {
    let items = if step.instruction.keyword == Keyword::Expose { step.items() } else { &[] };
    // A variable may hold several ports, or none.
    let is_one = |value: &str| !value.is_empty() && !value.contains(char::is_whitespace);
    items.iter().enumerate().filter_map(move |(index, item)| {
        step.resolved(index).known().filter(|value| is_one(value)).map(|value| (item, value))
    })
}

/// The name of a label without quotes.
pub(super) fn label_name<'p>(pair: &'p Pair<'_>) -> &'p str {
    pair.name.text.trim_matches(['"', '\''])
}

/// The first and last port of `80` or `8000-8010`.
pub(super) fn port_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.parse().ok()?, last.parse().ok()?);
    (first <= last).then_some((first, last))
}
