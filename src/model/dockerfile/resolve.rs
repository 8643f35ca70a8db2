//! Words with variables: what BuildKit makes of them, as far as the file decides it. Knows the grammar of
//! `frontend/dockerfile/shell`; does not know where variables come from.

use crate::model::limits::{MAX_MATCHED_TEXT, MAX_PATTERN, MAX_SUBSTITUTION_DEPTH, MAX_VALUE};
use std::borrow::Cow;

use super::pattern::Pattern;

/// What a word comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved<'s> {
    /// This text, unless somebody passes other build arguments.
    Known(Cow<'s, str>),
    /// It starts and ends like this, with something unknown between.
    Partial {
        /// What stands before the first unknown part.
        prefix: String,
        /// What stands after the last unknown part.
        suffix: String,
    },
    /// Nothing of it is known.
    Unknown,
}

impl Resolved<'_> {
    /// The text, when all of it is known.
    pub fn known(&self) -> Option<&str> {
        match self {
            Resolved::Known(text) => Some(text),
            _ => None,
        }
    }

    /// What it certainly starts with.
    pub fn prefix(&self) -> &str {
        match self {
            Resolved::Known(text) => text,
            Resolved::Partial { prefix, .. } => prefix,
            Resolved::Unknown => "",
        }
    }

    /// The same, owned.
    pub fn into_owned(self) -> Resolved<'static> {
        match self {
            Resolved::Known(text) => Resolved::Known(Cow::Owned(text.into_owned())),
            Resolved::Partial { prefix, suffix } => Resolved::Partial { prefix, suffix },
            Resolved::Unknown => Resolved::Unknown,
        }
    }
}

/// What is known of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Variable {
    /// It has a value, in whole or in part.
    Value(Resolved<'static>),
    /// It is declared without a value: empty unless somebody passes one.
    Open,
    /// The file says nothing of it; the base image or the builder may.
    Foreign,
}

/// Resolves a word: quotes are taken off, `$name` and `${…}` replaced, and the escape character protects.
pub fn resolve<'s>(word: &Cow<'s, str>, escape: char, look_up: &dyn Fn(&str) -> Variable) -> Resolved<'s> {
    let special = |c: char| matches!(c, '$' | '"' | '\'') || c == escape;
    if !word.contains(special) {
        return Resolved::Known(word.clone());
    }
    let mut reader = Reader { text: word, at: 0, escape, look_up };
    reader.word(None, 0).finish()
}

/// Known and unknown pieces, put together.
#[derive(Default)]
struct Pieces {
    prefix: String,
    suffix: String,
    is_partial: bool,
    is_lost: bool,
}

impl Pieces {
    fn push_str(&mut self, text: &str) {
        let end = if self.is_partial { &mut self.suffix } else { &mut self.prefix };
        if end.len() + text.len() > MAX_VALUE {
            self.is_lost = true;
            return;
        }
        end.push_str(text);
    }

    fn push_unknown(&mut self) {
        self.is_partial = true;
        self.suffix.clear();
    }

    fn push(&mut self, value: &Resolved<'_>) {
        match value {
            Resolved::Known(text) => self.push_str(text),
            Resolved::Partial { prefix, suffix } => {
                self.push_str(prefix);
                self.push_unknown();
                self.push_str(suffix);
            }
            Resolved::Unknown => self.push_unknown(),
        }
    }

    fn finish(self) -> Resolved<'static> {
        if self.is_lost {
            return Resolved::Unknown;
        }
        match (self.is_partial, self.prefix.is_empty() && self.suffix.is_empty()) {
            (false, _) => Resolved::Known(Cow::Owned(self.prefix)),
            (true, true) => Resolved::Unknown,
            (true, false) => Resolved::Partial { prefix: self.prefix, suffix: self.suffix },
        }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    escape: char,
    look_up: &'t dyn Fn(&str) -> Variable,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Reads to the end, or to a closing character outside of quotes, which is taken.
    fn word(&mut self, close: Option<char>, depth: usize) -> Pieces {
        let mut out = Pieces::default();
        while let Some(next) = self.next() {
            match next {
                _ if Some(next) == close => return out,
                '\'' => self.single_quoted(&mut out),
                '"' => self.double_quoted(&mut out, depth),
                '$' => self.dollar(&mut out, depth),
                _ if next == self.escape => match self.next() {
                    Some(escaped) => out.push_str(escaped.encode_utf8(&mut [0; 4])),
                    None => out.push_str(next.encode_utf8(&mut [0; 4])),
                },
                _ => out.push_str(next.encode_utf8(&mut [0; 4])),
            }
        }
        out
    }

