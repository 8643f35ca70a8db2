//! Base64: padded in the usual alphabet, as Kubernetes writes it, and unpadded in that of addresses, as tokens have it.

/// The bytes that a text stands for; line breaks in it do not count. `None` when it is no base64.
pub fn base64_bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')).collect();
    let padding = digits.iter().rev().take_while(|byte| **byte == b'=').count();
    if !digits.len().is_multiple_of(4) || padding > 2 {
        return None;
    }
    decoded(digits.get(..digits.len() - padding)?, *b"+/")
}

/// The bytes that a text in the alphabet of addresses stands for, which is not padded. `None` when it is no base64.
pub fn base64_url_bytes(text: &str) -> Option<Vec<u8>> {
    decoded(text.as_bytes(), *b"-_")
}

/// The bytes of some digits; `last` are the last two of the alphabet.
fn decoded(digits: &[u8], last: [u8; 2]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(digits.len() / 4 * 3 + 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for byte in digits {
        bits = (bits << 6) | u32::from(digit(*byte, last)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

fn digit(byte: u8, last: [u8; 2]) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        _ => last.iter().zip(62..).find(|(known, _)| **known == byte).map(|(_, value)| value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_decoded() {
        assert_eq!(base64_bytes("c2VjcmV0Cg==").as_deref(), Some(b"secret\n".as_slice()));
        assert_eq!(base64_bytes("").as_deref(), Some(b"".as_slice()));
        assert_eq!(base64_bytes("YWI="), Some(b"ab".to_vec()));
        assert_eq!(base64_url_bytes("_-8"), Some(vec![0xff, 0xef]));
        for text in ["a", "ab!=", "====", "YWI"] {
            assert_eq!(base64_bytes(text), None, "{text}");
        }
    }
}
