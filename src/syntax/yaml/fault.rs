//! Puts syntax errors into words and finds the token that a person would point at. Does not parse.

use std::ops::Range;

/// What is wrong, by what has to be said about it.
pub(super) enum Cause {
    /// A tab where only spaces indent.
    Tab,
    /// A character that cannot stand there.
    Character(char),
    /// A quote that is not closed, or closed too far down.
    OpenQuote,
    /// Text after a closing quote.
    AfterQuote,
    /// A backslash sequence that does not exist.
    Escape,
    /// A colon that makes a key of what cannot be one.
    Colon,
    /// A line whose indentation or kind does not fit the collection that it is in.
    Level,
    /// A line that should be a key.
    KeyWithoutColon,
    /// A dash where no item can stand.
    Item,
    /// Something in `[…]` or `{…}`.
    Flow,
    /// A bracket that is closed by another one.
    Mismatched(char, char),
    /// A bracket that closes nothing.
    Misplaced,
    /// Text after the content of a document.
    AfterContent,
    /// Something rare, already in words.
    Words(String),
}

/// What was read before the error.
pub(super) struct Context<'a> {
    /// The whole text.
    pub text: &'a str,
    /// The end of the last token.
    pub last_end: usize,
    /// The last node, when it is a plain scalar.
    pub last_plain: Option<Range<usize>>,
    /// The start of the innermost open `[` or `{`.
    pub open_flow: Option<usize>,
}

/// The token to point at and what to say about it.
pub(super) fn describe(cause: Cause, at: usize, context: &Context<'_>) -> (Range<usize>, String) {
    let text = context.text;
    if let Some(start) = conflict_marker(text, at).or_else(|| conflict_marker(text, context.last_end)) {
        return (token(text, start), "a conflict marker of a merge was left in the file".into());
    }
    let (at, message) = match cause {
        Cause::Tab => (tab(text, at), "a tab is used for indentation, where YAML allows only spaces".into()),
        Cause::Character(character) => character_fault(text, at, character),
        Cause::OpenQuote => (open_quote(text, context.last_end, at), "this quote is not closed".into()),
        Cause::AfterQuote => (at, "unexpected text after the closing quote".into()),
        Cause::Escape => escape_fault(text, at),
        Cause::Colon => colon_fault(at, context),
        Cause::Level => level_fault(at, context),
        Cause::KeyWithoutColon => (at, "a key is expected here, and no colon follows it".into()),
        Cause::Item => (at, "a list item cannot stand here".into()),
        Cause::Flow => flow_fault(at, context),
        Cause::Mismatched(open, close) => (at, format!("this `{open}` is closed by `{close}`")),
        Cause::Misplaced => (at, "this bracket closes nothing".into()),
        Cause::AfterContent => (at, "unexpected text after the content of the document".into()),
        Cause::Words(words) => (at, words),
    };
    (token(text, at), message)
}

