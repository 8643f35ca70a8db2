//! Finds places in YAML text that the parser's events do not tell. Does not parse.

use std::ops::Range;

use crate::source::Span;

/// What stands before a place on its line.
pub(super) fn before_on_line(text: &str, at: usize) -> &[u8] {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |end| end + 1);
    before.get(start..).unwrap_or_default()
}

/// The first place from `at` on that is neither blank nor in a comment.
pub(super) fn skip_blank(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        match bytes.get(at) {
            Some(b' ' | b'\t' | b'\n' | b'\r') => at += 1,
            Some(b'#') if at == 0 || bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            }
            _ => return at,
        }
    }
}

/// The part of a span that lies on its first line.
pub(super) fn one_line(text: &str, span: Span) -> Span {
    let is_end = |byte: u8| matches!(byte, b'\n' | b'\r');
    let length = text.get(span.range()).and_then(|text| text.bytes().position(is_end));
    length.map_or(span, |length| Span::new(span.source, span.start, span.start + length as u32))
}

/// A name in a message, cut when it is long.
pub(super) fn short(name: &str) -> String {
    const CHARACTERS: usize = 40;
    match name.char_indices().nth(CHARACTERS) {
        Some((at, _)) => format!("{}…", name.get(..at).unwrap_or("")),
        None => name.to_owned(),
    }
}

/// The first of some indicators from `from` on, with nothing before it but blanks, comments, properties and the
/// indicators of keys, values and items; `None` at `end`.
pub(super) fn indicator(text: &str, from: usize, end: usize, wanted: &[u8]) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        at = skip_blank(text, at);
        match bytes.get(at)? {
            _ if at >= end => return None,
            byte if wanted.contains(byte) => return Some(at),
            b'!' | b'&' => {
                at += bytes.iter().skip(at).take_while(|byte| !byte.is_ascii_whitespace()).count();
            }
            b':' | b'-' | b'?' => at += 1,
            _ => return None,
        }
    }
}

/// From the header of a block scalar to the last byte of its content that is not blank.
pub(super) fn block_range(text: &str, from: usize, content: Range<usize>) -> Range<usize> {
    let header = indicator(text, from, content.end, b"|>").unwrap_or(content.start);
    let rest = text.as_bytes().iter().skip(header);
    let indicators = rest.take_while(|byte| b"|>+-0123456789".contains(byte)).count();
    let body = text.get(content.clone()).unwrap_or("").trim_ascii_end();
    let end = if body.is_empty() { header + indicators } else { content.start + body.len() };
    header..end
}

