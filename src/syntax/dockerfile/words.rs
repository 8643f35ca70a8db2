//! Cuts arguments into words the way BuildKit does for each kind of instruction, as ranges of the logical line.
//! Expands nothing.

use std::ops::Range;

/// Splits at blanks, without regard to quotes: FROM, EXPOSE, and COPY, ADD, VOLUME in their plain form.
pub(super) fn split_blanks(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let part = text.get(range.clone()).unwrap_or("");
    if part.is_empty() {
        return words;
    }
    let mut start = range.start;
    let mut blank = false;
    for (at, byte) in part.bytes().enumerate() {
        let at = range.start + at;
        match (is_blank(byte), blank) {
            (true, false) => {
                words.push(start..at);
                blank = true;
            }
            (false, true) => {
                start = at;
                blank = false;
            }
            _ => {}
        }
    }
    words.push(if blank { range.end..range.end } else { start..range.end });
    words
}

/// The blanks that end a keyword and separate plain words.
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | 0x0b | 0x0c | b'\r' | b' ')
}

/// Splits off the first word; the second range starts at the next one. `None` for the second when there is no blank.
pub(super) fn split_first(text: &str, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    let part = text.get(range.clone()).unwrap_or("");
    let Some(end) = part.bytes().position(is_blank) else { return (range, None) };
    let rest = part.bytes().skip(end).position(|byte| !is_blank(byte));
    let next = rest.map_or(range.end, |blanks| range.start + end + blanks);
    (range.start..range.start + end, Some(next..range.end))
}

/// A range without the white space around it.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text.get(range.clone()).unwrap_or("");
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

/// Splits at white space outside of quotes: ARG, ENV, LABEL. Quotes and escapes stay in the words.
pub(super) fn split_quoted(text: &str, range: Range<usize>, escape: char) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let part = text.get(range.clone()).unwrap_or("");
    let mut word: Option<usize> = None;
    let mut quote = None;
    let mut end = range.end;
    let mut characters = part.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let at = range.start + at;
        if quote.is_none() && character.is_whitespace() {
            words.extend(word.take().map(|start| start..at));
            continue;
        }
        word.get_or_insert(at);
        if character == escape && quote != Some('\'') {
            if characters.next().is_none() {
                // BuildKit drops an escape character at the very end.
                end = at;
            }
            continue;
        }
        match quote {
            Some(open) if open == character => quote = None,
            None if matches!(character, '\'' | '"') => quote = Some(character),
            _ => {}
        }
    }
    if let Some(start) = word
        && start < end
    {
        words.push(start..end);
    }
    words
}

/// A flag before the arguments: where it stands and its text without quotes and escapes.
pub(super) struct RawFlag {
    pub range: Range<usize>,
    pub text: String,
}

/// Takes the words that start with `--` off the front. Returns them and where the arguments start. A lone `--` ends
/// them.
pub(super) fn split_flags(text: &str, range: Range<usize>, escape: char) -> (Vec<RawFlag>, usize) {
    let mut flags = Vec::new();
    let mut at = range.start;
    loop {
        let rest = text.get(at..range.end).unwrap_or("");
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if !rest.starts_with("--") {
            return (flags, at);
        }
        let (length, word, blank_ok) = flag_word(rest, escape);
        if word == "--" {
            return (flags, at + length);
        }
        if blank_ok || !word.is_empty() {
            flags.push(RawFlag { range: at..at + length, text: word });
        }
        at += length;
    }
}

/// The length of the word at the start of `rest`, its text without quotes, and whether it had any.
fn flag_word(rest: &str, escape: char) -> (usize, String, bool) {
    let mut word = String::new();
    let mut quote = None;
    let mut quoted = false;
    let mut characters = rest.char_indices();
    while let Some((at, character)) = characters.next() {
        if quote.is_none() && character.is_whitespace() {
            return (at, word, quoted);
        }
        if quote == Some(character) {
            quote = None;
        } else if quote.is_none() && matches!(character, '\'' | '"') {
            quote = Some(character);
            quoted = true;
        } else if character == escape {
            word.extend(characters.next().map(|(_, escaped)| escaped));
        } else {
            word.push(character);
        }
    }
    (rest.len(), word, quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let ranges = split_quoted(text, 0..text.len(), '\\');
        ranges.into_iter().map(|range| text.get(range).unwrap_or("?")).collect()
    }

    #[test]
    fn quotes_and_escapes_keep_a_word_together() {
        assert_eq!(quoted(r#"a="b c"  d=e\ f g='\' h=1"#), [r#"a="b c""#, r"d=e\ f", r"g='\'", "h=1"]);
        assert_eq!(quoted(r"a=b\"), ["a=b"]);
        assert_eq!(quoted(r#"a="b c"#), [r#"a="b c"#]);
    }

    #[test]
    fn blanks_split_without_regard_to_quotes() {
        let text = "a \"b\tc\" d";
        let words = split_blanks(text, 0..text.len());
        let words: Vec<_> = words.into_iter().map(|range| text.get(range).unwrap_or("?")).collect();
        assert_eq!(words, ["a", "\"b", "c\"", "d"]);
    }

    #[test]
    fn flags_lose_quotes_and_end_at_two_dashes() {
        let text = r#"--a="b c" --d=\e  -- --f g"#;
        let (flags, rest) = split_flags(text, 0..text.len(), '\\');
        let flags: Vec<_> = flags.iter().map(|flag| flag.text.as_str()).collect();
        assert_eq!(flags, ["--a=b c", "--d=e"]);
        assert_eq!(text.get(rest..), Some(" --f g"));
    }
}
