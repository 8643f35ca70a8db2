//! Edits that write into YAML and keep its layout. Does not know any key.
//!
//! What cannot be written without a look at what was meant is refused: anything that an alias shows elsewhere, that
//! a merge key brings in, or that carries a tag; interpolated and multi-line scalars; flow collections over several
//! lines; documents with a syntax error.

mod layout;

use crate::finding::Edit;
use crate::source::Span;
use crate::syntax::yaml::{Kind, Pair, ScalarStyle, Value, Via};
use layout::{LineEnd, column, indentation_step, items_are_indented, line_end, line_start};

/// What is written.
#[derive(Debug, Clone, Copy)]
pub enum Literal<'a> {
    /// A scalar, as it stands: replaces what is there.
    Plain(&'a str),
    /// An item of a list: appended when the list is there and lacks it, else a list of it alone.
    Item(&'a str),
}

/// The edits that give the key at a path below a mapping a value, with the mappings that are missing on the way.
/// Empty when it is there already; `None` when it cannot be written mechanically.
pub fn set(mapping: Value<'_>, path: &[&str], literal: Literal<'_>) -> Option<Vec<Edit>> {
    if !is_own(mapping) || !mapping.is_mapping() || mapping.is_broken() || is_json(mapping) {
        return None;
    }
    let mut mapping = mapping;
    let mut path = path;
    loop {
        let (key, rest) = path.split_first()?;
        let Some(pair) = own_entry(mapping, key)? else {
            return insert(mapping, path, literal);
        };
        let value = pair.value;
        if !is_own(value) || value.written().tag.is_some() {
            return None;
        }
        if rest.is_empty() {
            return match literal {
                Literal::Plain(text) => replace(mapping, value, text),
                Literal::Item(text) => append(mapping, pair, text),
            };
        }
        if value.is_null() {
            return fill(mapping, pair, rest, literal);
        }
        if !value.is_mapping() {
            return None;
        }
        (mapping, path) = (value, rest);
    }
}

/// The edits that take the entry of a key out of a mapping: its lines with the comment behind it, but not comments
/// above it. `None` when it cannot be done mechanically, above all for the only entry.
pub fn remove_entry(mapping: Value<'_>, key: &str) -> Option<Vec<Edit>> {
    if !is_own(mapping) || !mapping.is_mapping() || mapping.is_broken() || is_json(mapping) {
        return None;
    }
    let entries: Vec<Pair<'_>> = mapping.own_entries().collect();
    own_entry(mapping, key)??;
    let at = entries.iter().position(|pair| is_key(pair, key))?;
    let (before, entry, after) =
        (at.checked_sub(1).and_then(|at| entries.get(at)), entries.get(at)?, entries.get(at + 1));
    if (before.is_none() && after.is_none()) || entry.value.holds_shared() {
        return None;
    }
    let text = mapping.tree().text;
    let (from, to) = (start_of(entry)?, end_of(entry));
    if mapping.is_flow() {
        single_line(mapping)?;
        let span = match (before, after) {
            (_, Some(next)) => from..start_of(next)?,
            (Some(previous), None) => end_of(previous)..to,
            (None, None) => return None,
        };
        return Some(vec![edit(mapping, span, String::new())]);
    }
    if before.is_some_and(|previous| keeps_line_ends(previous.value)) {
        return None;
    }
    let end = line_end(text, to)?;
    let start = line_start(text, from);
    let indented = text.get(start..from)?.bytes().all(|byte| byte == b' ');
    let span = match (indented, after) {
        (true, _) if end.is_last => start.checked_sub(end.text.len()).filter(|_| start > 0)?..end.at,
        (true, _) => start..without_second_blank(text, start, end.at + end.text.len()),
        // The first entry of an item shares its line with the dash, which stays.
        (false, Some(next)) => {
            let next = start_of(next)?;
            let between = text.get(end.at..next)?;
            if !between.trim_ascii().is_empty() {
                return None;
            }
            from..next
        }
        (false, None) => return None,
    };
    Some(vec![edit(mapping, span, String::new())])
}

/// The end of lines that are removed from `start` on: with the blank line below, where one above would make it a second
/// one, or where the file would start with it.
fn without_second_blank(text: &str, start: usize, end: usize) -> usize {
    let above = text.get(..start).unwrap_or("");
    let is_blank_above =
        above.is_empty() || above.lines().next_back().is_some_and(|line| line.trim().is_empty());
    let below = text.get(end..).unwrap_or("");
    let line = below.split_inclusive('\n').next().unwrap_or("");
    if is_blank_above && line.ends_with('\n') && line.trim().is_empty() { end + line.len() } else { end }
}

/// Whether a node can be changed here and shows nowhere else.
fn is_own(value: Value<'_>) -> bool {
    value.via() == Via::Here && !value.is_shared() && value.written().tag.is_none()
}

/// Whether the document is written as JSON, in which plain scalars would be wrong.
fn is_json(value: Value<'_>) -> bool {
    let tree = value.tree();
    let after = tree.documents.partition_point(|document| document.span.start <= value.written().span.start);
    let document = after.checked_sub(1).and_then(|at| tree.documents.get(at));
    document.and_then(|document| document.root).is_none_or(|root| tree.value(root).is_flow())
}

fn is_key(pair: &Pair<'_>, key: &str) -> bool {
    matches!(pair.key.written().kind, Kind::Scalar(_)) && pair.key.text() == Some(key) && !pair.is_merge()
}

/// The entry of a key that is written in a mapping. The outer `None` is for a key that stands there twice or comes
/// through a merge key.
fn own_entry<'t>(mapping: Value<'t>, key: &str) -> Option<Option<Pair<'t>>> {
    let mut own = mapping.own_entries().filter(|pair| is_key(pair, key));
    match (own.next(), own.next()) {
        (Some(pair), None) => Some(Some(pair)),
        (Some(_), Some(_)) => None,
        (None, _) => mapping.pair(key).is_none().then_some(None),
    }
}

