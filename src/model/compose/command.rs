//! Commands of a service: its own, that of its health check, those of its hooks. Knows no shell.

use super::environment::name_length;
use super::leaf::{Fields, Leaf};
use super::part::Part;
use super::short::command_end;
use crate::source::Span;
use crate::syntax::yaml::Value;
use std::ops::Range;

/// A command that a service or its engine runs.
#[derive(Debug)]
pub struct Command<'t> {
    /// The key that it stands under; of a hook that of the hook.
    pub key: &'static str,
    /// Who reads it.
    pub form: Form,
    /// Its words in a list, or the one text that it is.
    pub words: Vec<Leaf<'t>>,
    /// The same as they are written.
    pub values: Vec<Value<'t>>,
}

/// Who reads a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Nobody: a list whose words become the arguments of a program.
    Words,
    /// Compose, which splits it into words.
    Line,
    /// A shell in the container.
    Shell,
}

impl<'t> Command<'t> {
    /// The commands of a service, with those of its hooks, of which each has a key and what is written under it.
    pub(super) fn read_all(
        fields: &Fields<'t>,
        hooks: impl Iterator<Item = (&'static str, Part<'t>)>,
    ) -> Vec<Command<'t>> {
        let own = ["entrypoint", "command"].into_iter();
        let own = own.filter_map(|key| Some(Command::read(key, fields.value(key)?)));
        let test = fields.value("healthcheck").and_then(|check| Command::of_check(check.get("test")?));
        let hooks = hooks.filter_map(|(event, hook)| Some(Command::read(event, hook.get("command")?)));
        own.chain(test).chain(hooks).filter(|command| !command.words.is_empty()).collect()
    }

    fn read(key: &'static str, part: Part<'t>) -> Command<'t> {
        let (form, parts) = match part.is_sequence() {
            true => (Form::Words, part.items()),
            false => (Form::Line, vec![part]),
        };
        let (words, values) =
            parts.into_iter().filter_map(|part| Some((Leaf::read(part)?, part.value()?))).unzip();
        Command { key, form, words, values }
    }

    fn of_check(test: Part<'t>) -> Option<Command<'t>> {
        let mut command = Command::read("test", test);
        if command.form == Form::Line {
            return Some(Command { form: Form::Shell, ..command });
        }
        command.form = match command.words.first()?.known()? {
            "CMD" => Form::Words,
            "CMD-SHELL" => Form::Shell,
            _ => return None,
        };
        command.words.remove(0);
        command.values.remove(0);
        Some(command)
    }

    /// Where Compose stops to read a text: at the first sign that only a shell knows. `None` for lists, and for texts
    /// that are read to their end or not known.
    pub fn cut(&self) -> Option<Span> {
        let line =
            self.words.first().filter(|line| self.form == Form::Line && line.known() == Some(line.raw))?;
        let start = command_end(line.raw)?;
        let rest = line.raw.get(start..)?;
        let length = rest.bytes().take_while(|byte| b"&|;<>".contains(byte)).count();
        Some(line.span_of(start..start + length))
    }
}

/// The variables in a text that Compose takes from the host, for which it has no default, each with its place.
pub(super) fn host_variables(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find('$')?;
            let rest = text.get(start + 1..)?;
            let (skip, braced) = (usize::from(rest.starts_with('$')), usize::from(rest.starts_with('{')));
            let name = rest.get(braced..).map_or(0, name_length);
            let from = start + 1 + braced;
            at = from + skip + name;
            let is_whole = braced == 0 || text.get(at..).is_some_and(|rest| rest.starts_with('}'));
            if skip == 0 && name > 0 && is_whole {
                at += braced;
                return Some((text.get(from..from + name)?, start..at));
            }
        }
    })
}

impl<'t> Leaf<'t> {
    /// The variables in it that are read on the host and have no default, each with its place.
    pub fn host_variables(&self) -> impl Iterator<Item = (&'t str, Span)> {
        host_variables(self.raw).map(|(name, range)| (name, self.span_of(range)))
    }

