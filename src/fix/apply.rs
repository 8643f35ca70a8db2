//! Applies edits to a text. Does not decide which fixes are wanted and writes no file.

use std::collections::BTreeMap;

use crate::finding::Edit;

/// What came of applying fixes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    /// The text afterwards.
    pub text: String,
    /// How many fixes were applied; the others overlap one that was.
    pub count: usize,
}

/// Applies the fixes, each a list of edits of this text, that do not overlap an earlier one. Earlier in the list wins.
/// A fix whose edits lie outside the text or cut a character is left out.
pub fn apply<'e>(text: &str, fixes: impl Iterator<Item = &'e [Edit]>) -> Applied {
    let mut accepted: BTreeMap<u32, &Edit> = BTreeMap::new();
    let mut count = 0;
    for edits in fixes {
        // Two edits that touch overlap: of two insertions at one place, the order would decide what comes out.
        let is_free = |edit: &Edit| {
            let before = accepted.range(..=edit.span.end).next_back();
            before.is_none_or(|(_, other)| other.span.end < edit.span.start)
        };
        if edits.iter().all(|edit| text.get(edit.span.range()).is_some() && is_free(edit)) {
            accepted.extend(edits.iter().map(|edit| (edit.span.start, edit)));
            count += 1;
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut end = 0;
    for edit in accepted.into_values() {
        out.push_str(text.get(end..edit.span.start as usize).unwrap_or(""));
        out.push_str(&edit.text);
        end = edit.span.end as usize;
    }
    out.push_str(text.get(end..).unwrap_or(""));
    Applied { text: out, count }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{SourceId, Span};

    fn edit(start: u32, end: u32, text: &str) -> Vec<Edit> {
        vec![Edit { span: Span::new(SourceId(0), start, end), text: text.into() }]
    }

    #[test]
    fn the_first_of_two_overlapping_fixes_wins() {
        let fixes = [edit(0, 3, "COPY"), edit(2, 5, "x"), edit(6, 7, "c")];
        let applied = apply("ADD a b", fixes.iter().map(Vec::as_slice));
        assert_eq!(applied, Applied { text: "COPY a c".into(), count: 2 });
    }
}
