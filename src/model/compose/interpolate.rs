//! What a text will be once Compose has put variables in. Does not read an environment: variables are unknown, and
//! only their defaults stand in the file.

use crate::model::limits::MAX_DEFAULT_DEPTH;
use std::borrow::Cow;
use std::ops::Range;

/// A text with variables, as far as the file decides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interpolated<'t> {
    /// There is no variable in it.
    Known(Cow<'t, str>),
    /// What it is unless somebody sets a variable.
    Default(String),
    /// Nothing of it is known.
    Unknown,
    /// It starts and ends like this, with something unknown between.
    Partial {
        /// What stands before the first unknown part.
        prefix: String,
        /// What stands after the last unknown part.
        suffix: String,
    },
}

impl<'t> Interpolated<'t> {
    /// Reads a text by Compose's grammar: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:?error}`,
    /// `${NAME:+alternative}`, `$$`. A text that Compose refuses is unknown, as is one with a placeholder of a
    /// template engine or a reader: `{{ x }}`, `%NAME%`, `<NAME>`.
    pub fn read(text: &'t str) -> Interpolated<'t> {
        if !text.contains('$') {
            return match placeholder(text) {
                None => Interpolated::Known(Cow::Borrowed(text)),
                Some(hole) => Parts {
                    prefix: text.get(..hole.start).unwrap_or("").to_owned(),
                    suffix: Some(text.get(hole.end..).unwrap_or("").to_owned()),
                    defaulted: false,
                }
                .finish(),
            };
        }
        Reader::new(text).read().unwrap_or(Interpolated::Unknown)
    }

    /// The text, when it is known or has a default.
    pub fn known(&self) -> Option<&str> {
        match self {
            Interpolated::Known(text) => Some(text),
            Interpolated::Default(text) => Some(text),
            Interpolated::Unknown | Interpolated::Partial { .. } => None,
        }
    }

    /// What the text starts with for certain, or by default.
    pub fn prefix(&self) -> &str {
        match self {
            Interpolated::Partial { prefix, .. } => prefix,
            other => other.known().unwrap_or(""),
        }
    }
}

/// The variables in a text that Compose takes from the host, for which it has no default, each with its place. What is
/// only read when another one is set is not among them.
pub(super) fn host_variables(text: &str) -> Vec<(&str, Range<usize>)> {
    if !text.contains('$') {
        return Vec::new();
    }
    let mut reader = Reader::new(text);
    let _ = reader.read();
    reader.bare
}

/// The range of the first placeholder that something other than Compose fills in.
fn placeholder(text: &str) -> Option<Range<usize>> {
    if let Some(start) = text.find("{{") {
        let end = text.rfind("}}").filter(|end| *end > start).map_or(text.len(), |end| end + 2);
        return Some(start..end);
    }
    for (open, close) in [('%', '%'), ('<', '>')] {
        let Some(start) = text.find(open) else { continue };
        let inside = text.get(start + 1..).unwrap_or("");
        let Some(length) = inside.find(close) else { continue };
        let name = inside.get(..length).unwrap_or("");
        let is_word = |character: char| character.is_ascii_alphanumeric() || "_- .".contains(character);
        let shouted = open == '<'
            || !name.contains(|character: char| character.is_ascii_lowercase() || character == ' ');
        let starts = name.starts_with(|character: char| character.is_ascii_alphabetic());
        if starts && shouted && name.chars().all(is_word) {
            return Some(start..start + length + 2);
        }
    }
    None
}

/// A text that is being put together.
#[derive(Default)]
struct Parts {
    prefix: String,
    /// What follows the last unknown part, once there is one.
    suffix: Option<String>,
    defaulted: bool,
}

impl Parts {
    fn push(&mut self, text: &str) {
        self.suffix.as_mut().unwrap_or(&mut self.prefix).push_str(text);
    }

    fn push_unknown(&mut self) {
        self.suffix = Some(String::new());
    }