/// Where an entry starts, its key's anchor or tag included.
fn start_of(pair: &Pair<'_>) -> Option<usize> {
    let key = pair.key.written();
    (key.anchor.is_none() && key.tag.is_none()).then_some(key.span.start as usize)
}

fn end_of(pair: &Pair<'_>) -> usize {
    let (key, value) = (pair.key.written(), pair.value.written());
    let anchor = value.anchor.as_ref().map_or(0, |anchor| anchor.span.end);
    let tag = value.tag.as_ref().map_or(0, |tag| tag.span.end);
    key.span.end.max(value.span.end).max(anchor).max(tag) as usize
}

fn edit(value: Value<'_>, range: std::ops::Range<usize>, text: String) -> Edit {
    Edit { span: Span::at(value.tree().source, range), text }
}

/// The text of a collection that is written on one line.
fn single_line<'t>(value: Value<'t>) -> Option<&'t str> {
    let text = value.tree().text.get(value.written().span.range())?;
    let closed = text.starts_with('{') && text.ends_with('}') || text.starts_with('[') && text.ends_with(']');
    (closed && !text.contains(['\n', '\r', '#'])).then_some(text)
}

/// Whether the last thing in a node is a block scalar that keeps the line ends after it.
fn keeps_line_ends(value: Value<'_>) -> bool {
    let mut value = value;
    loop {
        let node = value.written();
        let next = match &node.kind {
            Kind::Mapping(_) => value.own_entries().next_back().map(|pair| pair.value),
            Kind::Sequence(_) => value.items().next_back(),
            Kind::Alias(_) => None,
            Kind::Scalar(scalar) => {
                let is_block = matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded);
                let header = value.tree().text.get(node.span.range()).and_then(|text| text.lines().next());
                return is_block && header.is_some_and(|header| header.contains('+'));
            }
        };
        match next {
            Some(next) => value = next,
            None => return false,
        }
    }
}

/// Whether a scalar can stand in a flow collection without quotes that it does not have.
fn is_flow_safe(text: &str) -> bool {
    text.starts_with(['"', '\'']) || !text.contains([',', '[', ']', '{', '}'])
}

/// Replaces a scalar.
fn replace(mapping: Value<'_>, value: Value<'_>, text: &str) -> Option<Vec<Edit>> {
    let node = value.written();
    let Kind::Scalar(scalar) = &node.kind else { return None };
    if mapping.is_flow() && !is_flow_safe(text) {
        return None;
    }
    let range = node.span.range();
    let written = value.tree().text.get(range.clone())?;
    if scalar.style == ScalarStyle::Empty {
        let before = value.tree().text.get(..range.start)?;
        let has_place = node.anchor.is_some() || before.ends_with(':');
        return has_place.then(|| vec![edit(value, range, format!(" {text}"))]);
    }
    if written == text {
        return Some(Vec::new());
    }
    if written.contains(['\n', '\r', '$']) || written.contains("{{") {
        return None;
    }
    if matches!(scalar.style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return None;
    }
    Some(vec![edit(value, range, text.to_owned())])
}

