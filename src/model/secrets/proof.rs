//! What tells a credential from an example of one: checksums, randomness, parts that decode. Does not know which form
//! needs which.

use crate::facts::secrets;
use crate::syntax::value::base64_url_bytes;

/// Whether a text looks drawn at random: letters and digits, many different ones, no runs, no words of examples.
pub fn is_random(body: &str) -> bool {
    let bytes = body.as_bytes();
    let mut seen = [false; 256];
    let mut distinct = 0;
    for byte in bytes {
        if let Some(seen) = seen.get_mut(usize::from(*byte))
            && !std::mem::replace(seen, true)
        {
            distinct += 1;
        }
    }
    let has_digit = bytes.iter().any(u8::is_ascii_digit);
    let has_letter = bytes.iter().any(u8::is_ascii_alphabetic);
    let wanted = if bytes.len() < 24 { 7 } else { 9 };
    let lower = body.to_ascii_lowercase();
    has_digit
        && has_letter
        && distinct >= wanted
        && longest(bytes, |a, b| a == b) < 5
        && longest(bytes, |a, b| a.wrapping_add(1) == b) < 7
        && !secrets::EXAMPLE_WORDS.iter().any(|word| lower.contains(word))
}

/// The longest run of bytes in which each follows the one before it.
fn longest(bytes: &[u8], follows: fn(u8, u8) -> bool) -> usize {
    let (mut best, mut run) = (0, 1);
    for pair in bytes.windows(2) {
        let &[a, b] = pair else { continue };
        run = if follows(a, b) { run + 1 } else { 1 };
        best = best.max(run);
    }
    best
}

/// Whether the last six characters are the checksum of the others in base 62, as in tokens of GitHub and npm.
pub fn crc32_base62(body: &str) -> bool {
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let Some((secret, sum)) = body.len().checked_sub(6).and_then(|at| body.split_at_checked(at)) else {
        return false;
    };
    let mut rest = crc32(secret.as_bytes()) as usize;
    let matches = sum.bytes().rev().all(|byte| {
        let digit = DIGITS.get(rest % 62).copied();
        rest /= 62;
        digit == Some(byte)
    });
    matches && is_random(secret)
}

/// Whether what follows the last `_` is the checksum of what stands before it, in hexadecimal.
pub fn crc32_hex(body: &str) -> bool {
    body.rsplit_once('_').is_some_and(|(secret, sum)| {
        sum.len() == 8
            && (u32::from_str_radix(sum, 16) == Ok(crc32(secret.as_bytes()))
                || u32::from_str_radix(sum, 16) == Ok(crc32(format!("glsa_{secret}").as_bytes())))
            && is_random(secret)
    })
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        let mut sum = sum ^ u32::from(*byte);
        for _ in 0..8 {
            let carry = sum & 1;
            sum >>= 1;
            if carry == 1 {
                sum ^= 0xedb8_8320;
            }
        }
        sum
    };
    !bytes.iter().fold(u32::MAX, step)
}

/// Whether three parts are a signed token: two of them decode to objects, the first names an algorithm.
pub fn is_jwt(header: &str, payload: &str, signature: &str) -> bool {
    let object = |part: &str| {
        let text = String::from_utf8(base64_url_bytes(part)?).ok()?;
        (text.trim().starts_with('{') && text.trim().ends_with('}')).then_some(text)
    };
    let (Some(header), Some(payload)) = (object(header), object(payload)) else { return false };
    // What the documentation of the format and of Supabase shows is known to everybody.
    let is_example = payload.contains("\"1234567890\"") || payload.contains("supabase-demo");
    // A key that web pages carry.
    let is_public = payload.contains("\"role\":\"anon\"");
    header.contains("\"alg\"") && !is_example && !is_public && signature.len() >= 16 && is_varied(signature)
}

fn is_varied(text: &str) -> bool {
    longest(text.as_bytes(), |a, b| a == b) < 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_prove_tokens() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert!(crc32_base62(concat!("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ", "0mLq17")));
        assert!(!crc32_base62("zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18"));
        assert!(!crc32_base62("short"));
    }

    #[test]
    fn examples_are_not_random() {
        for text in [
            "aaaaaaaaaaaaaaaaaaaaaaaa1",
            "abcdefghijklmnopqrstuvwx12",
            "0123456789abcdef",
            "YOUR-TOKEN-1-IS-HERE-now",
        ] {
            assert!(!is_random(text), "{text}");
        }
        assert!(is_random("Zm4tQ8vX1pLr7KcW2nBd5hYs"));
    }

    #[test]
    fn parts_of_a_signed_token_decode() {
        assert_eq!(base64_url_bytes("eyJhIjoxfQ").as_deref(), Some(&b"{\"a\":1}"[..]));
        assert_eq!(base64_url_bytes("a+b"), None);
        let header = "eyJhbGciOiJIUzI1NiJ9";
        assert!(is_jwt(header, "eyJhIjoxfQ", "Zm4tQ8vX1pLr7KcW2nBd5hYs"));
        assert!(!is_jwt(header, "bm90IGpzb24", "Zm4tQ8vX1pLr7KcW2nBd5hYs"));
        assert!(!is_jwt("eyJhIjoxfQ", "eyJhIjoxfQ", "Zm4tQ8vX1pLr7KcW2nBd5hYs"));
    }
}
