//! What constraints compare: values with literals, numbers and quantities, and whole values with each other. Knows no
//! paths.

use std::hash::{BuildHasher, RandomState};

use super::literal::Literal;
use super::node::{Kind, Node};

/// Billionths, so that quantities compare without rounding; saturates.
pub(super) type Billionths = i128;

const UNIT: i128 = 1_000_000_000;

/// The value of a Kubernetes quantity: `500m`, `1Gi`, `1e3`, with white space around it.
pub(super) fn quantity(text: &str) -> Option<Billionths> {
    let text = text.trim();
    let (negative, text) = match text.strip_prefix(['+', '-']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, suffix) = text.split_at_checked(end)?;
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if fraction.contains('.') || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (binary, decimal) = match suffix {
        "n" => (0, -9),
        "u" => (0, -6),
        "m" => (0, -3),
        "" => (0, 0),
        "k" => (0, 3),
        "M" => (0, 6),
        "G" => (0, 9),
        "T" => (0, 12),
        "P" => (0, 15),
        "E" => (0, 18),
        "Ki" => (10, 0),
        "Mi" => (20, 0),
        "Gi" => (30, 0),
        "Ti" => (40, 0),
        "Pi" => (50, 0),
        "Ei" => (60, 0),
        _ => (0, exponent(suffix.strip_prefix(['e', 'E'])?)?),
    };
    let digits = whole.bytes().chain(fraction.bytes()).map(|byte| i128::from(byte - b'0'));
    // 30 digits are more than a quantity can mean; the rest only moves the point.
    let mantissa =
        digits.clone().take(30).fold(0_i128, |sum, digit| sum.saturating_mul(10).saturating_add(digit));
    let dropped = i64::try_from((whole.len() + fraction.len()).saturating_sub(30)).unwrap_or(i64::MAX);
    let point = i64::try_from(fraction.len()).unwrap_or(i64::MAX);
    let shift = decimal.saturating_add(9).saturating_add(dropped).saturating_sub(point);
    let factor = i128::from(2_u8).pow(binary);
    // The larger step first, so that a fraction of `Gi` keeps its digits.
    let value = scale(mantissa.saturating_mul(factor), shift);
    Some(if negative { value.saturating_neg() } else { value })
}

/// A power of ten; what is absurdly large saturates later.
fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let size = if is_number { digits.parse::<i64>().unwrap_or(1000).min(1000) } else { return None };
    Some(if text.starts_with('-') { -size } else { size })
}

fn scale(value: i128, shift: i64) -> i128 {
    let power = |digits: i64| i128::from(10_u8).checked_pow(u32::try_from(digits).ok()?);
    if value == 0 {
        return 0;
    }
    match power(shift.saturating_abs()) {
        Some(power) if shift >= 0 => value.saturating_mul(power),
        Some(power) => value / power + i128::from(value % power > 0),
        None if shift >= 0 => i128::MAX,
        None => 1,
    }
}

/// The value of a number or a quantity; a null where one belongs is 0.
pub(super) fn amount<'t, N: Node<'t>>(node: N) -> Option<Billionths> {
    match node.kind() {
        Kind::Int(number) => Some(number.saturating_mul(UNIT)),
        Kind::Float(_) | Kind::Text => quantity(node.text()),
        Kind::Null => Some(0),
        _ => None,
    }
}

/// A whole number as an amount.
pub(super) fn whole(number: i64) -> Billionths {
    i128::from(number).saturating_mul(UNIT)
}

/// Whether an amount has no fraction.
pub(super) fn is_whole(amount: Billionths) -> bool {
    amount % UNIT == 0
}

/// Whether a scalar is a literal. Null is for the caller: it means not set.
pub(super) fn is<'t, N: Node<'t>>(node: N, literal: &Literal<'_>) -> bool {
    match (literal, node.kind()) {
        (Literal::Null, Kind::Null) => true,
        (Literal::Bool(literal), Kind::Bool(value)) => *literal == value,
        (Literal::Int(literal), kind) => kind.whole() == Some(i128::from(*literal)),
        (Literal::Text(literal), Kind::Text) => node.text() == *literal,
        _ => false,
    }
}

/// Whether two scalars are the same: numbers by value, text by text.
pub(super) fn equal<'t, N: Node<'t>>(one: N, other: N) -> bool {
    match (one.kind(), other.kind()) {
        (Kind::Text, Kind::Text) => one.text() == other.text(),
        (Kind::Bool(one), Kind::Bool(other)) => one == other,
        (Kind::Null, Kind::Null) => true,
        (left, right) => match (left.whole(), right.whole()) {
            (Some(left), Some(right)) => left == right,
            _ => left == right && matches!(left, Kind::Float(_)),
        },
    }
}

