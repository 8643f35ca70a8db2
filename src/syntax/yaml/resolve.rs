//! What scalars mean to the readers of Compose and of Kubernetes. Does not know which field is which.
//!
//! Both readers are in Go: compose-go uses go-yaml v3 or v4, Kubernetes uses sigs.k8s.io/yaml on go-yaml v2. They read
//! numbers alike, with the octal and underscore forms of YAML 1.1 beside those of 1.2; only v2 takes `yes`, `no`,
//! `on`, `off`, `y` and `n` for booleans.

use super::tree::{Scalar, ScalarStyle, Value};

/// A scalar as a reader resolves it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Plain {
    /// Nothing, `~`, `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer of 64 bits, signed or not.
    Int(i128),
    /// A number with a fraction or exponent, or an integer that is too large.
    Float(f64),
    /// Everything else, also timestamps.
    Text,
}

const CORE: &str = "tag:yaml.org,2002:";

impl Scalar<'_> {
    /// As go-yaml v3 and v4 resolve it: Compose.
    pub fn yaml12(&self) -> Plain {
        if self.is_quoted() { Plain::Text } else { plain(&self.text, false) }
    }

    /// As go-yaml v2 resolves it: Kubernetes.
    pub fn yaml11(&self) -> Plain {
        if self.is_quoted() { Plain::Text } else { plain(&self.text, true) }
    }
}

impl Value<'_> {
    /// A scalar as Compose reads it, tags such as `!!str` included; `None` for collections.
    pub fn yaml12(self) -> Option<Plain> {
        self.resolve(false)
    }

    /// A scalar as Kubernetes reads it, tags included; `None` for collections.
    pub fn yaml11(self) -> Option<Plain> {
        self.resolve(true)
    }

    /// Whether readers of YAML 1.1 take it for a switch, though Compose takes it for a text.
    pub fn is_old_switch(self) -> bool {
        let is_word = self.text().is_some_and(|text| text.len() > 1);
        is_word && matches!(self.yaml11(), Some(Plain::Bool(_))) && self.yaml12() == Some(Plain::Text)
    }

    /// Whether readers of YAML 1.1 take it for a number in base 60: `22:22` is 1342.
    pub fn is_sexagesimal(self) -> bool {
        let plain = self.scalar().filter(|scalar| scalar.style == ScalarStyle::Plain);
        let Some((first, rest)) = plain.and_then(|scalar| scalar.text.split_once(':')) else { return false };
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_small =
            |text: &str| is_number(text) && text.len() < 3 && text.parse::<u8>().is_ok_and(|part| part < 60);
        is_number(first) && !first.starts_with('0') && rest.split(':').all(is_small)
    }

    /// A boolean as Compose converts it: also from quoted text, and with the words of YAML 1.1 in any case.
    pub fn as_bool_compose(self) -> Option<bool> {
        bool_word(self.text()?)
    }

    /// A boolean as the Kubernetes API accepts it: not from quoted text.
    pub fn as_bool_kube(self) -> Option<bool> {
        match self.yaml11()? {
            Plain::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// An integer as the Kubernetes API accepts it: a whole number, not from quoted text.
    pub fn as_int_kube(self) -> Option<i64> {
        match self.yaml11()? {
            Plain::Int(value) => i64::try_from(value).ok(),
            Plain::Float(value) if value.fract() == 0.0 && value.abs() < 9e15 => Some(value as i64),
            _ => None,
        }
    }

    fn resolve(self, words: bool) -> Option<Plain> {
        let scalar = self.scalar()?;
        let tag = self.node().tag.as_ref().map(|tag| tag.name.as_ref());
        Some(match tag.and_then(|tag| tag.strip_prefix(CORE)) {
            Some("str" | "binary") => Plain::Text,
            Some("null") => Plain::Null,
            Some("bool" | "int" | "float") => plain(&scalar.text, words),
            _ if tag == Some("!") || scalar.is_quoted() => Plain::Text,
            _ => plain(&scalar.text, words),
        })
    }
}

impl Scalar<'_> {
    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.style == ScalarStyle::Empty
    }
}

/// A boolean in the words that Compose converts.
pub fn bool_word(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(&["true", "y", "yes", "on"]) {
        Some(true)
    } else if is(&["false", "n", "no", "off"]) {
        Some(false)
    } else {
        None
    }
}