    fn append(&mut self, other: Parts) {
        self.push(&other.prefix);
        self.defaulted |= other.defaulted;
        if other.suffix.is_some() {
            self.suffix = other.suffix;
        }
    }

    fn finish<'t>(self) -> Interpolated<'t> {
        match self.suffix {
            None if self.defaulted => Interpolated::Default(self.prefix),
            None => Interpolated::Known(Cow::Owned(self.prefix)),
            Some(suffix) if self.prefix.is_empty() && suffix.is_empty() => Interpolated::Unknown,
            Some(suffix) => Interpolated::Partial { prefix: self.prefix, suffix },
        }
    }
}

/// What a text inside of braces is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Whole,
    Default,
    /// An error message or an alternative: what the variable becomes does not depend on it alone.
    Other,
}

struct Frame {
    purpose: Purpose,
    parts: Parts,
    /// Braces of the text itself that are open.
    braces: u32,
}

impl Frame {
    fn new(purpose: Purpose) -> Frame {
        Frame { purpose, parts: Parts::default(), braces: 0 }
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    frames: Vec<Frame>,
    /// The variables without a default, each with its place.
    bare: Vec<(&'t str, Range<usize>)>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Reader<'t> {
        Reader { text, at: 0, frames: vec![Frame::new(Purpose::Whole)], bare: Vec::new() }
    }

    /// Reads to the end; `None` for what Compose refuses and for too deep a nesting.
    fn read(&mut self) -> Option<Interpolated<'t>> {
        while let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) {
            let nested = self.frames.len() > 1;
            let frame = self.frames.last_mut()?;
            let special = |character: char| character == '$' || nested && matches!(character, '{' | '}');
            let length = rest.find(special).unwrap_or(rest.len());
            frame.parts.push(rest.get(..length)?);
            self.at += length;
            match rest.as_bytes().get(length) {
                None => break,
                Some(b'$') => self.variable()?,
                Some(b'{') => {
                    frame.braces += 1;
                    frame.parts.push("{");
                    self.at += 1;
                }
                Some(_) => {
                    self.at += 1;
                    if frame.braces > 0 {
                        frame.braces -= 1;
                        frame.parts.push("}");
                    } else {
                        self.close()?;
                    }
                }
            }
        }
        let whole = self.frames.pop().filter(|frame| frame.purpose == Purpose::Whole)?;
        Some(whole.parts.finish())
    }

    /// Reads what starts with a dollar sign.
    fn variable(&mut self) -> Option<()> {
        let rest = self.text.get(self.at + 1..)?;
        let frame = self.frames.last_mut()?;
        if rest.starts_with('$') {
            frame.parts.push("$");
            self.at += 2;
            return Some(());
        }
        let Some(braced) = rest.strip_prefix('{') else {
            let name = name_length(rest);
            match name {
                0 => frame.parts.push("$"),
                _ => {
                    frame.parts.push_unknown();
                    self.note_bare(rest.get(..name)?, self.at + 1 + name);
                }
            }
            self.at += 1 + name;
            return Some(());
        };
        let name = name_length(braced);
        if name == 0 {
            return None;
        }
        let after = braced.get(name..)?;
        let start = self.at + 2 + name;
        if after.starts_with('}') {
            frame.parts.push_unknown();
            self.note_bare(braced.get(..name)?, start + 1);
            self.at = start + 1;
            return Some(());
        }
        let operator = after.strip_prefix(':').unwrap_or(after);
        let purpose = match operator.bytes().next()? {
            b'-' => Purpose::Default,
            b'?' | b'+' => Purpose::Other,
            _ => return None,
        };
        if self.frames.len() > MAX_DEFAULT_DEPTH {
            return None;
        }
        self.frames.push(Frame::new(purpose));
        self.at = start + (after.len() - operator.len()) + 1;
        Some(())
    }