/// Fingerprints of whole values: equal values have equal ones, whatever the order of their keys. The keys of the hash
/// are random, so that no input can choose equal ones.
pub(super) struct Fingerprints([RandomState; 2]);

/// The way to a value itself.
const ROOT: u128 = 0;

impl Fingerprints {
    pub(super) fn new() -> Fingerprints {
        Fingerprints([RandomState::new(), RandomState::new()])
    }

    /// The fingerprint of any data.
    pub(super) fn of(&self, data: impl std::hash::Hash) -> u128 {
        let [high, low] = &self.0;
        u128::from(high.hash_one(&data)) << 64 | u128::from(low.hash_one(&data))
    }

    /// The fingerprint of a value that a table writes: the same as that of the value in a document.
    pub(super) fn of_literal(&self, literal: &Literal<'_>) -> u128 {
        let own = match literal {
            Literal::Null => self.of(0),
            Literal::Bool(value) => self.of((1, value)),
            Literal::Int(value) => self.of((2, i128::from(*value))),
            Literal::Text(text) => self.of((3, text)),
        };
        self.of((ROOT, own))
    }

    fn scalar<'t, N: Node<'t>>(&self, node: N) -> u128 {
        match node.kind() {
            Kind::Bool(value) => self.of((1, value)),
            Kind::Text => self.of((3, node.text())),
            Kind::Float(value) if node.kind().whole().is_none() => self.of((4, value.to_bits())),
            Kind::List => self.of(5),
            Kind::Map => self.of(6),
            kind => kind.whole().map_or_else(|| self.of(0), |value| self.of((2, value))),
        }
    }

    /// The fingerprint of a value with all that is below it; `None` when some of it is unknown. `steps` counts what
    /// is looked at.
    pub(super) fn node<'t, N: Node<'t>>(&self, node: N, steps: &mut usize) -> Option<u128> {
        // Each value counts with the way to it, and sums do not depend on the order.
        let mut sum = 0_u128;
        let mut open = vec![(node, ROOT)];
        while let Some((node, way)) = open.pop() {
            *steps = steps.saturating_add(1);
            if node.kind() == Kind::Unknown || node.is_partial() {
                return None;
            }
            sum = sum.wrapping_add(self.of((way, self.scalar(node))));
            for (index, item) in node.items().into_iter().enumerate() {
                open.push((item, self.of((way, index))));
            }
            for entry in node.entries() {
                open.push((entry.value, self.of((way, entry.key.text?))));
            }
        }
        Some(sum)
    }
}

/// Whether a text is like a pattern, in which `*` is any text and `?` any character.
pub(crate) fn is_like(text: &str, pattern: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut here) = (0, 0);
    let mut star = None;
    while here < text.len() {
        match pattern.get(at) {
            Some('*') => {
                at += 1;
                star = Some((at, here));
            }
            Some(wanted) if *wanted == '?' || text.get(here) == Some(wanted) => {
                at += 1;
                here += 1;
            }
            _ => {
                let Some((after, from)) = star else { return false };
                star = Some((after, from + 1));
                (at, here) = (after, from + 1);
            }
        }
    }
    pattern.iter().skip(at).all(|rest| *rest == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_exact() {
        for (text, value) in [
            ("500m", UNIT / 2),
            (".5", UNIT / 2),
            ("5.", 5 * UNIT),
            (" +1 ", UNIT),
            ("1e3", 1000 * UNIT),
            ("1Ki", 1024 * UNIT),
            ("0.1Gi", 107_374_182_400_000_000),
            ("-1n", -1),
            ("1e-30", 1),
            ("0e9999", 0),
        ] {
            assert_eq!(quantity(text), Some(value), "{text}");
        }
        assert_eq!(quantity("1e999999999999999"), Some(i128::MAX));
        for text in ["", ".", "1 Gi", "1gi", "1e", "e3", "1.2.3", "lots", "0x10"] {
            assert_eq!(quantity(text), None, "{text}");
        }
    }

    #[test]
    fn patterns_have_any_text_and_any_character() {
        assert!(is_like(".spec.a", ".spec.?*") && is_like("a", "*") && is_like("", "*"));
        assert!(!is_like(".spec.", ".spec.?*") && !is_like("ab", "?") && !is_like("a", ""));
    }
}
