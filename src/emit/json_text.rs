//! Writes JSON that is safe to print: besides what JSON requires, control, bidi and invisible characters and what a CI
//! system takes for a command are escaped. A reader of the JSON gets every string as it was.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::source::is_dangerous;

/// Writes a value as one line of JSON.
pub(super) fn write(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Safe))?;
    out.write_all(b"\n")
}

struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, text: &str) -> io::Result<()> {
        let mut from = 0;
        let mut after_hash = false;
        for (at, character) in text.char_indices() {
            let is_command = after_hash && character == '#';
            after_hash = character == '#';
            if !is_command && !is_dangerous(character) {
                continue;
            }
            writer.write_all(text.get(from..at).unwrap_or("").as_bytes())?;
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            from = at + character.len_utf8();
        }
        writer.write_all(text.get(from..).unwrap_or("").as_bytes())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_printable_and_read_back_as_they_were() {
        let text = "a\u{202e}b\u{9b}c ##[error] \"d\"\n\u{1b}[31m \u{e0001} caf\u{e9}";
        let mut out = Vec::new();
        write(&text, &mut out).unwrap();
        let json = String::from_utf8(out).unwrap();
        assert!(!json.contains("##") && !json.trim_end().chars().any(is_dangerous), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