    /// Notes a variable without a default that starts here and ends at `end`.
    fn note_bare(&mut self, name: &'t str, end: usize) {
        if self.frames.iter().all(|frame| frame.purpose != Purpose::Other) {
            self.bare.push((name, self.at..end));
        }
    }

    /// Ends a variable at its brace.
    fn close(&mut self) -> Option<()> {
        let inner = self.frames.pop()?;
        let outer = self.frames.last_mut()?;
        match inner.purpose {
            Purpose::Default => {
                outer.parts.append(inner.parts);
                outer.parts.defaulted = true;
            }
            Purpose::Other | Purpose::Whole => outer.parts.push_unknown(),
        }
        Some(())
    }
}

/// How many bytes of a text are the name of a variable.
fn name_length(text: &str) -> usize {
    if !text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') {
        return 0;
    }
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partial<'t>(prefix: &str, suffix: &str) -> Interpolated<'t> {
        Interpolated::Partial { prefix: prefix.to_owned(), suffix: suffix.to_owned() }
    }

    #[test]
    fn variables_are_unknown_and_defaults_are_read() {
        use Interpolated::{Default, Known, Unknown};
        let cases = [
            ("plain", Known("plain".into())),
            ("$$x", Known("$x".into())),
            ("a $ b", Known("a $ b".into())),
            ("100$", Known("100$".into())),
            ("$TAG", Unknown),
            ("${TAG}", Unknown),
            ("${TAG:?needed}", Unknown),
            ("${TAG:+x}", Unknown),
            ("nginx:${TAG}", partial("nginx:", "")),
            ("a${B}c$D-e", partial("a", "-e")),
            ("nginx:${TAG:-1.27}", Default("nginx:1.27".into())),
            ("${A-x}${B:-}", Default("x".into())),
            ("${A:-${B:-c}d}", Default("cd".into())),
            ("${A:-${B}d}", partial("", "d")),
            ("${A:-{\"k\": 1}}", Default("{\"k\": 1}".into())),
            ("${A:-a-b:?c}", Default("a-b:?c".into())),
            ("${A:-$$x}", Default("$x".into())),
            ("${}", Unknown),
            ("${A b}", Unknown),
            ("${A:-b", Unknown),
            ("x}", Known("x}".into())),
            ("x}$$", Known("x}$".into())),
        ];
        for (text, expected) in cases {
            assert_eq!(Interpolated::read(text), expected, "{text}");
        }
    }

    #[test]
    fn variables_of_the_host_have_no_default() {
        let names = |text: &'static str| {
            host_variables(text).into_iter().map(|(name, range)| (name, &text[range])).collect::<Vec<_>>()
        };
        assert_eq!(names("a $B ${C} $$D ${E:-f} $1 ${"), [("B", "$B"), ("C", "${C}")]);
        assert_eq!(names("$$$F $"), [("F", "$F")]);
        assert_eq!(names("${A:-x${B}} ${C:+$C} ${D:?set $E}"), [("B", "${B}")]);
    }

    #[test]
    fn placeholders_of_templates_are_unknown() {
        assert_eq!(Interpolated::read("{{ image }}"), Interpolated::Unknown);
        assert_eq!(Interpolated::read("%PASSWORD%"), Interpolated::Unknown);
        assert_eq!(Interpolated::read("<YOUR PASSWORD>"), Interpolated::Unknown);
        assert_eq!(Interpolated::read("x:{{ tag }}-y"), partial("x:", "-y"));
        for text in ["50% of 10%", "a < b > c", "%s", "date +%H:%M", "<>"] {
            assert_eq!(Interpolated::read(text).known(), Some(text));
        }
    }

    #[test]
    fn deep_nesting_is_unknown_not_a_crash() {
        let deep = format!("{}x{}", "${A:-".repeat(100_000), "}".repeat(100_000));
        assert_eq!(Interpolated::read(&deep), Interpolated::Unknown);
    }
}
