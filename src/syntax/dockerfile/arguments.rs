//! From a logical line to an instruction with flags and typed arguments. What BuildKit's parser refuses while it
//! cuts the arguments is found here; what its decoder refuses, in `check`.

use std::borrow::Cow;
use std::ops::Range;

use super::check;
use super::json::{self, Array};
use super::quoted;
use super::shape::{Fault, Shape};
use super::tree::{Argument, Arguments, CommandLine, Flag, Healthcheck, Instruction, Keyword, Pair, Word};
use super::words::{self, RawFlag};
use crate::finding::{Problem, ProblemKind};
use crate::source::Span;
use crate::syntax::joined::Joined;

/// An instruction without its heredocs, what is wrong with it, and of how many words it is.
pub(super) struct Parsed<'s> {
    pub instruction: Instruction<'s>,
    pub problems: Vec<Problem>,
    pub words: u32,
}

/// Reads a logical line. `span` is where its physical lines stand.
pub(super) fn parse<'s>(line: Joined<'s>, span: Span, escape: char) -> Parsed<'s> {
    let mut reader = Reader { line: &line, escape, problems: Vec::new(), words: 0 };
    let whole = words::trim(line.text(), 0..line.text().len());
    let mut head = reader.head(whole);
    let mut onbuild = None;
    if head.keyword == Keyword::Onbuild && !head.rest.is_empty() {
        onbuild = Some(head.name.span);
        check::flags(Keyword::Onbuild, &head.flags, &mut reader.problems);
        head = reader.head(head.rest);
        check::trigger(head.keyword, &head.name, &mut reader.problems);
    }
    let (arguments, shape) = reader.arguments(head.keyword, head.rest.clone());
    let Reader { mut problems, words, .. } = reader;
    let Head { keyword, name, flags, rest } = head;
    let mut instruction = Instruction {
        keyword,
        name,
        onbuild,
        span,
        flags,
        arguments,
        heredocs: Vec::new(),
        line,
        rest,
        broken: false,
    };
    // BuildKit keeps a trigger as text and decodes it only when it runs.
    if instruction.onbuild.is_none() && problems.is_empty() {
        check::decode(&instruction, shape, &mut problems);
    }
    instruction.broken = !problems.is_empty() || matches!(shape, Shape::Wrong(_));
    Parsed { instruction, problems, words }
}

/// Keyword, flags and where the rest stands.
struct Head<'s> {
    keyword: Keyword,
    name: Word<'s>,
    flags: Vec<Flag<'s>>,
    rest: Range<usize>,
}

struct Reader<'a, 's> {
    line: &'a Joined<'s>,
    escape: char,
    problems: Vec<Problem>,
    words: u32,
}