/// Sorts ranges and joins those that overlap.
pub(super) fn merge_ranges(ranges: &mut Vec<(u32, u32)>) {
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let joined = next.0 <= kept.1;
        if joined {
            kept.1 = kept.1.max(next.1);
        }
        joined
    });
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    /// The text of the value at a key, and where it starts.
    fn value<'t>(text: &'t str, key: &str) -> (&'t str, usize) {
        let tree = parse(SourceId(0), text, &Limits::default());
        let span = tree.roots().next().unwrap().get(key).unwrap().written().span;
        (text.get(span.range()).unwrap(), span.start as usize)
    }

    #[test]
    fn spans_are_those_of_the_written_content() {
        let text = "a: # c\nb: &x !!str |-  # he | re\n\n  foo\n  bar\n\n\nc: >+\nd: &y\ne: {p: , q}\nf:\n- 1\n\n# x\ng: *x\n";
        assert_eq!(value(text, "a"), ("", 2));
        assert_eq!(value(text, "b"), ("|-  # he | re\n\n  foo\n  bar", 19));
        assert_eq!(value(text, "c"), (">+", 51));
        assert_eq!(value(text, "d"), ("", 59));
        assert_eq!(value(text, "e").0, "{p: , q}");
        assert_eq!(value(text, "f").0, "- 1");
        let tree = parse(SourceId(0), text, &Limits::default());
        assert_eq!(tree.problems, []);
        let root = tree.roots().next().unwrap();
        let node = root.get("b").unwrap().written();
        assert_eq!(node.anchor.as_ref().map(|anchor| text.get(anchor.span.range()).unwrap()), Some("&x"));
        assert_eq!(node.tag.as_ref().map(|tag| text.get(tag.span.range()).unwrap()), Some("!!str"));
        assert_eq!(root.get("g").unwrap().text(), Some("\nfoo\nbar"));
        assert!(root.get("b").unwrap().is_shared() && !root.get("c").unwrap().is_shared());
        let own_line: Vec<bool> = tree.comments.iter().map(|comment| comment.own_line).collect();
        assert_eq!(own_line, [false, false, true]);
    }

    #[test]
    fn an_empty_item_stands_after_its_dash() {
        let text = "-   # x\n-\n- k\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let starts: Vec<u32> = tree.roots().next().unwrap().items().map(|item| item.span().start).collect();
        assert_eq!(starts, [1, 9, 12]);
    }

    #[test]
    fn a_sequence_that_is_not_indented_starts_at_its_first_dash() {
        for text in ["f:\n- 1", "f: &a # c\n# d\n- - 1", "f:\n-    # c\n  k: 1"] {
            let (written, _) = value(text, "f");
            assert!(text.ends_with(written) && written.starts_with('-'), "{written}");
        }
        assert_eq!(value("f:\n- - 1", "f").0, "- - 1");
    }

    #[test]
    fn an_error_ends_its_document_only() {
        let text = "a: 1\nb:\n  c: [1, 2\nd: 3\n---\ne: 4\n";
        let tree = parse(SourceId(0), text, &Limits::default());
        let broken: Vec<bool> = tree.documents.iter().map(|document| document.broken).collect();
        assert_eq!(broken, [true, false]);
        let roots: Vec<_> = tree.roots().collect();
        assert_eq!(roots[0].at(&["b", "c"]).unwrap().items().len(), 1);
        assert!(roots[0].is_broken() && !roots[1].is_broken());
        assert_eq!(roots[1].get("e").unwrap().text(), Some("4"));
    }

    #[test]
    fn limits_stop_bombs_without_recursion() {
        let problem = |text: &str, limits: &Limits| {
            parse(SourceId(0), text, limits).problems.first().map(|problem| problem.message.clone())
        };
        let deep = format!("a: {}", "[".repeat(100_000));
        let blocks = "- ".repeat(5000);
        let expected = "the document is nested deeper than 128 levels";
        assert_eq!(problem(&deep, &Limits::default()).as_deref(), Some(expected));
        assert_eq!(problem(&blocks, &Limits::default()).as_deref(), Some(expected));
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..12 {
            let alias = format!("*a{},", level - 1).repeat(9);
            bomb.push_str(&format!("a{level}: &a{level} [{alias}]\n"));
        }
        assert_eq!(
            problem(&bomb, &Limits::default()).as_deref(),
            Some("aliases repeat more than 100005 nodes")
        );
        let few = Limits { nodes: 3, ..Limits::default() };
        let message = "the file has more than 3 YAML nodes";
        assert_eq!(problem("a: 1\nb: 2\n", &few).as_deref(), Some(message));
        assert_eq!(parse(SourceId(0), "", &few).len(), 0);
    }

    #[test]
    fn duplicate_keys_are_found_in_small_and_large_mappings() {
        let mut text = "a: 1\nb: 2\na: 3\n\"a\": 4\n".to_owned();
        let count = |text: &str| parse(SourceId(0), text, &Limits::default()).problems.len();
        assert_eq!(count(&text), 2);
        text.extend((0..20).map(|at| format!("k{at}: 1\n")));
        assert_eq!(count(&text), 2);
        let tree = parse(SourceId(0), &text, &Limits::default());
        assert_eq!(tree.problems[0].labels[0].span.start, 0);
        let root = tree.roots().next().unwrap();
        assert_eq!(root.get("a").unwrap().text(), Some("4"));
        assert_eq!(root.entries().len(), 22);
    }
}
