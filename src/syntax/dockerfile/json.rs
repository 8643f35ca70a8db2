//! JSON as Go's decoder accepts it: arrays of strings, which are the exec form. Builds no values of any other type.

use crate::syntax::limits::MAX_JSON_DEPTH;
use std::ops::Range;

use crate::syntax::joined::Joined;

/// What the text of an instruction is when read as JSON.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::syntax) enum Array {
    /// An array of strings: for each, its text and where it stands, quotes included.
    Strings(Vec<(String, Range<usize>)>),
    /// An array with something else in it, at this place: BuildKit refuses it.
    Mixed(Range<usize>),
    /// No JSON array: BuildKit takes it for a shell command.
    No,
}

/// Reads a part of a line.
pub(in crate::syntax) fn array(text: &str, range: Range<usize>) -> Array {
    let part = text.get(range.clone()).unwrap_or("");
    if !part.starts_with('[') {
        return Array::No;
    }
    Reader { bytes: part.as_bytes(), text: part, at: 1, base: range.start }.array().unwrap_or(Array::No)
}

/// Whether a text is one value of JSON and nothing else.
pub fn is_json(text: &str) -> bool {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0, base: 0 };
    reader.blanks();
    let is_read = if reader.eat(b'"') { reader.string(&mut |_, _| ()) } else { reader.value() }.is_some();
    reader.blanks();
    is_read && reader.at == text.len()
}

/// Appends what a string stands for to `out`, each byte with the place in the file that it comes from. `range` is
/// the string with its quotes.
pub(in crate::syntax) fn decode_into(line: &Joined<'_>, range: Range<usize>, out: &mut Joined<'_>) {
    let raw = line.slice(range.clone());
    let mut reader = Reader { bytes: raw.as_bytes(), text: raw, at: 1, base: 0 };
    reader.string(&mut |piece, at| {
        let start = range.start + at;
        let plain = start..start + piece.len();
        if line.slice(plain.clone()) == piece {
            out.append_part(line, plain);
        } else {
            out.append(piece, line.offset(start));
        }
    });
}

struct Reader<'t> {
    bytes: &'t [u8],
    text: &'t str,
    at: usize,
    base: usize,
}

impl<'t> Reader<'t> {
    fn array(&mut self) -> Option<Array> {
        let mut strings = Vec::new();
        let mut mixed = None;
        self.blanks();
        if self.eat(b']') {
            self.blanks();
            return (self.at == self.bytes.len()).then_some(Array::Strings(strings));
        }
        loop {
            self.blanks();
            let start = self.at;
            if self.eat(b'"') {
                let mut text = String::new();
                self.string(&mut |piece, _| text.push_str(piece))?;
                strings.push((text, self.base + start..self.base + self.at));
            } else {
                self.value()?;
                mixed.get_or_insert(self.base + start..self.base + self.at);
            }
            self.blanks();
            if self.eat(b']') {
                break;
            }
            if !self.eat(b',') {
                return None;
            }
        }
        self.blanks();
        if self.at != self.bytes.len() {
            return None;
        }
        Some(mixed.map_or(Array::Strings(strings), Array::Mixed))
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// Reads a string after its opening quote up to and including the closing one. Hands out pieces of what it
    /// stands for, each with the offset that it comes from.
    fn string(&mut self, piece: &mut dyn FnMut(&str, usize)) -> Option<()> {
        loop {
            let start = self.at;
            while matches!(self.peek(), Some(byte) if byte >= 0x20 && byte != b'"' && byte != b'\\') {
                self.at += 1;
            }
            let plain: &'t str = self.text.get(start..self.at)?;
            if !plain.is_empty() {
                piece(plain, start);
            }
            let escape = self.at;
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => {
                    self.at += 1;
                    let character = self.escape()?;
                    piece(character.encode_utf8(&mut [0; 4]), escape);
                }
                _ => return None,
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        let byte = self.peek()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if (0xd800..0xdc00).contains(&unit) {
                    let before = self.at;
                    if self.eat(b'\\') && self.eat(b'u') {
                        let low = self.unit()?;
                        if (0xdc00..0xe000).contains(&low) {
                            let code = 0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                            return Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                        }
                    }
                    self.at = before;
                }
                char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    /// Reads a value that is no string, without recursion.
    fn value(&mut self) -> Option<()> {
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.blanks();
            let byte = self.peek()?;
            match byte {
                b'[' | b'{' => {
                    self.at += 1;
                    if open.len() >= MAX_JSON_DEPTH {
                        return None;
                    }
                    open.push(byte);
                    self.blanks();
                    if !self.eat(byte + 2) {
                        self.key(byte)?;
                        continue;
                    }
                    open.pop();
                }
                b'"' => {
                    self.at += 1;
                    self.string(&mut |_, _| ())?;
                }
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => self.number()?,
            }
            // After a value: close what ends here, then go on behind a comma.
            loop {
                let Some(&bracket) = open.last() else { return Some(()) };
                self.blanks();
                if self.eat(bracket + 2) {
                    open.pop();
                } else if self.eat(b',') {
                    self.key(bracket)?;
                    break;
                } else {
                    return None;
                }
            }
        }
    }

    /// Reads the key and colon of an object's member; nothing in an array.
    fn key(&mut self, bracket: u8) -> Option<()> {
        if bracket == b'[' {
            return Some(());
        }
        self.blanks();
        if !self.eat(b'"') {
            return None;
        }
        self.string(&mut |_, _| ())?;
        self.blanks();
        self.eat(b':').then_some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.text.get(self.at..)?.starts_with(word).then(|| self.at += word.len())
    }

    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }

    fn number(&mut self) -> Option<()> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            self.digits()?;
        }
        // Go has no number for it, and BuildKit then takes the whole for a shell command.
        let value: f64 = self.text.get(start..self.at)?.parse().ok()?;
        value.is_finite().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(text: &str) -> Option<Vec<String>> {
        match array(text, 0..text.len()) {
            Array::Strings(strings) => Some(strings.into_iter().map(|(text, _)| text).collect()),
            Array::Mixed(_) | Array::No => None,
        }
    }

    #[test]
    fn reads_strings_with_escapes() {
        let text = r#"[ "a\n" , "\u00e9\ud83d\ude00\ud800" ]"#;
        assert_eq!(strings(text), Some(vec!["a\n".into(), "\u{e9}\u{1f600}\u{fffd}".into()]));
        assert_eq!(strings("[]"), Some(vec![]));
    }

    #[test]
    fn what_is_not_json_is_a_shell_command() {
        for text in ["['a']", "[\"a\",]", "[\"a\"] x", "[ -f x ] && y", "[\"a\\x\"]", "[1e999]", "[\"a\""] {
            assert_eq!(array(text, 0..text.len()), Array::No, "{text}");
        }
    }

    #[test]
    fn other_values_are_found_at_any_depth() {
        assert_eq!(array("[\"a\", 1]", 0..8), Array::Mixed(6..7));
        let text = "[{\"a\": [null, {}]}, true]";
        assert_eq!(array(text, 0..text.len()), Array::Mixed(1..18));
        let deep = "[".repeat(20_000);
        assert_eq!(array(&deep, 0..deep.len()), Array::No);
    }

    #[test]
    fn a_decoded_string_knows_where_its_bytes_stand() {
        let source = crate::source::SourceId(0);
        let mut line = Joined::new(source);
        line.push(r#"["a\"b"]"#, 10);
        let mut out = Joined::new(source);
        decode_into(&line, 1..7, &mut out);
        assert_eq!(out.text(), "a\"b");
        assert_eq!(out.offset(2), 15);
    }
}