    fn single_quoted(&mut self, out: &mut Pieces) {
        while let Some(next) = self.next() {
            if next == '\'' {
                return;
            }
            out.push_str(next.encode_utf8(&mut [0; 4]));
        }
    }

    fn double_quoted(&mut self, out: &mut Pieces, depth: usize) {
        while let Some(next) = self.next() {
            match next {
                '"' => return,
                '$' => self.dollar(out, depth),
                _ if next == self.escape => match self.peek() {
                    Some(quoted @ ('"' | '$')) => {
                        self.next();
                        out.push_str(quoted.encode_utf8(&mut [0; 4]));
                    }
                    Some(quoted) if quoted == self.escape => {
                        self.next();
                        out.push_str(quoted.encode_utf8(&mut [0; 4]));
                    }
                    _ => out.push_str(next.encode_utf8(&mut [0; 4])),
                },
                _ => out.push_str(next.encode_utf8(&mut [0; 4])),
            }
        }
    }

    /// What follows a `$`.
    fn dollar(&mut self, out: &mut Pieces, depth: usize) {
        match self.peek() {
            Some('{') if depth >= MAX_SUBSTITUTION_DEPTH => {
                self.at = self.text.len();
                out.push_unknown();
            }
            Some('{') => {
                self.next();
                out.push(&self.braces(depth + 1));
            }
            Some(first) if is_name_start(first) => {
                let name = self.name();
                out.push(&bare((self.look_up)(&name)));
            }
            // No ENV or ARG can set `$1`, `$@` and the like: nothing stands in their place.
            Some('0'..='9') => {
                while self.peek().is_some_and(|next| next.is_ascii_digit()) {
                    self.next();
                }
            }
            Some('@' | '*' | '#' | '?' | '-' | '!') => {
                self.next();
            }
            _ => out.push_str("$"),
        }
    }

    fn name(&mut self) -> String {
        let rest = self.text.get(self.at..).unwrap_or("");
        let end = rest.find(|c: char| !is_name(c)).unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or("").to_owned();
        self.at += end;
        name
    }

    /// The rest of `${…}`.
    fn braces(&mut self, depth: usize) -> Resolved<'static> {
        let name = self.name();
        let value = (self.look_up)(&name);
        match self.next() {
            Some('}') if !name.is_empty() => bare(value),
            Some(':') => match self.next() {
                Some(operator @ ('-' | '+' | '?')) => {
                    let word = self.word(Some('}'), depth).finish();
                    choose(value, operator, true, word)
                }
                _ => self.unknown(depth),
            },
            Some(operator @ ('-' | '+' | '?')) => {
                let word = self.word(Some('}'), depth).finish();
                choose(value, operator, false, word)
            }
            Some(operator @ ('#' | '%')) => {
                let greedy = self.peek() == Some(operator);
                if greedy {
                    self.next();
                }
                let pattern = self.word(Some('}'), depth).finish();
                trimmed(&value, operator, greedy, &pattern)
            }
            Some('/') => {
                let all = self.peek() == Some('/');
                if all {
                    self.next();
                }
                let pattern = self.word(Some('/'), depth).finish();
                let replacement = self.word(Some('}'), depth).finish();
                replaced(&value, all, &pattern, &replacement)
            }
            _ => self.unknown(depth),
        }
    }

    /// A substitution of a form that BuildKit does not have: skipped.
    fn unknown(&mut self, depth: usize) -> Resolved<'static> {
        self.word(Some('}'), depth);
        Resolved::Unknown
    }
}

fn is_name_start(c: char) -> bool {
    c.is_ascii_alphabetic() || c == '_'
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// `$name`.
fn bare(value: Variable) -> Resolved<'static> {
    match value {
        Variable::Value(value) => value,
        Variable::Open | Variable::Foreign => Resolved::Unknown,
    }
}