    /// A hash of a password of which Compose takes a part for a variable: its place.
    pub fn torn_hash(&self) -> Option<Span> {
        torn_hash(self.raw).map(|range| self.span_of(range))
    }

    /// The dollar signs of that hash, each as the empty place before it; `None` when it is not written letter by
    /// letter.
    pub fn dollars_of_hash(&self) -> Option<Vec<Span>> {
        let range = torn_hash(self.raw).filter(|_| self.is_exact())?;
        let signs = self.raw.get(range.clone())?.match_indices('$');
        Some(signs.map(|(at, _)| self.span_of(range.start + at..range.start + at)).collect())
    }

    /// Whether a variable of the host is asked for in it, with a default or without.
    pub fn mentions(&self, name: &str) -> bool {
        self.raw.match_indices('$').any(|(at, _)| {
            let rest = self.raw.get(at + 1..).unwrap_or("");
            let rest = rest.strip_prefix('{').unwrap_or(rest);
            rest.get(..name_length(rest)) == Some(name)
        })
    }

    /// The name of a variable of the container, when the text is nothing else: `$$NAME`.
    pub fn container_variable(&self) -> Option<&'t str> {
        let rest = self.raw.strip_prefix("$$")?;
        let name = rest.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(rest);
        (!name.is_empty() && name_length(name) == name.len()).then_some(name)
    }
}

/// What the schemes of `crypt` and its like put between the first two dollar signs of a hash.
const SCHEMES: &[&str] = &[
    "1",
    "2",
    "2a",
    "2b",
    "2x",
    "2y",
    "5",
    "6",
    "7",
    "y",
    "gy",
    "apr1",
    "argon2d",
    "argon2i",
    "argon2id",
    "bcrypt-sha256",
    "pbkdf2",
    "pbkdf2-sha1",
    "pbkdf2-sha256",
    "pbkdf2-sha512",
    "scrypt",
    "sha1",
];

/// The shortest thing that is taken for a hash: `$1$`, salt and hash have more.
const MIN_HASH: usize = 20;

/// The first hash of a text in which a dollar sign is followed by what Compose takes for a variable.
fn torn_hash(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    loop {
        let start = at + text.get(at..)?.find('$')?;
        let rest = text.get(start..)?;
        let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"$./=+,-_".contains(&byte);
        let length = rest.bytes().take_while(|byte| is_part(*byte)).count();
        let hash = rest.get(..length)?;
        let mut fields = hash.get(1..)?.split('$');
        let is_hash = length >= MIN_HASH && fields.next().is_some_and(|scheme| SCHEMES.contains(&scheme));
        if is_hash && !hash.contains("$$") && host_variables(hash).next().is_some() {
            return Some(start..start + length);
        }
        at = start + length.max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_found_that_lose_a_part() {
        for (text, expected) in [
            ("$2b$12$coPqWk5Yc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbbbbb", true),
            ("user:$apr1$Zx8y1p2q$Abcdefghijklmnopqrstu1", true),
            ("$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA", true),
            ("$2b$12$1./WkYc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", false),
            ("$$2b$$12$$coPqWk5Yc1sCCy8Kq0aaaOjbbbbbbbbbbbbbbbbbbbbbbbbb", false),
            ("$HOME/bin:$PATH:/usr/local/sbin:/usr/sbin", false),
            ("$6$x", false),
            ("${HASH:-$apr1$abc}", false),
        ] {
            assert_eq!(torn_hash(text).is_some(), expected, "{text}");
        }
    }

    #[test]
    fn variables_of_the_host_have_no_default() {
        let names = |text: &'static str| {
            host_variables(text).map(|(name, range)| (name, &text[range])).collect::<Vec<_>>()
        };
        assert_eq!(names("a $B ${C} $$D ${E:-f} $1 ${"), [("B", "$B"), ("C", "${C}")]);
        assert_eq!(names("$$$F $"), [("F", "$F")]);
    }
}
