//! Texts that were read from a copy, as parts of the text itself. Does not parse.

use std::borrow::Cow;

/// The text of a scalar as it belongs to the original, of which what was parsed is a copy with blanks in it.
pub(super) fn original<'s>(text: &'s str, copy: &str, read: Cow<'_, str>) -> Cow<'s, str> {
    let Cow::Borrowed(part) = read else { return Cow::Owned(read.into_owned()) };
    let start = (part.as_ptr() as usize).wrapping_sub(copy.as_ptr() as usize);
    match text.get(start..start.saturating_add(part.len())) {
        Some(same) if same == part => Cow::Borrowed(same),
        Some(written) => Cow::Owned(folded(written)),
        None => Cow::Owned(part.to_owned()),
    }
}

/// Lines of a quoted text as one: a line end is a blank, and an empty line a line end.
fn folded(text: &str) -> String {
    let mut out = String::new();
    let mut empty = 0;
    for (index, line) in text.lines().enumerate() {
        let line = line.trim_matches([' ', '\t']);
        if index > 0 && line.is_empty() {
            empty += 1;
            continue;
        }
        match (index, empty) {
            (0, _) => {}
            (_, 0) => out.push(' '),
            (_, lines) => out.extend(std::iter::repeat_n('\n', lines)),
        }
        empty = 0;
        out.push_str(line);
    }
    out
}