/// The range from a place to the end of its token, at least one character of the text if there is one.
fn token(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or("");
    let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if length > 0 {
        return at..at + length;
    }
    match rest.chars().next() {
        Some(character) if !matches!(character, '\n' | '\r') => at..at + character.len_utf8(),
        _ => {
            let before = text.get(..at).unwrap_or(text).trim_end();
            let start = before.rfind(char::is_whitespace).map_or(0, |space| {
                space + before.get(space..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
            });
            start..before.len()
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |end| end + 1)
}

fn same_line(text: &str, from: usize, to: usize) -> bool {
    text.get(from.min(to)..from.max(to)).is_some_and(|between| !between.contains(['\n', '\r']))
}

/// The first place from `at` on that is not blank.
fn skip_blank(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.len() - rest.trim_start().len()
}

/// The start of the line that a place or the next token is on, when it is a marker that `git merge` writes.
fn conflict_marker(text: &str, at: usize) -> Option<usize> {
    let lines = [line_start(text, at), line_start(text, skip_blank(text, at))];
    lines.into_iter().find(|start| {
        let line = text.get(*start..).unwrap_or("");
        ["<<<<<<< ", ">>>>>>> ", "=======\n", "=======\r"].iter().any(|marker| line.starts_with(marker))
    })
}

/// The tab that is meant: before the place on its line, else the first after it.
fn tab(text: &str, at: usize) -> usize {
    let start = line_start(text, at);
    let before = text.get(start..at).unwrap_or("");
    if let Some(tab) = before.find('\t').filter(|_| before.trim_start().is_empty()) {
        return start + tab;
    }
    text.get(at..).and_then(|rest| rest.find('\t')).map_or(at, |tab| at + tab)
}

fn character_fault(text: &str, at: usize, character: char) -> (usize, String) {
    let at = text.get(at..).and_then(|rest| rest.find(character)).map_or(at, |skip| at + skip);
    let message = if character.is_control() || !character.is_ascii() {
        format!("the character U+{:04X} is not allowed in YAML", u32::from(character))
    } else {
        format!("a value that starts with `{character}` needs quotes")
    };
    (at, message)
}

/// The quote after `from` whose text reaches up to `to`.
fn open_quote(text: &str, from: usize, to: usize) -> usize {
    let bytes = text.as_bytes();
    if matches!(bytes.get(to), Some(b'"' | b'\'')) {
        return to;
    }
    let mut at = from;
    let mut open = None;
    while at < to {
        match (bytes.get(at), open) {
            (Some(b'#'), None) if at > 0 && bytes.get(at - 1).is_some_and(u8::is_ascii_whitespace) => {
                let rest = bytes.get(at..).unwrap_or_default();
                at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            }
            (Some(quote @ (b'"' | b'\'')), None) => open = Some((at, *quote)),
            (Some(b'\\'), Some((_, b'"'))) => at += 1,
            (Some(byte), Some((_, quote))) if *byte == quote => open = None,
            (None, _) => break,
            _ => {}
        }
        at += 1;
    }
    open.map_or(to, |(at, _)| at)
}

fn escape_fault(text: &str, at: usize) -> (usize, String) {
    let rest = text.get(at..).unwrap_or("");
    let mut characters = rest.char_indices();
    while let Some((offset, character)) = characters.next() {
        if character != '\\' {
            continue;
        }
        match characters.next() {
            Some((_, escaped)) if !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(escaped) => {
                let message = format!("`\\{escaped}` is no escape; single quotes keep a backslash");
                return (at + offset, message);
            }
            _ => {}
        }
    }
    (at, "an escape in this text does not exist".into())
}

fn colon_fault(at: usize, context: &Context<'_>) -> (usize, String) {
    const LONGEST_KEY: usize = 1024;
    let text = context.text;
    let Some(plain) = context.last_plain.clone().filter(|plain| plain.end == at) else {
        return (at, "a key with a value cannot stand here".into());
    };
    let last_line = line_start(text, at);
    if plain.start < last_line {
        let key = skip_blank(text, last_line);
        let first = text.get(line_start(text, plain.start)..plain.start).unwrap_or("").trim();
        return match first {
            "" | "-" => (plain.start, "a colon is missing here, or the next line is indented wrongly".into()),
            _ => (key, "this key is indented deeper than the one above it, which has a value".into()),
        };
    }
    if text.get(plain).is_some_and(|key| key.chars().count() > LONGEST_KEY) {
        return (at, format!("a key cannot be longer than {LONGEST_KEY} characters"));
    }
    (at, "a value with a colon and a space in it needs quotes".into())
}

fn level_fault(at: usize, context: &Context<'_>) -> (usize, String) {
    let text = context.text;
    let next = super::place::skip_blank(text, context.last_end).min(at);
    if same_line(text, context.last_end, next) && line_start(text, next) < context.last_end {
        return (next, "unexpected text after the value".into());
    }
    if text.get(next..).is_some_and(|rest| rest.starts_with("- ") || rest.starts_with("-\n")) {
        return (next, "a list item stands where a key is expected".into());
    }
    let message = match next == at && text.get(at..).is_some_and(|rest| !rest.trim().is_empty()) {
        true => "the indentation of this line fits none of the lines above it",
        false => "the document ends or turns where a key is expected",
    };
    (next, message.into())
}

fn flow_fault(at: usize, context: &Context<'_>) -> (usize, String) {
    let text = context.text;
    let Some(open) = context.open_flow else { return (at, "unexpected text in a `[…]` or `{…}`".into()) };
    let (bracket, close) = match text.as_bytes().get(open) {
        Some(b'{') => ('{', '}'),
        _ => ('[', ']'),
    };
    if text.get(at..).is_some_and(|rest| rest.starts_with(',')) {
        (at, "a value is missing before this comma".into())
    } else if same_line(text, open, at) && at < text.len() {
        (at, format!("a comma or `{close}` is expected here"))
    } else {
        (open, format!("this `{bracket}` is not closed, or a comma is missing in it"))
    }
}

#[cfg(test)]
mod tests {
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    /// The token and the message of the first problem of a text.
    fn fault(text: &str) -> (&str, String) {
        let tree = parse(SourceId(0), text, &Limits::default());
        let problem = tree.problems.first();
        problem.map_or(("", String::new()), |problem| {
            (text.get(problem.at.range()).unwrap_or("outside"), problem.message.clone())
        })
    }

    #[test]
    fn errors_point_at_the_token_that_is_meant() {
        let cases = [
            ("a:\n\tb: 1\n", "\t", "a tab is used for indentation, where YAML allows only spaces"),
            ("a:\n  b: 1\n\tc: 2\n", "\t", "a tab is used for indentation, where YAML allows only spaces"),
            ("a: b: c\n", ":", "a value with a colon and a space in it needs quotes"),
            ("a: \"x: y\n  z\nb: 3\n", "\"x:", "this quote is not closed"),
            ("a: 'abc\nb: 3\n", "'abc", "this quote is not closed"),
            ("a: [1, 2\nb: 3\n", "[1,", "this `[` is not closed, or a comma is missing in it"),
            ("a: {x: 1\nb: 3\n", "{x:", "this `{` is not closed, or a comma is missing in it"),
            ("a: [1}\n", "[1}", "this `[` is closed by `}`"),
            ("a: [a,,b]\n", ",b]", "a value is missing before this comma"),
            ("a: @foo\n", "@foo", "a value that starts with `@` needs quotes"),
            ("a: x\u{1}y\n", "\u{1}y", "the character U+0001 is not allowed in YAML"),
            ("a: |\n  x\0y\n", "\0y", "the character U+0000 is not allowed in YAML"),
            ("a: \"x\\q\"\n", "\\q\"", "`\\q` is no escape; single quotes keep a backslash"),
            ("a: \"x\" y\n", "y", "unexpected text after the closing quote"),
            ("a: {b}.16\nc: d\n", ".16", "unexpected text after the value"),
            ("a: 1\n- b\nc: 2\n", "-", "a list item stands where a key is expected"),
            (
                "a:\n  b: 1\n   c: 2\n",
                "c:",
                "this key is indented deeper than the one above it, which has a value",
            ),
            ("a:\n    b: 1\n  c: 2\n", "c:", "the indentation of this line fits none of the lines above it"),
            ("a: 1\nfoo\nb: 2\n", "foo", "a key is expected here, and no colon follows it"),
            ("a:b\nc: d\n", "a:b", "a colon is missing here, or the next line is indented wrongly"),
            ("x:\n<<<<<<< HEAD\n  a: 1\n", "<<<<<<<", "a conflict marker of a merge was left in the file"),
            ("a: *b\n", "*b", "the anchor `b` is not defined before this"),
            ("a: &b [*b]\n", "*b", "what the anchor `b` stands for contains this alias to itself"),
        ];
        for (text, token, message) in cases {
            assert_eq!(fault(text), (token, message.to_owned()), "{text}");
        }
    }
}
