//! Decides from a cheap look at a text whether it may be parsed. The parser has limits of its own, but reaches them
//! in exponential or quadratic time on some texts, and some chains overflow its stack. Does not parse.

use std::ops::Range;

use crate::syntax::Limits;
use crate::syntax::limits::{MAX_SHELL_BYTES, MAX_SUBSTITUTIONS};

/// Brackets nest at most this part of the depth limit: the parser enters several levels for each.
const LEVELS_PER_BRACKET: u32 = 4;
/// Beyond that, each may cost the length of the text; this bounds the product.
const WORK: usize = 1_000_000;
/// Keywords that the parser reads with one level of recursion each.
const CHAINS: usize = 16;

/// Whether a text is harmless enough to be parsed.
pub(super) fn is_safe(text: &str, limits: &Limits) -> bool {
    if text.len() > MAX_SHELL_BYTES {
        return false;
    }
    let deepest = limits.shell_depth / LEVELS_PER_BRACKET;
    let (mut depth, mut costly, mut before) = (0_u32, 0_usize, 0_u8);
    for byte in text.bytes() {
        match byte {
            b'(' | b'{' | b'[' => {
                depth += 1;
                costly += usize::from(byte == b'(' && matches!(before, b'$' | b'<' | b'>' | b'('));
                if depth > deepest {
                    return false;
                }
            }
            b')' | b'}' | b']' => depth = depth.saturating_sub(1),
            b'`' => costly += 1,
            b'<' => costly += usize::from(before == b'<'),
            _ => {}
        }
        before = byte;
    }
    if costly > MAX_SUBSTITUTIONS && costly.saturating_mul(text.len()) > WORK {
        return false;
    }
    let chains =
        text.split_ascii_whitespace().filter(|word| matches!(*word, "time" | "coproc")).take(CHAINS + 1);
    chains.count() <= CHAINS
}

/// The parts of a text between `&&`, `||`, `;`, `&` and line ends outside of quotes and brackets. None for a text with
/// heredocs, whose lines are no commands.
pub(super) fn parts(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    if text.contains("<<") {
        return out;
    }
    let (mut start, mut depth, mut quote) = (0, 0_usize, None);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => {
                bytes.next();
            }
            (b'"' | b'\'' | b'`', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (_, Some(_)) => {}
            (b'(' | b'{' | b'[', None) => depth += 1,
            (b')' | b'}' | b']', None) => depth = depth.saturating_sub(1),
            (b'&' | b';' | b'\n', None) if depth == 0 => {
                out.push(start..at);
                start = at + 1;
            }
            (b'|', None) if depth == 0 && text.as_bytes().get(at + 1) == Some(&b'|') => {
                out.push(start..at);
                start = at + 2;
                bytes.next();
            }
            _ => {}
        }
    }
    out.push(start..text.len());
    out.retain(|part| text.get(part.clone()).is_some_and(|part| !part.trim().is_empty()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_are_refused_and_ordinary_ones_are_not() {
        let limits = Limits::default();
        for part in ["(", "$(", "${a:-", "{ ", "a[", "time ", "coproc ", "<<A ", "$(a) ", "`a` "] {
            assert!(!is_safe(&part.repeat(10_000), &limits), "{part}");
        }
        for part in ["a && ", "a ", "a | ", "echo \"$b\"; ", "if a; then b; fi; ", "[ -f a ] || "] {
            assert!(is_safe(&part.repeat(10_000), &limits), "{part}");
        }
    }

    #[test]
    fn a_text_has_parts_between_its_commands() {
        let words = |text: &'static str| -> Vec<&str> {
            parts(text).into_iter().filter_map(|part| text.get(part)).map(str::trim).collect()
        };
        assert_eq!(words("(a; b) && c | d || e 'f;g' & h\\;i"), ["(a; b)", "c | d", "e 'f;g'", "h\\;i"]);
        assert!(parts("cat <<E; b\nE\n").is_empty());
    }
}
