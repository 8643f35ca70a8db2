//! From a word as it is written to what it stands for: text without quotes and escapes, and where each byte of it
//! stands. Looks only at single words, whose extent the parser found.

use std::borrow::Cow;
use std::ops::Range;

use shuck_ast as ast;

use super::{Quoting, Word};
use crate::syntax::joined::Joined;

/// Our word for a word of the parser.
pub(super) fn word<'s>(text: &Joined<'s>, word: &ast::Word) -> Word<'s> {
    let range = range(word.span);
    let span = text.span(range.clone());
    let raw = text.slice(range.clone());
    if !raw.contains(['\\', '\'', '"', '$', '`']) {
        return Word { text: text.part(range), literal: true, quoting: Quoting::None, span };
    }
    let mut cooked = String::with_capacity(raw.len());
    let Lexed { literal, quoting } = lex(raw, &mut |piece, _| cooked.push_str(piece));
    // Most words are what stands in the file, or what stands there between quotes.
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    let text = if cooked == raw {
        text.part(range)
    } else if text.slice(inner.clone()) == cooked {
        text.part(inner)
    } else {
        Cow::Owned(cooked)
    };
    Word { text, literal, quoting, span }
}

/// The text that a word stands for as a text of its own, for words that are commands themselves.
pub(super) fn text_of<'s>(text: &Joined<'s>, word: &ast::Word) -> Joined<'s> {
    let mut out = Joined::new(text.source());
    let range = range(word.span);
    lex(text.slice(range.clone()), &mut |piece, at| {
        let start = range.start + at;
        out.append_part(text, start..start + piece.len());
    });
    out
}

/// The bytes that a span of the parser covers.
pub(super) fn range(span: ast::Span) -> Range<usize> {
    let (start, end) = (span.start.offset(), span.end.offset());
    start..end.max(start)
}

/// What a word is, apart from its text.
#[derive(Debug, PartialEq, Eq)]
struct Lexed {
    literal: bool,
    quoting: Quoting,
}

/// Hands out the pieces that a word stands for, each with its offset. Expansions are handed out as written.
fn lex(raw: &str, out: &mut dyn FnMut(&str, usize)) -> Lexed {
    let bytes = raw.as_bytes();
    let mut lexed = Lexed { literal: true, quoting: Quoting::None };
    let (mut at, mut start) = (0, 0);
    let mut double = false;
    let mut piece = |range: Range<usize>| {
        if !range.is_empty() {
            out(raw.get(range.clone()).unwrap_or(""), range.start);
        }
    };
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied().unwrap_or(0);
        match byte {
            b'\\' if !double || matches!(next, b'$' | b'`' | b'"' | b'\\' | b'\n') => {
                piece(start..at);
                start = if next == b'\n' { at + 2 } else { at + 1 };
                at += 2;
            }
            b'\'' if !double => {
                piece(start..at);
                let length = memchr::memchr(b'\'', bytes.get(at + 1..).unwrap_or(&[]));
                let end = length.map_or(bytes.len(), |length| at + 1 + length);
                let whole = at == 0 && end + 1 == bytes.len();
                lexed.quoting = if whole { Quoting::Single } else { Quoting::Mixed };
                piece(at + 1..end);
                at = (end + 1).min(bytes.len());
                start = at;
            }
            b'"' => {
                piece(start..at);
                if !double {
                    lexed.quoting = if at == 0 { Quoting::Double } else { Quoting::Mixed };
                } else if at + 1 < bytes.len() {
                    lexed.quoting = Quoting::Mixed;
                }
                double = !double;
                at += 1;
                start = at;
            }
            b'`' => {
                lexed.literal = false;
                at = skip_backticks(bytes, at);
            }
            b'$' if matches!(next, b'(' | b'{' | b'[') => {
                lexed.literal = false;
                at = skip_brackets(bytes, at + 1);
            }
            b'$' => {
                let special = matches!(next, b'@' | b'*' | b'#' | b'?' | b'-' | b'$' | b'!' | b'_');
                lexed.literal &= !(special || next.is_ascii_alphanumeric());
                at += 1;
            }
            _ => at += 1,
        }
    }
    piece(start.min(bytes.len())..bytes.len());
    lexed
}

/// The offset behind a command in backticks.
fn skip_backticks(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'`' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The offset behind the brackets that open at `start`, quotes and inner brackets of the kind passed over.
fn skip_brackets(bytes: &[u8], start: usize) -> usize {
    let Some(&open) = bytes.get(start) else { return bytes.len() };
    let close = if open == b'(' { b')' } else { open + 2 };
    let (mut depth, mut at) = (0_u32, start);
    let mut quote = None;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => at += 1,
            (b'\'' | b'"', None) => quote = Some(byte),
            (_, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (_, None) if byte == open => depth += 1,
            (_, None) if byte == close => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at;
                }
            }
            _ => {}
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_escapes_are_taken_out_and_expansions_stay() {
        for (raw, text, literal, quoting) in [
            (r"a\ b", "a b", true, Quoting::None),
            (r"'a \b'", r"a \b", true, Quoting::Single),
            (r#""a \"b\" \c""#, r#"a "b" \c"#, true, Quoting::Double),
            (r#"a"b"'c'"#, "abc", true, Quoting::Mixed),
            (r#""$a""#, "$a", false, Quoting::Double),
            (r#""$(echo "b" ")" d)c""#, r#"$(echo "b" ")" d)c"#, false, Quoting::Double),
            (r"a$", "a$", true, Quoting::None),
            (r"a\$b", "a$b", true, Quoting::None),
            (r"${a:-'}'}b", "${a:-'}'}b", false, Quoting::None),
            ("a`b \\` c`d", "a`b \\` c`d", false, Quoting::None),
            ("\"a\\\nb\"", "ab", true, Quoting::Double),
            ("\"", "", true, Quoting::Double),
            ("\\", "", true, Quoting::None),
        ] {
            let mut cooked = String::new();
            let lexed = lex(raw, &mut |piece, _| cooked.push_str(piece));
            assert_eq!((cooked.as_str(), lexed), (text, Lexed { literal, quoting }), "{raw}");
        }
    }
}
