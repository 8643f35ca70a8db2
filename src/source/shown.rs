//! The one type through which text of unknown origin reaches a person or a log: source excerpts, names, values,
//! paths, messages of parsers. It never contains control, bidi or invisible characters, nor text that a CI
//! system takes for a command. It does not shorten: callers do that first.

use std::fmt::{self, Write};
use std::path::Path;

/// Text that is safe to print on one line.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'t>(&'t str);

/// Marks text as untrusted; print the result.
pub fn shown(text: &str) -> Shown<'_> {
    Shown(text)
}

impl Shown<'_> {
    /// A path as one line of text, with `/` as separator. A name that could start a CI command gets `./` before it;
    /// bytes that are not UTF-8 appear as U+FFFD.
    pub fn path(path: &Path) -> String {
        let text = path.to_string_lossy();
        let text = shown(text.as_ref()).to_string();
        let text = if cfg!(windows) { text.replace('\\', "/") } else { text };
        if text.starts_with("::") || text.starts_with('#') || text.starts_with('-') {
            return format!("./{text}");
        }
        text
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_plain(self.0) {
            return f.write_str(self.0);
        }
        let mut hashes = 0;
        for character in self.0.chars() {
            // Runners take `##[…]` and `##vso[…]` anywhere in a line: the second hash is written as an escape.
            if character == '#' {
                hashes += 1;
                if hashes > 1 {
                    f.write_str("\\x23")?;
                    continue;
                }
                f.write_char('#')?;
                continue;
            }
            hashes = 0;
            match character {
                '\n' => f.write_str("\\n")?,
                '\r' => f.write_str("\\r")?,
                '\t' => f.write_char(' ')?,
                _ if is_dangerous(character) => write!(f, "\\u{{{:x}}}", character as u32)?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Whether a line can be printed as it is after a mark that is not its own: it has tabs at most of what a terminal
/// obeys, and nothing that a CI system takes for a command.
pub fn is_harmless(line: &str) -> bool {
    let is_plain = |character: char| character == '\t' || !is_dangerous(character);
    // Runners look past blanks for `::`, and anywhere in a line for `##[…]` and `##vso[…]`.
    let is_command = |(at, _): (usize, &str)| {
        let rest = line.get(at..).unwrap_or("").trim_start_matches('#');
        rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).starts_with('[')
    };
    !line.trim_start().starts_with("::")
        && line.chars().all(is_plain)
        && !line.match_indices("##").any(is_command)
}

/// Whether nothing has to be replaced; nearly always true, and cheap for ASCII.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let printable = |byte: &u8| (0x20..0x7f).contains(byte);
    if bytes.iter().all(printable) {
        return !text.contains("##");
    }
    !text.contains("##")
        && !text.chars().any(|character| character.is_ascii_control() || is_dangerous(character))
}

/// Control, bidi and invisible characters: what changes how the rest of a line looks, or hides.
pub(crate) fn is_dangerous(character: char) -> bool {
    if character.is_ascii() {
        return character.is_ascii_control();
    }
    matches!(character,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_bidi_characters_become_visible() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\u{9b}").to_string(), "a\\u{1b}[31m\\u{202e}b\\u{9b}");
        assert_eq!(shown("a\nb\tc").to_string(), "a\\nb c");
    }

    #[test]
    fn commands_of_ci_systems_are_broken_up() {
        for text in ["##[error]x", "##vso[task.x]", "x ##teamcity[y]", "###[a]"] {
            assert!(!shown(text).to_string().contains("##"), "{text}");
        }
        assert_eq!(Shown::path(Path::new("::set-output name=a::b")), "./::set-output name=a::b");
    }

    #[test]
    fn ordinary_text_is_unchanged() {
        assert_eq!(shown("image: caf\u{e9} # one").to_string(), "image: caf\u{e9} # one");
    }
}
