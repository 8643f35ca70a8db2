//! How a YAML file is laid out: columns, line ends, indentation. Does not make edits.

use crate::syntax::yaml::{Kind, NodeId, Value};

/// How many entries of a file are looked at for its habits.
const SAMPLE: usize = 256;
/// The indentation of a file that shows none.
const STEP: usize = 2;

/// The end of a line.
pub(super) struct LineEnd {
    /// Where the line end starts.
    pub at: usize,
    /// How lines end here.
    pub text: &'static str,
    /// Whether there is no line end: the text ends.
    pub is_last: bool,
}

/// The end of the line that a place is on; `None` for lines that end in a lone carriage return.
pub(super) fn line_end(text: &str, from: usize) -> Option<LineEnd> {
    let bytes = text.as_bytes();
    let rest = bytes.get(from..)?;
    match memchr::memchr2(b'\n', b'\r', rest) {
        None => {
            let before = memchr::memrchr(b'\n', bytes);
            let has_return = before.is_some_and(|at| at > 0 && bytes.get(at - 1) == Some(&b'\r'));
            Some(LineEnd { at: text.len(), text: if has_return { "\r\n" } else { "\n" }, is_last: true })
        }
        Some(length) if rest.get(length) == Some(&b'\n') => {
            Some(LineEnd { at: from + length, text: "\n", is_last: false })
        }
        Some(length) if rest.get(length + 1) == Some(&b'\n') => {
            Some(LineEnd { at: from + length, text: "\r\n", is_last: false })
        }
        Some(_) => None,
    }
}

pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1)
}

/// The column of a place that has nothing but spaces and dashes of items before it.
pub(super) fn column(text: &str, at: usize) -> Option<usize> {
    let before = text.get(line_start(text, at)..at)?;
    before.bytes().all(|byte| matches!(byte, b' ' | b'-')).then_some(before.len())
}

/// By how many columns mappings are indented: in this mapping, else at the start of the file.
pub(super) fn indentation_step(mapping: Value<'_>) -> usize {
    let text = mapping.tree().text;
    let step = |mapping: Value<'_>| {
        let outer = column(text, mapping.written().span.start as usize)?;
        mapping.own_entries().take(SAMPLE).find_map(|pair| {
            let value = pair.value;
            if !matches!(value.written().kind, Kind::Mapping(_)) || value.is_flow() {
                return None;
            }
            column(text, value.written().span.start as usize)?.checked_sub(outer).filter(|step| *step > 0)
        })
    };
    let roots = mapping.tree().roots().take(8);
    step(mapping).or_else(|| roots.into_iter().find_map(step)).unwrap_or(STEP)
}

/// Whether items of lists are indented more than their key: in this mapping, else at the start of the file.
pub(super) fn items_are_indented(mapping: Value<'_>) -> bool {
    let tree = mapping.tree();
    let indented = |key: Value<'_>, value: Value<'_>| {
        if !matches!(value.written().kind, Kind::Sequence(_)) || value.is_flow() || value.items().len() == 0 {
            return None;
        }
        let outer = column(tree.text, key.written().span.start as usize)?;
        Some(column(tree.text, value.written().span.start as usize)? > outer)
    };
    let own = mapping.own_entries().take(SAMPLE).find_map(|pair| indented(pair.key, pair.value));
    let any = || {
        let ids = (0..tree.len().min(SAMPLE)).map(NodeId::new);
        let mappings =
            ids.map(|id| tree.value(id)).filter(|value| matches!(value.written().kind, Kind::Mapping(_)));
        mappings.flat_map(Value::own_entries).take(SAMPLE).find_map(|pair| indented(pair.key, pair.value))
    };
    own.or_else(any).unwrap_or(true)
}
