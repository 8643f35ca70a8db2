//! Finds the heredocs that a logical line opens, with BuildKit's own idea of words: quotes and `${…}` count,
//! arithmetic does not. Does not read bodies.

use crate::syntax::limits::MAX_HEREDOC_DEPTH;
use std::ops::Range;

use crate::finding::Edit;
use crate::syntax::joined::Joined;

/// The opener of a heredoc.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Opener {
    /// The name without quotes.
    pub name: String,
    /// Where the word stands in the line.
    pub range: Range<usize>,
    /// Whether a part of the name is quoted.
    pub quoted: bool,
    /// Whether it is `<<-`.
    pub strip_tabs: bool,
}

/// The line cannot be cut into the words that a heredoc's name needs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadWord;

/// All openers of a line, in order. A line with an unbalanced quote or brace has none.
pub(super) fn openers(line: &str) -> Vec<Opener> {
    let Some(words) = words(line, true, true) else { return Vec::new() };
    words.into_iter().filter_map(|word| opener(&word.text, word.range).ok().flatten()).collect()
}

/// The heredoc that a word opens, if it does: digits, `<<`, an optional `-`, blanks, and a name without `<`.
pub(super) fn opener(word: &str, range: Range<usize>) -> Result<Option<Opener>, BadWord> {
    let rest = word.trim_start_matches(|character: char| character.is_ascii_digit());
    let Some(rest) = rest.strip_prefix("<<") else { return Ok(None) };
    let (rest, strip_tabs) = rest.strip_prefix('-').map_or((rest, false), |rest| (rest, true));
    let rest = rest.trim_start_matches(['\t', '\n', '\x0c', '\r', ' ']);
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let plain = words(rest, false, false).ok_or(BadWord)?;
    let [plain] = plain.as_slice() else { return Ok(None) };
    let raw = words(rest, true, false).ok_or(BadWord)?;
    let [raw] = raw.as_slice() else { return Err(BadWord) };
    let quotes = |text: &str| text.matches(['\'', '"']).count();
    let quoted = quotes(&plain.text) != quotes(&raw.text);
    Ok(Some(Opener { name: plain.text.clone(), range, quoted, strip_tabs }))
}

/// Whether what looks like an opener is a shift of the shell's arithmetic: `$(( 1 << 2 ))`.
pub(super) fn is_shift(line: &str, opener: &Opener) -> bool {
    let before = line.get(..opener.range.start).unwrap_or("");
    before.rfind("((").is_some_and(|open| !before.get(open..).unwrap_or("").contains("))"))
}

/// The edit that takes the blanks out of a shift, from the parentheses before it on, so that it is one word with them.
/// `None` when it is part of a longer expression or does not stand on one line.
pub(super) fn unspaced_shift(line: &Joined<'_>, opener: &Opener) -> Option<Vec<Edit>> {
    let text = line.text();
    let start = text.get(..opener.range.start)?.rfind("((")? + 2;
    let shift = start..opener.range.end;
    let glued: String = line.slice(shift.clone()).split([' ', '\t']).collect();
    let (left, right) = glued.split_once("<<")?;
    let is_operand = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_${}".contains(&byte))
    };
    let fits = is_operand(left) && is_operand(right) && line.is_contiguous(shift.clone());
    fits.then(|| vec![Edit { span: line.span(shift), text: glued }])
}

struct Word {
    text: String,
    range: Range<usize>,
}