/// Appends an item to the list of an entry.
fn append(mapping: Value<'_>, pair: Pair<'_>, item: &str) -> Option<Vec<Edit>> {
    let value = pair.value;
    if value.is_null() {
        return fill(mapping, pair, &[], Literal::Item(item));
    }
    if !value.is_sequence() {
        return None;
    }
    let bare = item.trim_matches(['"', '\'']);
    if value.items().any(|known| known.text() == Some(bare)) {
        return Some(Vec::new());
    }
    let last = value.items().next_back();
    if value.is_flow() {
        let text = single_line(value)?;
        return is_flow_safe(item)
            .then(|| insert_flow(value, text, last.map(end_of_item), item.to_owned()))?;
    }
    let last = last?;
    let column = column(value.tree().text, value.written().span.start as usize)?;
    insert_lines(value, last, end_of_item(last), |end| format!("{}{}- {item}", end.text, " ".repeat(column)))
}

fn end_of_item(item: Value<'_>) -> usize {
    let node = item.written();
    let anchor = node.anchor.as_ref().map_or(0, |anchor| anchor.span.end);
    let tag = node.tag.as_ref().map_or(0, |tag| tag.span.end);
    node.span.end.max(anchor).max(tag) as usize
}

/// Puts something behind the last element of a flow collection on one line.
fn insert_flow(value: Value<'_>, text: &str, last: Option<usize>, what: String) -> Option<Vec<Edit>> {
    let start = value.written().span.start as usize;
    let close = start + text.len() - 1;
    let Some(last) = last else {
        return Some(vec![edit(value, start + 1..close, what)]);
    };
    let rest = value.tree().text.get(last..close)?;
    match rest.find(',') {
        Some(comma) => Some(vec![edit(value, last + comma + 1..last + comma + 1, format!(" {what}"))]),
        None => Some(vec![edit(value, last..last, format!(", {what}"))]),
    }
}

/// Puts lines behind the line on which something ends.
fn insert_lines(
    value: Value<'_>,
    last: Value<'_>,
    after: usize,
    lines: impl FnOnce(&LineEnd) -> String,
) -> Option<Vec<Edit>> {
    let text = value.tree().text;
    let end = line_end(text, after)?;
    let rest = text.get(after..end.at)?.trim_ascii_start();
    if !(rest.is_empty() || rest.starts_with('#'))
        || keeps_line_ends(last)
        || end.is_last && ends_in_block(last)
    {
        return None;
    }
    let lines = lines(&end);
    Some(vec![edit(value, end.at..end.at, lines)])
}

/// Whether a node ends in a block scalar, whose value would change with the line end after it.
fn ends_in_block(value: Value<'_>) -> bool {
    let text = value.tree().text.get(value.written().span.range()).unwrap_or("");
    text.contains(['|', '>'])
}

/// Adds an entry to a mapping, with mappings inside of it for the rest of the path.
fn insert(mapping: Value<'_>, path: &[&str], literal: Literal<'_>) -> Option<Vec<Edit>> {
    let text = mapping.tree().text;
    let last = mapping.own_entries().next_back();
    if mapping.is_flow() {
        let written = single_line(mapping)?;
        let entry = flow_entry(path, literal)?;
        return insert_flow(mapping, written, last.as_ref().map(end_of), entry);
    }
    let last = last?;
    let column = column(text, mapping.written().span.start as usize)?;
    insert_lines(mapping, last.value, end_of(&last), |end| block_entry(mapping, path, literal, column, end))
}

/// Gives a key without a value one: the mappings of the rest of the path, or a list.
fn fill(mapping: Value<'_>, pair: Pair<'_>, path: &[&str], literal: Literal<'_>) -> Option<Vec<Edit>> {
    let is_written = pair.value.scalar().is_none_or(|scalar| scalar.style != ScalarStyle::Empty);
    if mapping.is_flow() || is_written || pair.value.written().anchor.is_some() {
        return None;
    }
    let text = mapping.tree().text;
    let column = column(text, mapping.written().span.start as usize)?;
    if !text.get(..end_of(&pair))?.ends_with(':') {
        return None;
    }
    insert_lines(mapping, pair.value, end_of(&pair), |end| match path {
        [] => item_line(mapping, literal, column, end),
        path => block_entry(mapping, path, literal, column + indentation_step(mapping), end),
    })
}

/// An entry on one line: `a: {b: {c: value}}`.
fn flow_entry(path: &[&str], literal: Literal<'_>) -> Option<String> {
    let value = match literal {
        Literal::Plain(text) if is_flow_safe(text) => text.to_owned(),
        Literal::Item(text) if is_flow_safe(text) => format!("[{text}]"),
        Literal::Plain(_) | Literal::Item(_) => return None,
    };
    let (first, rest) = path.split_first()?;
    let value = rest.iter().rev().fold(value, |value, key| format!("{{{key}: {value}}}"));
    Some(format!("{first}: {value}"))
}

