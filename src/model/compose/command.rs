//! Commands of a service: its own, that of its health check, those of its hooks. Knows no shell.

use super::environment::name_length;
use super::hash::torn_hash;
use super::interpolate::host_variables;
use super::leaf::{Fields, Leaf};
use super::part::Part;
use super::short::command_end;
use crate::source::Span;
use crate::syntax::yaml::Value;

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

impl<'t> Leaf<'t> {
    /// The variables in it that are read on the host and have no default, each with its place.
    pub fn host_variables(&self) -> impl Iterator<Item = (&'t str, Span)> {
        host_variables(self.raw).into_iter().map(|(name, range)| (name, self.span_of(range)))
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