/// `${name-word}`, `${name+word}`, `${name?word}` and the forms with a colon, which treat empty as unset.
fn choose(value: Variable, operator: char, colon: bool, word: Resolved<'static>) -> Resolved<'static> {
    let is_set = match &value {
        Variable::Value(Resolved::Known(text)) => Some(!(colon && text.is_empty())),
        Variable::Value(_) => Some(true),
        // Nobody passes it, as far as the file goes: the default is what applies.
        Variable::Open => Some(false),
        Variable::Foreign => None,
    };
    match (operator, is_set) {
        ('-', Some(true)) => bare(value),
        ('-', Some(false)) => word,
        ('+', Some(true)) => word,
        ('+', Some(false)) => Resolved::Known(Cow::Borrowed("")),
        ('?', Some(true)) => bare(value),
        _ => Resolved::Unknown,
    }
}

/// A value and a pattern that are known and short enough to be matched.
fn matchable<'v>(value: &'v Variable, pattern: &Resolved<'_>) -> Option<(&'v str, Pattern)> {
    let Variable::Value(Resolved::Known(text)) = value else { return None };
    let pattern =
        pattern.known().filter(|pattern| pattern.len() <= MAX_PATTERN && text.len() <= MAX_MATCHED_TEXT)?;
    Some((text, Pattern::parse(pattern)?))
}

/// `${name#pattern}`, `##`, `%`, `%%`.
fn trimmed(value: &Variable, operator: char, greedy: bool, pattern: &Resolved<'_>) -> Resolved<'static> {
    let Some((text, pattern)) = matchable(value, pattern) else { return Resolved::Unknown };
    let kept = match operator {
        '#' => pattern.trim_prefix(text, greedy),
        _ => pattern.trim_suffix(text, greedy),
    };
    Resolved::Known(Cow::Owned(kept))
}

/// `${name/pattern/replacement}`, and `//` for every match.
fn replaced(
    value: &Variable,
    all: bool,
    pattern: &Resolved<'_>,
    replacement: &Resolved<'_>,
) -> Resolved<'static> {
    let (Some((text, pattern)), Some(replacement)) = (matchable(value, pattern), replacement.known()) else {
        return Resolved::Unknown;
    };
    // A replacement for every character is the longest result there can be.
    if (text.len() + 1).saturating_mul(replacement.len() + 1) > MAX_VALUE {
        return Resolved::Unknown;
    }
    Resolved::Known(Cow::Owned(pattern.replace(text, replacement, all)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(word: &str) -> Option<String> {
        let look_up = |name: &str| match name {
            "A" => Variable::Value(Resolved::Known("one.two.three".into())),
            "E" => Variable::Value(Resolved::Known("".into())),
            "OPEN" => Variable::Open,
            _ => Variable::Foreign,
        };
        resolve(&Cow::Borrowed(word), '\\', &look_up).known().map(str::to_owned)
    }

    #[test]
    fn every_form_of_substitution_is_known() {
        for (word, text) in [
            ("$A", "one.two.three"),
            ("x${A}y", "xone.two.threey"),
            ("${E:-d}", "d"),
            ("${E-d}", ""),
            ("${OPEN:-a${A}b}", "aone.two.threeb"),
            ("${A:+set}", "set"),
            ("${OPEN:+set}", ""),
            ("${A#*.}", "two.three"),
            ("${A##*.}", "three"),
            ("${A%.*}", "one.two"),
            ("${A%%.*}", "one"),
            ("${A/./-}", "one-two.three"),
            ("${A//./-}", "one-two-three"),
            ("'$A'", "$A"),
            ("\"$A\"", "one.two.three"),
            ("\\$A", "$A"),
            ("a$", "a$"),
        ] {
            assert_eq!(known(word).as_deref(), Some(text), "{word}");
        }
        for word in ["$OPEN", "${X}", "${X:-d}", "${A?}${X}", "${A", "${A!}"] {
            let result = known(word);
            assert!(result.is_none() || word == "${A", "{word}: {result:?}");
        }
    }

    #[test]
    fn known_ends_of_an_unknown_word_are_kept() {
        let foreign = |_: &str| Variable::Foreign;
        let resolved = resolve(&Cow::Borrowed("a/$X:1"), '\\', &foreign);
        assert_eq!(resolved, Resolved::Partial { prefix: "a/".into(), suffix: ":1".into() });
    }

    #[test]
    fn nesting_is_bounded() {
        let foreign = |_: &str| Variable::Open;
        let word = format!("{}x{}", "${A:-".repeat(10_000), "}".repeat(10_000));
        assert_eq!(resolve(&Cow::Owned(word), '\\', &foreign), Resolved::Unknown);
    }
}