/// An entry on lines of its own, each with the line end before it.
fn block_entry(
    mapping: Value<'_>,
    path: &[&str],
    literal: Literal<'_>,
    column: usize,
    end: &LineEnd,
) -> String {
    let step = indentation_step(mapping);
    let mut lines = String::new();
    let mut indent = column;
    for (depth, key) in path.iter().enumerate() {
        indent = column + depth * step;
        lines.push_str(&format!("{}{}{key}:", end.text, " ".repeat(indent)));
    }
    match literal {
        Literal::Plain(text) => lines.push_str(&format!(" {text}")),
        Literal::Item(_) => lines.push_str(&item_line(mapping, literal, indent, end)),
    }
    lines
}

/// The line of a list's only item, below a key at a column.
fn item_line(mapping: Value<'_>, literal: Literal<'_>, column: usize, end: &LineEnd) -> String {
    let (Literal::Item(text) | Literal::Plain(text)) = literal;
    let indent = if items_are_indented(mapping) { column + indentation_step(mapping) } else { column };
    format!("{}{}- {text}", end.text, " ".repeat(indent))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    fn apply(text: &str, edits: Vec<Edit>) -> String {
        let mut text = text.to_owned();
        for edit in edits.iter().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    /// The text after setting `path` below the mapping at `at`.
    fn written(text: &str, at: &str, path: &str, literal: Literal<'_>) -> Option<String> {
        let tree = parse(SourceId(0), text, &Limits::default());
        let keys: Vec<&str> = at.split('.').filter(|key| !key.is_empty()).collect();
        let mapping = tree.roots().next().unwrap().at(&keys).unwrap();
        let path: Vec<&str> = path.split('.').collect();
        set(mapping, &path, literal).map(|edits| apply(text, edits))
    }

    #[test]
    fn new_entries_follow_the_layout() {
        use Literal::{Item, Plain};
        let cases = [
            ("a:\n  b: 1\n", "a", "c", Plain("x"), "a:\n  b: 1\n  c: x\n"),
            (
                "a:\n    b: 1 # why\n\n# next\nd: 2\n",
                "a",
                "c",
                Plain("x"),
                "a:\n    b: 1 # why\n    c: x\n\n# next\nd: 2\n",
            ),
            ("a:\r\n  b: 1\r\nc: 2\r\n", "a", "d", Item("x"), "a:\r\n  b: 1\r\n  d:\r\n    - x\r\nc: 2\r\n"),
            ("a:\n  b: 1", "a", "c.d.e", Plain("x"), "a:\n  b: 1\n  c:\n    d:\n      e: x"),
            (
                "a:\n    b:\n        c: 1\n",
                "a",
                "d.e",
                Plain("x"),
                "a:\n    b:\n        c: 1\n    d:\n        e: x\n",
            ),
            ("l:\n- 1\na:\n  b: 1\n", "a", "c", Item("x"), "l:\n- 1\na:\n  b: 1\n  c:\n  - x\n"),
            ("l:\n- 1\n", "", "l", Item("x"), "l:\n- 1\n- x\n"),
            ("l:\n  - 1 # c\n  # d\nm: 2\n", "", "l", Item("x"), "l:\n  - 1 # c\n  - x\n  # d\nm: 2\n"),
            ("a: {b: 1}\n", "a", "c.d", Item("x"), "a: {b: 1, c: {d: [x]}}\n"),
            ("a: {}\n", "a", "c", Plain("x"), "a: {c: x}\n"),
            ("a: { b: 1 }\n", "a", "c", Plain("x"), "a: { b: 1, c: x }\n"),
            ("a: [1, 2,]\n", "", "a", Item("x"), "a: [1, 2, x]\n"),
            ("a: []\n", "", "a", Item("x"), "a: [x]\n"),
            ("a:\nb: 2\n", "", "a", Item("x"), "a:\n  - x\nb: 2\n"),
            ("a: # c\nb: 2\n", "", "a.c", Plain("x"), "a: # c\n  c: x\nb: 2\n"),
            ("a:\n  b: true\n", "a", "b", Plain("false"), "a:\n  b: false\n"),
            ("a:\n  b: \"1\" # c\n", "a", "b", Plain("2"), "a:\n  b: 2 # c\n"),
            ("a:\n  b:\n  c: 1\n", "a", "b", Plain("2"), "a:\n  b: 2\n  c: 1\n"),
            ("a:\n  b: |\n    x\n\nc: 1\n", "a", "d", Plain("2"), "a:\n  b: |\n    x\n  d: 2\n\nc: 1\n"),
            ("a: [x]\n", "", "a", Item("x"), "a: [x]\n"),
            ("a:\n  b: !!str 1\n", "a", "c", Plain("2"), "a:\n  b: !!str 1\n  c: 2\n"),
        ];
        for (text, at, path, literal, expected) in cases {
            assert_eq!(written(text, at, path, literal).as_deref(), Some(expected), "{text}");
        }
        let items = "l:\n  - name: a\n    image: b\n  - name: c\n";
        let tree = parse(SourceId(0), items, &Limits::default());
        let first = tree.roots().next().unwrap().get("l").unwrap().items().next().unwrap();
        let edits = set(first, &["x", "y"], Literal::Plain("z")).unwrap();
        assert_eq!(apply(items, edits), "l:\n  - name: a\n    image: b\n    x:\n      y: z\n  - name: c\n");
    }

    #[test]
    fn what_is_not_mechanical_is_refused() {
        use Literal::{Item, Plain};
        for (text, at, path, literal) in [
            ("x: &x {b: 1}\na: *x\n", "a", "c", Plain("1")),
            ("x: &x {b: 1}\na: *x\n", "x", "c", Plain("1")),
            ("x: &x {b: 1}\na: *x\n", "", "a.c", Plain("1")),
            ("x: &x\n  c: {d: 1}\na:\n  <<: *x\n", "a", "c.e", Plain("1")),
            ("a: !override {b: 1}\n", "", "a.c", Plain("1")),
            ("a: !reset b\n", "", "a", Plain("1")),
            ("a: ${B}\n", "", "a", Plain("1")),
            ("a: |\n  b\n", "", "a", Plain("1")),
            ("a: [1,\n  2]\n", "", "a", Item("x")),
            ("a: {b: 1,\n  c: 2}\n", "a", "d", Plain("1")),
            ("a: 1\n", "", "a.b", Plain("1")),
            ("a: 1\n", "", "a", Item("x")),
            ("a: {b: 1}\n", "", "a", Plain("1")),
            ("{\"a\": {\"b\": 1}}\n", "a", "c", Plain("1")),
            ("a: {b: 1}\n", "a", "c", Plain("x, y")),
            ("a:\n  b: |+\n    x\n\nc: 1\n", "a", "d", Plain("1")),
            ("a:\n  b: 1\n  b: 2\n", "a", "b", Plain("1")),
            ("a:\n  b: 1\nc: [\n", "a", "d", Plain("1")),
        ] {
            assert_eq!(written(text, at, path, literal), None, "{text}");
        }
    }

    #[test]
    fn entries_are_removed_with_their_lines() {
        let removed = |text: &str, at: &str, key: &str| {
            let tree = parse(SourceId(0), text, &Limits::default());
            let keys: Vec<&str> = at.split('.').filter(|key| !key.is_empty()).collect();
            let mapping = tree.roots().next().unwrap().at(&keys).unwrap();
            let mapping = if mapping.is_sequence() { mapping.items().next().unwrap() } else { mapping };
            remove_entry(mapping, key).map(|edits| apply(text, edits))
        };
        for (text, at, key, expected) in [
            ("a: 1\n# on b\nb:\n  - x # c\n\nc: 3\n", "", "b", Some("a: 1\n# on b\n\nc: 3\n")),
            ("a: 1\r\nb: 2\r\n", "", "a", Some("b: 2\r\n")),
            ("a: 1\nb: 2", "", "b", Some("a: 1")),
            ("l:\n  - a: 1\n    b: 2\n", "l", "a", Some("l:\n  - b: 2\n")),
            ("l:\n  - a: 1\n    # on b\n    b: 2\n", "l", "a", None),
            ("m: {a: 1, b: 2, c: 3}\n", "m", "b", Some("m: {a: 1, c: 3}\n")),
            ("m: {a: 1, b: 2}\n", "m", "b", Some("m: {a: 1}\n")),
            ("m: {a: 1}\n", "m", "a", None),
            ("m:\n  a: 1\n", "m", "a", None),
            ("a: &x 1\nb: *x\n", "", "a", None),
            ("a: {y: &x 1}\nb: *x\n", "", "a", None),
            ("a: &x 1\nb: *x\n", "", "b", Some("a: &x 1\n")),
        ] {
            assert_eq!(removed(text, at, key).as_deref(), expected, "{text}");
        }
    }
}
