//! Decides from a cheap look at a text whether it may be parsed. The parser has limits of its own, but reaches them
//! in exponential or quadratic time on some texts, and some chains overflow its stack. Does not parse.

use crate::syntax::Limits;
use crate::syntax::limits::MAX_SUBSTITUTIONS;

/// Brackets nest at most this part of the depth limit: the parser enters several levels for each.
const LEVELS_PER_BRACKET: u32 = 4;
/// Beyond that, each may cost the length of the text; this bounds the product.
const WORK: usize = 1_000_000;
/// Keywords that the parser reads with one level of recursion each.
const CHAINS: usize = 16;

/// Whether a text is harmless enough to be parsed.
pub(super) fn is_safe(text: &str, limits: &Limits) -> bool {
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
}
