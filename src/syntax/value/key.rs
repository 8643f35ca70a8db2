//! Ids of OpenPGP keys. Knows no key.

/// Whether a text is an id of 32 bits, with `0x` before it or not.
pub fn is_short_key_id(text: &str) -> bool {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ids_of_eight_digits_are_short() {
        assert!(is_short_key_id("0x1234ABCD") && is_short_key_id("1234abcd"));
        assert!(
            !is_short_key_id("0123456789ABCDEF") && !is_short_key_id("keyserver") && !is_short_key_id("0x")
        );
    }
}
