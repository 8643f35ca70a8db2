//! Byte sizes as Docker writes them: `512m`, `1.5 GB`, `0`. Does not know Kubernetes quantities.

/// A size with units of 1024, as go-units reads it; `None` when it is none or larger than 64 bits hold. Fractions of
/// a byte are dropped.
pub fn ram_bytes(text: &str) -> Option<i64> {
    if let Ok(bytes) = text.parse::<i64>() {
        return Some(bytes);
    }
    let digits = text.find(|character: char| !character.is_ascii_digit() && character != '.')?;
    let (number, unit) = if text.ends_with(|last: char| last.is_ascii_digit()) {
        (text, "")
    } else {
        (text.get(..digits)?, text.get(digits..)?)
    };
    let unit = unit.strip_prefix(' ').unwrap_or(unit).to_ascii_lowercase();
    let (factor, rest) = match unit.split_at_checked(1) {
        Some(("k", rest)) => (1u64 << 10, rest),
        Some(("m", rest)) => (1 << 20, rest),
        Some(("g", rest)) => (1 << 30, rest),
        Some(("t", rest)) => (1 << 40, rest),
        Some(("p", rest)) => (1 << 50, rest),
        _ => (1, unit.as_str()),
    };
    if !matches!(rest, "" | "b" | "ib" | "i") {
        return None;
    }
    let bytes = number.parse::<f64>().ok()? * factor as f64;
    (bytes >= 0.0 && bytes < i64::MAX as f64).then_some(bytes as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_powers_of_1024_in_any_case() {
        for (text, bytes) in [
            ("1024", 1024),
            ("512m", 512 << 20),
            ("1.5 GB", 3 << 29),
            ("2Gi", 2 << 30),
            ("1kib", 1024),
            ("10b", 10),
            ("-1", -1),
            ("0", 0),
            ("0.5b", 0),
        ] {
            assert_eq!(ram_bytes(text), Some(bytes), "{text}");
        }
        for text in ["", "m", "1x", "1mm", "1.2.3m", "9999999p", "-5m", "1  g", "é"] {
            assert_eq!(ram_bytes(text), None, "{text}");
        }
    }
}
