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
    /// Text in another encoding (Latin-1, Windows-1252, GBK …), or with stray bytes; each sequence that is not UTF-8
    /// became U+FFFD. Columns after one may differ from the file's.
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

/// Bytes that are not UTF-8 and have one control character for fewer bytes than this are binary.
const BYTES_PER_CONTROL: usize = 64;
/// Bytes that are not UTF-8 and have fewer than one letter or sign of ASCII for this many bytes are no text that is
/// read here: instructions and keys are ASCII in every encoding.
const BYTES_PER_LETTER: usize = 16;

/// Decodes a whole file. UTF-16 needs its byte order mark; anything else is read as UTF-8. Bytes that are not become
/// U+FFFD, so that a text in an encoding of one or two bytes a character keeps everything that is ASCII in it.
///
/// # Errors
/// [`NotText`] for UTF-16 that is cut or has lone surrogates, UTF-32, and for binary data.
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
            if is_binary(&bytes) {
                return Err(NotText);
            }
            let text = String::from_utf8_lossy(&bytes).into_owned();
            Ok(Decoded { text, encoding: Encoding::Lossy })
        }
    }
}

/// Whether bytes that are not UTF-8 are no text in another encoding either: control characters (NUL among them) are
/// rare in text, and ASCII is not.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control =
        |byte: &&u8| byte.is_ascii_control() && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let controls = bytes.iter().filter(is_control).count();
    let letters = bytes.iter().filter(|byte| byte.is_ascii_graphic()).count();
    controls > bytes.len() / BYTES_PER_CONTROL || letters < bytes.len() / BYTES_PER_LETTER
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
    fn texts_in_other_encodings_are_read_and_binary_data_is_refused() {
        let encoding = |bytes: &[u8]| decode(bytes.to_vec()).map(|decoded| decoded.encoding);
        // Latin-1, GBK (twelve characters), and Windows-1252 with its quotes.
        for text in [
            &b"# caf\xe9 and more text"[..],
            b"# \xb9\xb9\xbd\xa8\xbe\xb5\xcf\xf1\xb5\xc4\xb5\xda\xd2\xbb\xb2\xbd\xca\xc7\xb0\xb2\xd7\xb0\nFROM a\n",
            b"# \x93na\xefve\x94 \x96 d\xe9j\xe0 vu\nFROM a\n",
        ] {
            assert_eq!(encoding(text), Ok(Encoding::Lossy), "{text:?}");
        }
        assert!(
            decode(b"FROM a\xe9b\nUSER x".to_vec()).is_ok_and(|decoded| decoded.text.contains("\nUSER x"))
        );
        for data in [&[0x80; 64][..], b"\x7fELF\x02\x01\x01\0\0\0\xff\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"]
        {
            assert_eq!(encoding(data), Err(NotText), "{data:?}");
        }
    }
}