fn plain(text: &str, words: bool) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Null,
        "true" | "True" | "TRUE" => return Plain::Bool(true),
        "false" | "False" | "FALSE" => return Plain::Bool(false),
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" if words => return Plain::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" if words => return Plain::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Plain::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Plain::Float(f64::NEG_INFINITY),
        ".nan" | ".NaN" | ".NAN" => return Plain::Float(f64::NAN),
        _ => {}
    }
    match text.bytes().next() {
        Some(b'0'..=b'9' | b'+' | b'-' | b'.') => number(text).unwrap_or(Plain::Text),
        _ => Plain::Text,
    }
}

fn number(text: &str) -> Option<Plain> {
    let without_underscores: String;
    let digits = if text.contains('_') && !text.starts_with('.') {
        without_underscores = text.replace('_', "");
        &without_underscores
    } else {
        text
    };
    if let Some(value) = integer(digits) {
        return Some(Plain::Int(value));
    }
    if is_decimal(digits) { digits.parse().ok().map(Plain::Float) } else { None }
}

/// An integer with Go's prefixes: `0x`, `0o`, `0b`, and a leading zero for octal.
fn integer(text: &str) -> Option<i128> {
    let (negative, digits) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    let lower = |prefix: &str| digits.get(..2).filter(|head| head.eq_ignore_ascii_case(prefix));
    let (radix, digits) = if lower("0x").is_some() {
        (16, digits.get(2..)?)
    } else if lower("0o").is_some() {
        (8, digits.get(2..)?)
    } else if lower("0b").is_some() {
        (2, digits.get(2..)?)
    } else if digits.len() > 1 && digits.starts_with('0') {
        (8, digits)
    } else {
        (10, digits)
    };
    if !digits.starts_with(|digit: char| digit.is_ascii_alphanumeric()) {
        return None;
    }
    let value = i128::from_str_radix(digits, radix).ok()?;
    let value = if negative { -value } else { value };
    (i128::from(i64::MIN)..=i128::from(u64::MAX)).contains(&value).then_some(value)
}

/// Whether a text is a decimal number with optional fraction and exponent.
fn is_decimal(text: &str) -> bool {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let whole = digits(text);
    let rest = text.get(whole..).unwrap_or("");
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => (digits(rest), rest.get(digits(rest)..).unwrap_or("")),
        None => (0, rest),
    };
    if whole + fraction == 0 {
        return false;
    }
    match rest.strip_prefix(['e', 'E']) {
        Some(exponent) => {
            let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
            !exponent.is_empty() && digits(exponent) == exponent.len()
        }
        None => rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_go_reads_them() {
        let cases: &[(&str, Plain)] = &[
            ("0777", Plain::Int(511)),
            ("0o17", Plain::Int(15)),
            ("-0x1F", Plain::Int(-31)),
            ("0b11", Plain::Int(3)),
            ("1_000", Plain::Int(1000)),
            ("+5", Plain::Int(5)),
            ("08", Plain::Float(8.0)),
            ("1.10", Plain::Float(1.1)),
            ("1e3", Plain::Float(1000.0)),
            (".5", Plain::Float(0.5)),
            ("99999999999999999999", Plain::Float(1e20)),
            ("18446744073709551615", Plain::Int(u64::MAX as i128)),
        ];
        for (text, expected) in cases {
            assert_eq!(plain(text, false), *expected, "{text}");
            assert_eq!(plain(text, true), *expected, "{text}");
        }
        for text in ["22:22", "1.2.3", "0x", "-", "+-1", "2024-01-01", "1e", ".", "0xZZ", "--1", "0o", "1__"]
        {
            let expected = if text == "1__" { Plain::Int(1) } else { Plain::Text };
            assert_eq!(plain(text, true), expected, "{text}");
        }
    }

    #[test]
    fn only_kubernetes_takes_yes_for_a_boolean() {
        assert_eq!(plain("yes", true), Plain::Bool(true));
        assert_eq!(plain("Off", true), Plain::Bool(false));
        assert_eq!(plain("yes", false), Plain::Text);
        assert_eq!(plain("TRUE", false), Plain::Bool(true));
        assert_eq!(bool_word("YES"), Some(true));
        assert_eq!(bool_word("enabled"), None);
    }
}
