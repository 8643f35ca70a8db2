//! Kubernetes quantities (`resource.Quantity`), as far as bytes and thousandths need them.

/// The bytes of a quantity such as `512Mi`, `1e9`, `128974848` or `0.5G`; saturates, and a part of a byte is a whole
/// one. `None` when it is no quantity.
pub fn quantity_bytes(text: &str) -> Option<u64> {
    // Less than a thousandth is the error of the calculation. A cast from float saturates, which is what is wanted.
    quantity(text).map(|quantity| (quantity - 0.0005).ceil() as u64)
}

/// The thousandths of a quantity such as `500m` or `1.5`; saturates. `None` when it is no quantity.
pub fn quantity_millis(text: &str) -> Option<u64> {
    quantity(text).map(|quantity| (quantity * 1000.0).round() as u64)
}

/// Whether a quantity has a letter behind its number: `512Mi`, `100m`, `1e3`.
pub fn has_unit(text: &str) -> bool {
    text.trim().ends_with(|c: char| c.is_ascii_alphabetic()) || text.contains(['e', 'E'])
}

fn quantity(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == '+')).unwrap_or(text.len());
    let (number, suffix) = text.split_at_checked(digits)?;
    if number.len() > 40 {
        return None;
    }
    let number: f64 = number.trim_start_matches('+').parse().ok()?;
    let factor = match suffix {
        "" => 1.0,
        "m" => 0.001,
        "k" => 1e3,
        "M" => 1e6,
        "G" => 1e9,
        "T" => 1e12,
        "P" => 1e15,
        "E" => 1e18,
        "Ki" => 1024.0,
        "Mi" => 1024_f64.powi(2),
        "Gi" => 1024_f64.powi(3),
        "Ti" => 1024_f64.powi(4),
        "Pi" => 1024_f64.powi(5),
        "Ei" => 1024_f64.powi(6),
        _ => {
            let exponent = suffix.strip_prefix(['e', 'E'])?;
            if exponent.len() > 3 {
                return None;
            }
            10_f64.powi(exponent.parse().ok()?)
        }
    };
    Some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suffixes_and_exponents_are_read() {
        assert_eq!(quantity_bytes("512Mi"), Some(536_870_912));
        assert_eq!(quantity_bytes("1e3"), Some(1000));
        assert_eq!(quantity_bytes("0.5k"), Some(500));
        assert_eq!(quantity_bytes("1.1G"), Some(1_100_000_000));
        assert_eq!(quantity_bytes("128m"), Some(1));
        assert_eq!(quantity_bytes("0"), Some(0));
        assert_eq!(quantity_bytes("1e9999999999"), None);
        assert_eq!(quantity_bytes("lots"), None);
        assert_eq!(quantity_millis("250m"), Some(250));
        assert_eq!(quantity_millis("1.5"), Some(1500));
    }
}