/// Cuts a text into words as BuildKit's shell lexer does with no variable set. `None` when it refuses the text.
fn words(text: &str, raw_quotes: bool, raw_escapes: bool) -> Option<Vec<Word>> {
    let mut lexer = Lexer { text, at: 0, raw_quotes, words: Vec::new(), word: String::new(), start: None };
    lexer.top(raw_escapes)?;
    lexer.finish(text.len());
    Some(lexer.words)
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    raw_quotes: bool,
    words: Vec<Word>,
    word: String,
    start: Option<usize>,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn raw(&mut self, text: &str, from: usize) {
        self.start.get_or_insert(from);
        self.word.push_str(text);
    }

    fn finish(&mut self, end: usize) {
        if let Some(start) = self.start.take()
            && !self.word.is_empty()
        {
            self.words.push(Word { text: std::mem::take(&mut self.word), range: start..end });
        }
        self.word.clear();
    }

    fn top(&mut self, raw_escapes: bool) -> Option<()> {
        while let Some(character) = self.peek() {
            let from = self.at;
            match character {
                '\'' | '"' => {
                    let quoted = self.quoted(character, raw_escapes, 0)?;
                    self.raw(&quoted, from);
                }
                '$' => {
                    let expansion = self.dollar(0)?;
                    for character in expansion.chars() {
                        if character.is_whitespace() {
                            self.finish(self.at);
                        } else {
                            self.raw(character.encode_utf8(&mut [0; 4]), from);
                        }
                    }
                }
                '<' => {
                    self.less();
                    let text = self.text.get(from..self.at).unwrap_or("").to_owned();
                    self.raw(&text, from);
                }
                '\\' => {
                    self.next();
                    if raw_escapes {
                        self.raw("\\", from);
                    }
                    let Some(escaped) = self.next() else { break };
                    self.raw(escaped.encode_utf8(&mut [0; 4]), from);
                }
                _ => {
                    self.next();
                    if character.is_whitespace() {
                        self.finish(from);
                    } else {
                        self.raw(character.encode_utf8(&mut [0; 4]), from);
                    }
                }
            }
        }
        Some(())
    }

    /// Takes `<`, or `<<` and the blanks behind it.
    fn less(&mut self) {
        self.next();
        if self.peek() == Some('<') {
            self.next();
            while matches!(self.peek(), Some('\t' | '\r' | ' ')) {
                self.next();
            }
        }
    }

    fn quoted(&mut self, quote: char, raw_escapes: bool, depth: u32) -> Option<String> {
        let mut text = String::new();
        self.next();
        if self.raw_quotes {
            text.push(quote);
        }
        loop {
            match self.peek()? {
                character if character == quote => {
                    self.next();
                    if self.raw_quotes {
                        text.push(quote);
                    }
                    return Some(text);
                }
                '$' if quote == '"' => text.push_str(&self.dollar(depth)?),
                '\\' if quote == '"' => {
                    self.next();
                    if raw_escapes {
                        text.push('\\');
                    }
                    match self.peek() {
                        None => {}
                        Some(escaped @ ('"' | '$' | '\\')) => {
                            self.next();
                            text.push(escaped);
                        }
                        Some(_) => text.push('\\'),
                    }
                }
                character => {
                    self.next();
                    text.push(character);
                }
            }
        }
    }

    /// An expansion of a variable that is not set: its own text, as far as BuildKit keeps it.
    fn dollar(&mut self, depth: u32) -> Option<String> {
        self.next();
        if self.peek() != Some('{') {
            return Some(format!("${}", self.name()));
        }
        self.next();
        if depth >= MAX_HEREDOC_DEPTH || matches!(self.peek(), None | Some('{' | '}' | ':')) {
            return None;
        }
        let name = self.name();
        let operator = self.next()?;
        match operator {
            '}' => Some(format!("${{{name}}}")),
            ':' | '+' | '-' | '?' | '#' | '%' => {
                let mut operators = String::from(operator);
                let last = if operator == ':' { self.next()? } else { operator };
                if operator == ':' {
                    operators.push(last);
                }
                let raw = matches!(last, '#' | '%');
                if operator == ':' && raw {
                    return None;
                }
                let word = self.nested('}', raw, depth + 1)?;
                Some(format!("${{{name}{operators}{word}}}"))
            }
            '/' => {
                if self.peek() == Some('/') {
                    self.next();
                }
                let pattern = self.nested('/', true, depth + 1)?;
                let replacement = self.nested('}', true, depth + 1)?;
                Some(format!("${{{name}/{pattern}/{replacement}}}"))
            }
            _ => None,
        }
    }

    /// The text up to a stop character inside of `${…}`. BuildKit forgets what it had of the word outside.
    fn nested(&mut self, stop: char, raw_escapes: bool, depth: u32) -> Option<String> {
        self.word.clear();
        let mut text = String::new();
        loop {
            let from = self.at;
            match self.peek()? {
                character if character == stop => {
                    self.next();
                    return Some(text);
                }
                quote @ ('\'' | '"') => text.push_str(&self.quoted(quote, raw_escapes, depth)?),
                '$' => text.push_str(&self.dollar(depth)?),
                '<' => {
                    self.less();
                    text.push_str(self.text.get(from..self.at).unwrap_or(""));
                }
                '\\' => {
                    self.next();
                    if raw_escapes {
                        text.push('\\');
                    }
                    text.push(self.next()?);
                }
                character => {
                    self.next();
                    text.push(character);
                }
            }
        }
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(character) = self.peek() {
            if name.is_empty() && matches!(character, '@' | '*' | '#' | '?' | '-' | '$' | '!' | '0') {
                self.next();
                return character.into();
            }
            let digits_only = name.chars().next().is_some_and(|first| first.is_ascii_digit());
            let fits = if digits_only {
                character.is_ascii_digit()
            } else {
                character.is_alphanumeric() || character == '_'
            };
            if !fits {
                break;
            }
            self.next();
            name.push(character);
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<(String, bool, bool)> {
        openers(line).into_iter().map(|opener| (opener.name, opener.quoted, opener.strip_tabs)).collect()
    }

    #[test]
    fn finds_several_in_one_line() {
        let line = "RUN cat <<A >x && cat 3<<-'B' >y <<\"C\" << D";
        let expected = [("A", false, false), ("B", true, true), ("C", true, false), ("D", false, false)];
        assert_eq!(names(line), expected.map(|(name, quoted, strip)| (name.to_owned(), quoted, strip)));
        let first = openers(line).into_iter().next().map(|opener| opener.range);
        assert_eq!(first, Some(8..11));
    }

    #[test]
    fn here_strings_quotes_and_glued_shifts_are_none() {
        for line in ["RUN cat <<<x", "RUN echo '<<A'", "RUN echo \"<<A\"", "RUN echo $((1<<2))", "RUN a<<B"] {
            assert_eq!(names(line), [], "{line}");
        }
        assert_eq!(names("RUN echo $(( 1 << 2 ))").len(), 1);
    }

    #[test]
    fn a_line_with_an_open_quote_has_none() {
        assert_eq!(names("RUN echo it's <<A"), []);
        assert_eq!(names("RUN echo ${x <<A"), []);
        assert_eq!(names(&format!("RUN {} <<A", "${a:-".repeat(100_000))), []);
    }
}
