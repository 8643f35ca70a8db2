//! From bytes to text. Never guesses an encoding: a byte order mark decides, else it is UTF-8.

/// How the bytes of a file were encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark, which is not part of the text.
    Utf8Bom,
    /// UTF-16, little endian, with a byte order mark.
    Utf16Le,
    /// UTF-16, big endian, with a byte order mark.
    Utf16Be,
    /// Mostly UTF-8; each invalid sequence became U+FFFD. Columns after one may differ from the file's.
    Lossy,
}

impl Encoding {
    /// Whether the bytes of the file can be rebuilt from the text, so that a fix may write it.
    pub fn is_writable(self) -> bool {
        matches!(self, Encoding::Utf8 | Encoding::Utf8Bom)
    }
}

/// A text and what it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// What the bytes were.
    pub encoding: Encoding,
}

/// The bytes are no text in any encoding that is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotText;

/// At most one replaced sequence for this many bytes, or the file counts as binary.
const BYTES_PER_REPLACEMENT: usize = 16;

/// Decodes a whole file. UTF-16 needs its byte order mark; anything else is read as UTF-8, and bytes that are not
/// become U+FFFD as long as they are few.
///
/// # Errors
/// [`NotText`] for UTF-16 that is cut or has lone surrogates, UTF-32, and for bytes that are mostly not UTF-8.
pub fn decode(bytes: Vec<u8>) -> Result<Decoded, NotText> {
    match bytes.as_slice() {
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => Err(NotText),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes, Encoding::Utf16Le),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes, Encoding::Utf16Be),
        [0xef, 0xbb, 0xbf, ..] => Ok(utf8(bytes, 3)?),
        _ => utf8(bytes, 0),
    }
}

fn utf8(mut bytes: Vec<u8>, bom: usize) -> Result<Decoded, NotText> {
    bytes.drain(..bom);
    let encoding = if bom > 0 { Encoding::Utf8Bom } else { Encoding::Utf8 };
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, encoding }),
        Err(error) => {
            let bytes = error.into_bytes();
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let replaced = text.matches('\u{fffd}').count();
            if replaced > 1 + bytes.len() / BYTES_PER_REPLACEMENT {
                return Err(NotText);
            }
            Ok(Decoded { text, encoding: Encoding::Lossy })
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, encoding: Encoding) -> Result<Decoded, NotText> {
    let (pairs, []) = bytes.as_chunks::<2>() else { return Err(NotText) };
    let units = pairs.iter().map(|pair| unit(*pair));
    let text = char::decode_utf16(units).collect::<Result<String, _>>().map_err(|_| NotText)?;
    Ok(Decoded { text, encoding })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_a_byte_order_mark() {
        let decoded = decode(b"\xef\xbb\xbfFROM a".to_vec());
        assert_eq!(decoded, Ok(Decoded { text: "FROM a".into(), encoding: Encoding::Utf8Bom }));
    }

    #[test]
    fn decodes_utf16_and_refuses_it_when_cut() {
        let decoded = decode(b"\xff\xfea\0b\0".to_vec());
        assert_eq!(decoded, Ok(Decoded { text: "ab".into(), encoding: Encoding::Utf16Le }));
        assert_eq!(decode(b"\xff\xfea".to_vec()), Err(NotText));
    }

    #[test]
    fn one_latin_1_byte_is_replaced_and_many_are_refused() {
        let decoded = decode(b"# caf\xe9 and more text".to_vec());
        assert_eq!(decoded.map(|decoded| decoded.encoding), Ok(Encoding::Lossy));
        assert_eq!(decode(vec![0x80; 64]), Err(NotText));
    }
}