impl<'s> Reader<'_, 's> {
    fn head(&mut self, range: Range<usize>) -> Head<'s> {
        let text = self.line.text();
        let (name, rest) = words::split_first(text, range.clone());
        let keyword = Keyword::parse(self.line.slice(name.clone()));
        let name = self.word(name);
        let rest = rest.unwrap_or(range.end..range.end);
        let (flags, start) = words::split_flags(text, rest.clone(), self.escape);
        let flags = flags.into_iter().map(|flag| self.flag(flag)).collect();
        Head { keyword, name, flags, rest: words::trim(text, start..rest.end) }
    }

    fn word(&mut self, range: Range<usize>) -> Word<'s> {
        self.words = self.words.saturating_add(1);
        Word { text: self.line.part(range.clone()), span: self.line.span(range) }
    }

    fn words(&mut self, ranges: Vec<Range<usize>>) -> Vec<Word<'s>> {
        ranges.into_iter().map(|range| self.word(range)).collect()
    }

    /// A flag of its raw form. Where quotes or escapes were taken out, the text of name and value is not the one in
    /// the file, but their places still are.
    fn flag(&mut self, flag: RawFlag) -> Flag<'s> {
        let RawFlag { range, text } = flag;
        let raw = self.line.slice(range.clone());
        let equals = raw.find('=').map_or(range.end, |at| range.start + at);
        let name_range = range.start + 2..equals.max(range.start + 2);
        let value_range = (equals + 1).min(range.end)..range.end;
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text.as_str(), None),
        };
        let name = name.strip_prefix("--").unwrap_or(name);
        let name = self.cooked(name, name_range);
        let value = value.map(|value| self.cooked(value, value_range));
        Flag { name, value, span: self.line.span(range) }
    }

    fn cooked(&mut self, text: &str, range: Range<usize>) -> Word<'s> {
        self.words = self.words.saturating_add(1);
        let span = self.line.span(range.clone());
        let part = self.line.part(range);
        let text = if part == text { part } else { Cow::Owned(text.to_owned()) };
        Word { text, span }
    }

    fn syntax(&mut self, at: Span, message: impl Into<String>, help: &str) {
        let problem = Problem::new(ProblemKind::DockerfileSyntax, at, message);
        self.problems.push(problem.help(help));
    }

    fn arguments(&mut self, keyword: Keyword, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        match keyword {
            Keyword::From => self.from(rest),
            Keyword::Arg => self.arg(rest),
            Keyword::Env | Keyword::Label => self.pairs(keyword, rest),
            Keyword::Copy | Keyword::Add => self.paths(rest),
            Keyword::Run | Keyword::Cmd | Keyword::Entrypoint => {
                (Arguments::Command(self.command_line(rest)), Shape::Fine)
            }
            Keyword::Shell => self.shell(rest),
            Keyword::Healthcheck => self.healthcheck(rest),
            Keyword::Expose => self.expose(rest),
            Keyword::Volume => self.volume(rest),
            Keyword::User | Keyword::Workdir | Keyword::Stopsignal | Keyword::Maintainer => {
                self.text(keyword, rest)
            }
            Keyword::Onbuild => {
                let shape = Fault::shape(
                    None,
                    "ONBUILD has no instruction to keep",
                    "add the instruction, or remove it",
                );
                (Arguments::Nothing, shape)
            }
            Keyword::Unknown => (Arguments::Nothing, Shape::Fine),
        }
    }

    fn from(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        const HELP: &str = "write `FROM image` or `FROM image AS name`";
        let ranges = words::split_blanks(self.line.text(), rest);
        let mut words = self.words(ranges).into_iter();
        let Some(image) = words.next() else {
            return (Arguments::Nothing, Fault::shape(None, "FROM names no image", HELP));
        };
        let (shape, name) = match (words.next(), words.next(), words.next()) {
            (None, ..) => (Shape::Fine, None),
            (Some(word), Some(name), None) if word.text.eq_ignore_ascii_case("as") => {
                (Shape::Fine, Some(name))
            }
            (Some(word), name, extra) => {
                let is_as = word.text.eq_ignore_ascii_case("as");
                let at = extra.filter(|_| is_as).map_or(word.span, |extra| extra.span);
                let message = "FROM takes an image and `AS` with a name, nothing else";
                (Fault::shape(Some(at), message, HELP), name.filter(|_| is_as))
            }
        };
        (Arguments::From { image, name }, shape)
    }

    fn arg(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        let ranges = words::split_quoted(self.line.text(), rest, self.escape);
        if ranges.is_empty() {
            return (
                Arguments::Nothing,
                Fault::shape(None, "ARG names no variable", "add a name, or remove the ARG"),
            );
        }
        let mut shape = Shape::Fine;
        let mut arguments = Vec::with_capacity(ranges.len());
        for range in ranges {
            let (name, value) = self.split_pair(range);
            if name.text.is_empty() && value.is_some() {
                let at = value.as_ref().map(|value| Span { start: name.span.start, ..value.span });
                shape = Fault::shape(
                    at,
                    "a variable of ARG has no name",
                    "write it as `NAME=value` without blanks",
                );
            }
            arguments.push(Argument { name, value });
        }
        (Arguments::Arg(arguments), shape)
    }

    fn split_pair(&mut self, range: Range<usize>) -> (Word<'s>, Option<Word<'s>>) {
        match self.line.slice(range.clone()).find('=') {
            Some(at) => {
                let equals = range.start + at;
                (self.word(range.start..equals), Some(self.word(equals + 1..range.end)))
            }
            None => (self.word(range), None),
        }
    }

    fn pairs(&mut self, keyword: Keyword, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        let text = self.line.text();
        let ranges = words::split_quoted(text, rest.clone(), self.escape);
        let Some(first) = ranges.first() else {
            return (
                Arguments::Nothing,
                Fault::shape(None, "there is no name and no value", "write `NAME=value`"),
            );
        };
        if !self.line.slice(first.clone()).contains('=') {
            let (name, value) = words::split_first(text, rest);
            let name = self.word(name);
            let Some(value) = value else {
                let message = format!("{keyword} gives {} no value", quoted(&name.text));
                self.syntax(name.span, message, "write it as `NAME=value`");
                return (Arguments::Nothing, Shape::Fine);
            };
            let value = self.word(value);
            return (Arguments::Pairs { pairs: vec![Pair { name, value }], legacy: true }, Shape::Fine);
        }
        let mut shape = Shape::Fine;
        let mut pairs = Vec::with_capacity(ranges.len());
        for range in ranges {
            let (name, value) = self.split_pair(range);
            let Some(value) = value else {
                let message = format!("{} lacks a `=`", quoted(&name.text));
                self.syntax(
                    name.span,
                    message,
                    "write `NAME=value`, with quotes around a value that has blanks",
                );
                continue;
            };
            if name.text.is_empty() {
                let at = Span { start: name.span.start, ..value.span };
                shape =
                    Fault::shape(Some(at), "a value has no name", "write it as `NAME=value` without blanks");
            }
            pairs.push(Pair { name, value });
        }
        (Arguments::Pairs { pairs, legacy: false }, shape)
    }

    /// The elements when the rest is a JSON array. One with something else than strings in it is a problem, and
    /// gives `Some` of no elements.
    fn array(&mut self, rest: Range<usize>) -> Option<Vec<Word<'s>>> {
        match json::array(self.line.text(), rest) {
            Array::Strings(strings) => {
                let word = |(text, range): (String, Range<usize>)| {
                    // A string without escapes is what stands between its quotes; an empty one is its quotes.
                    let inner = range.start + 1..range.end - 1;
                    let part = self.line.part(inner.clone());
                    if part == text && !text.is_empty() {
                        return Word { text: part, span: self.line.span(inner) };
                    }
                    Word { text: Cow::Owned(text), span: self.line.span(range) }
                };
                let words: Vec<_> = strings.into_iter().map(word).collect();
                self.words = self.words.saturating_add(words.len() as u32);
                Some(words)
            }
            Array::Mixed(at) => {
                let at = self.line.span(at);
                self.syntax(at, "an element of the array is not a string", "put it in double quotes");
                Some(Vec::new())
            }
            Array::No => None,
        }
    }

    fn command_line(&mut self, rest: Range<usize>) -> CommandLine<'s> {
        match self.array(rest.clone()) {
            Some(words) => CommandLine::Exec(words),
            None => CommandLine::Shell(self.word(rest)),
        }
    }

    fn shell(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        const HELP: &str = "write it as `SHELL [\"executable\", \"parameter\"]`";
        let before = self.problems.len();
        let command = self.command_line(rest);
        let shape = match &command {
            CommandLine::Exec(words) if words.is_empty() && self.problems.len() == before => {
                Fault::shape(None, "SHELL names no shell", HELP)
            }
            CommandLine::Exec(_) => Shape::Fine,
            CommandLine::Shell(word) if word.text.is_empty() => {
                Fault::shape(None, "SHELL names no shell", HELP)
            }
            CommandLine::Shell(word) => Fault::shape(Some(word.span), "SHELL takes a JSON array", HELP),
        };
        (Arguments::Command(command), shape)
    }

    fn healthcheck(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        const HELP: &str = "write `HEALTHCHECK CMD command` or `HEALTHCHECK NONE`";
        let text = self.line.slice(rest.clone());
        let end = text.find(char::is_whitespace).map_or(rest.end, |at| rest.start + at);
        let kind = self.word(rest.start..end);
        let rest = words::trim(self.line.text(), end..rest.end);
        let is_empty = rest.is_empty();
        if kind.text.is_empty() {
            return (Arguments::Nothing, Fault::shape(None, "HEALTHCHECK says neither CMD nor NONE", HELP));
        }
        let before = self.problems.len();
        let command = self.command_line(rest);
        if self.problems.len() > before {
            return (Arguments::Nothing, Shape::Fine);
        }
        if kind.text.eq_ignore_ascii_case("none") {
            let shape = if is_empty || matches!(&command, CommandLine::Exec(words) if words.is_empty()) {
                Shape::Fine
            } else {
                Fault::shape(None, "HEALTHCHECK NONE takes nothing else", "remove what follows NONE")
            };
            return (Arguments::Healthcheck(Healthcheck::None(kind.span)), shape);
        }
        if !kind.text.eq_ignore_ascii_case("cmd") {
            let message = "HEALTHCHECK takes CMD or NONE in this place";
            return (Arguments::Nothing, Fault::shape(Some(kind.span), message, HELP));
        }
        let is_missing = match &command {
            CommandLine::Exec(words) => words.is_empty(),
            CommandLine::Shell(word) => word.text.is_empty(),
        };
        let shape = if is_missing {
            Fault::shape(Some(kind.span), "HEALTHCHECK CMD has no command", "add the command")
        } else {
            Shape::Fine
        };
        (Arguments::Healthcheck(Healthcheck::Command(command)), shape)
    }

    fn paths(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        const HELP: &str = "add where the files go";
        let before = self.problems.len();
        let (mut sources, exec) = match self.array(rest.clone()) {
            Some(words) => (words, true),
            None => {
                let ranges = words::split_blanks(self.line.text(), rest);
                (self.words(ranges), false)
            }
        };
        if self.problems.len() > before {
            return (Arguments::Nothing, Shape::Fine);
        }
        if sources.len() < 2 {
            let at = sources.first().map(|source| source.span);
            let message =
                if at.is_some() { "there is a source but no destination" } else { "there is no source" };
            return (Arguments::Nothing, Fault::shape(at, message, HELP));
        }
        match sources.pop() {
            Some(destination) => (Arguments::Paths { sources, destination, exec }, Shape::Fine),
            None => (Arguments::Nothing, Shape::Fine),
        }
    }

    fn expose(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        let ranges = words::split_blanks(self.line.text(), rest);
        let items = self.words(ranges);
        if items.is_empty() {
            return (Arguments::Nothing, Fault::shape(None, "EXPOSE names no port", "add the port"));
        }
        (Arguments::List { items, exec: false }, Shape::Fine)
    }

    fn volume(&mut self, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        let before = self.problems.len();
        let (items, exec) = match self.array(rest.clone()) {
            Some(words) => (words, true),
            None => {
                let ranges = words::split_blanks(self.line.text(), rest);
                (self.words(ranges), false)
            }
        };
        let shape = if self.problems.len() > before {
            Shape::Fine
        } else if items.is_empty() {
            Fault::shape(None, "VOLUME names no path", "add the path")
        } else if let Some(item) = items.iter().find(|item| item.text.trim().is_empty()) {
            Fault::shape(Some(item.span), "a path of VOLUME is empty", "write the path, or remove it")
        } else {
            Shape::Fine
        };
        (Arguments::List { items, exec }, shape)
    }

    fn text(&mut self, keyword: Keyword, rest: Range<usize>) -> (Arguments<'s>, Shape) {
        if !rest.is_empty() {
            return (Arguments::Text(self.word(rest)), Shape::Fine);
        }
        let (message, help) = match keyword {
            Keyword::User => ("USER names no user", "add the user"),
            Keyword::Workdir => ("WORKDIR names no path", "add the path"),
            Keyword::Stopsignal => ("STOPSIGNAL names no signal", "add the signal"),
            _ => ("MAINTAINER names nobody", "remove it"),
        };
        (Arguments::Nothing, Fault::shape(None, message, help))
    }
}
