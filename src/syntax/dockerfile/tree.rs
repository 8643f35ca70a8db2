//! The tree of a Dockerfile. Does not parse.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use super::almost_json::is_meant_as_array;
use crate::finding::Problem;
use crate::source::{SourceId, Span};
use crate::syntax::joined::Joined;

/// One Dockerfile.
#[derive(Debug)]
pub struct File<'s> {
    /// Whose text it is.
    pub source: SourceId,
    /// The whole text.
    pub text: &'s str,
    /// The escape character: `\`, or a backtick when a directive says so.
    pub escape: char,
    /// The parser directives that count, in order.
    pub directives: Vec<Directive<'s>>,
    /// All comment lines, directives among them, in order. Lines of heredocs are none.
    pub comments: Vec<Comment>,
    /// Blank lines inside of instructions, which BuildKit tolerates for now.
    pub blank_continuations: Vec<Span>,
    /// The instructions, in order. They are large: models take them over as they are.
    pub instructions: Vec<Box<Instruction<'s>>>,
    /// What BuildKit would refuse.
    pub problems: Vec<Problem>,
}

/// `# name = value` at the head of the file.
#[derive(Debug, Clone)]
pub struct Directive<'s> {
    /// Which one.
    pub kind: DirectiveKind,
    /// Its value, without blanks around it.
    pub value: Word<'s>,
    /// The comment that it is.
    pub span: Span,
}

/// The parser directives that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DirectiveKind {
    /// The frontend image.
    Syntax,
    /// The escape character.
    Escape,
    /// Options of BuildKit's own checks.
    Check,
}

/// A comment line from `#` to its end.
#[derive(Debug, Clone, Copy)]
pub struct Comment {
    /// The comment with its `#`, without trailing blanks.
    pub span: Span,
    /// Whether it stands alone on its line; in a Dockerfile every comment does.
    pub own_line: bool,
    /// The index of the instruction that it stands inside of, between continued lines.
    pub inside: Option<usize>,
}

/// A piece of text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'s> {
    /// The text with continuations taken out.
    pub text: Cow<'s, str>,
    /// From its first to its last byte in the file.
    pub span: Span,
}

impl Word<'_> {
    /// Whether the span holds exactly the text, so that offsets in one are offsets in the other.
    pub fn is_verbatim(&self) -> bool {
        self.span.len() as usize == self.text.len()
    }

    /// The span of a part of the text; of the whole word when quotes or continuations stand between.
    pub fn part(&self, range: Range<usize>) -> Span {
        if !self.is_verbatim() {
            return self.span;
        }
        let start = self.span.start as usize;
        Span::at(self.span.source, start + range.start..start + range.end)
    }
}

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// An instruction.
#[derive(Debug)]
pub struct Instruction<'s> {
    /// What it does. For `ONBUILD RUN …` this is [`Keyword::Run`], and `onbuild` says the rest.
    pub keyword: Keyword,
    /// The keyword as written.
    pub name: Word<'s>,
    /// The `ONBUILD` before it.
    pub onbuild: Option<Span>,
    /// From its keyword (or the `ONBUILD` before it) to the end of its last line, heredocs included.
    pub span: Span,
    /// Its flags.
    pub flags: Vec<Flag<'s>>,
    /// What follows.
    pub arguments: Arguments<'s>,
    /// Its heredocs.
    pub heredocs: Vec<Heredoc<'s>>,
    /// Its logical line: continuations, comments and blank lines taken out, heredocs not included.
    pub line: Joined<'s>,
    /// The part of the logical line that follows keyword and flags.
    pub rest: Range<usize>,
    /// Whether BuildKit would refuse it, so that what it lacks says nothing.
    pub broken: bool,
}

impl<'s> Instruction<'s> {
    /// The value of a flag, the last if there are several.
    pub fn flag(&self, name: &str) -> Option<&Flag<'s>> {
        self.flags.iter().rev().find(|flag| flag.name.text == name)
    }

    /// The text of what was meant as a JSON array and is none: of a command, or of the words of ADD, COPY and
    /// VOLUME.
    pub fn almost_array(&self) -> Option<Word<'s>> {
        let starts = |word: &Word<'_>| word.text.starts_with('[');
        let range = match &self.arguments {
            Arguments::Paths { exec: false, sources, .. } if sources.first().is_some_and(starts) => {
                self.rest.clone()
            }
            Arguments::List { exec: false, items }
                if self.keyword == Keyword::Volume && items.first().is_some_and(starts) =>
            {
                self.rest.clone()
            }
            _ => match self.command_line()? {
                CommandLine::Shell(word) if starts(word) => self.rest_of_command(),
                _ => return None,
            },
        };
        let word = Word { text: self.line.part(range.clone()), span: self.line.span(range) };
        is_meant_as_array(&word.text).then_some(word)
    }

    /// Whether its arguments are a JSON array.
    pub fn is_exec(&self) -> bool {
        match &self.arguments {
            Arguments::Paths { exec, .. } | Arguments::List { exec, .. } => *exec,
            _ => matches!(self.command_line(), Some(CommandLine::Exec(_))),
        }
    }

    /// The part of the logical line that is its command line: what follows `CMD` for HEALTHCHECK.
    pub fn rest_of_command(&self) -> Range<usize> {
        if self.keyword != Keyword::Healthcheck {
            return self.rest.clone();
        }
        let text = self.line.slice(self.rest.clone());
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        let blanks = text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start().len());
        self.rest.start + end + blanks..self.rest.end
    }

    /// The command line of RUN, CMD, ENTRYPOINT, SHELL and `HEALTHCHECK CMD`.
    pub fn command_line(&self) -> Option<&CommandLine<'s>> {
        match &self.arguments {
            Arguments::Command(command) => Some(command),
            Arguments::Healthcheck(Healthcheck::Command(command)) => Some(command),
            _ => None,
        }
    }
}

/// The instructions that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keyword {
    /// `ADD`
    Add,
    /// `ARG`
    Arg,
    /// `CMD`
    Cmd,
    /// `COPY`
    Copy,
    /// `ENTRYPOINT`
    Entrypoint,
    /// `ENV`
    Env,
    /// `EXPOSE`
    Expose,
    /// `FROM`
    From,
    /// `HEALTHCHECK`
    Healthcheck,
    /// `LABEL`
    Label,
    /// `MAINTAINER`
    Maintainer,
    /// `ONBUILD`, only where no other instruction follows it.
    Onbuild,
    /// `RUN`
    Run,
    /// `SHELL`
    Shell,
    /// `STOPSIGNAL`
    Stopsignal,
    /// `USER`
    User,
    /// `VOLUME`
    Volume,
    /// `WORKDIR`
    Workdir,
    /// Anything else.
    Unknown,
}

impl Keyword {
    /// All that BuildKit knows.
    pub const ALL: [Keyword; 18] = [
        Keyword::Add,
        Keyword::Arg,
        Keyword::Cmd,
        Keyword::Copy,
        Keyword::Entrypoint,
        Keyword::Env,
        Keyword::Expose,
        Keyword::From,
        Keyword::Healthcheck,
        Keyword::Label,
        Keyword::Maintainer,
        Keyword::Onbuild,
        Keyword::Run,
        Keyword::Shell,
        Keyword::Stopsignal,
        Keyword::User,
        Keyword::Volume,
        Keyword::Workdir,
    ];

    /// The keyword in capitals; `?` for an unknown one.
    pub const fn as_str(self) -> &'static str {
        match self {
            Keyword::Add => "ADD",
            Keyword::Arg => "ARG",
            Keyword::Cmd => "CMD",
            Keyword::Copy => "COPY",
            Keyword::Entrypoint => "ENTRYPOINT",
            Keyword::Env => "ENV",
            Keyword::Expose => "EXPOSE",
            Keyword::From => "FROM",
            Keyword::Healthcheck => "HEALTHCHECK",
            Keyword::Label => "LABEL",
            Keyword::Maintainer => "MAINTAINER",
            Keyword::Onbuild => "ONBUILD",
            Keyword::Run => "RUN",
            Keyword::Shell => "SHELL",
            Keyword::Stopsignal => "STOPSIGNAL",
            Keyword::User => "USER",
            Keyword::Volume => "VOLUME",
            Keyword::Workdir => "WORKDIR",
            Keyword::Unknown => "?",
        }
    }

    /// The keyword of a word in any case.
    pub fn parse(word: &str) -> Keyword {
        let known = Keyword::ALL.into_iter().find(|keyword| keyword.as_str().eq_ignore_ascii_case(word));
        known.unwrap_or(Keyword::Unknown)
    }
}

impl fmt::Display for Keyword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// `--name` or `--name=value`.
#[derive(Debug, Clone)]
pub struct Flag<'s> {
    /// The name without `--`.
    pub name: Word<'s>,
    /// The value, quotes and escapes resolved.
    pub value: Option<Word<'s>>,
    /// The whole flag.
    pub span: Span,
}

/// What an instruction is given.
#[derive(Debug)]
pub enum Arguments<'s> {
    /// Nothing, or nothing that can be read: see [`Instruction::broken`].
    Nothing,
    /// FROM.
    From {
        /// The image or stage, as written.
        image: Word<'s>,
        /// The name of the stage, as written.
        name: Option<Word<'s>>,
    },
    /// ARG.
    Arg(Vec<Argument<'s>>),
    /// ENV and LABEL.
    Pairs {
        /// The pairs.
        pairs: Vec<Pair<'s>>,
        /// Whether it is `ENV name rest of line`.
        legacy: bool,
    },
    /// ADD and COPY.
    Paths {
        /// What is copied; heredocs stand here as `<<NAME`.
        sources: Vec<Word<'s>>,
        /// Where to.
        destination: Word<'s>,
        /// Whether it is a JSON array.
        exec: bool,
    },
    /// RUN, CMD, ENTRYPOINT, SHELL.
    Command(CommandLine<'s>),
    /// HEALTHCHECK.
    Healthcheck(Healthcheck<'s>),
    /// EXPOSE, VOLUME.
    List {
        /// The items.
        items: Vec<Word<'s>>,
        /// Whether it is a JSON array.
        exec: bool,
    },
    /// USER, WORKDIR, STOPSIGNAL, MAINTAINER: the rest of the line.
    Text(Word<'s>),
}

/// One `NAME` or `NAME=default` of an ARG.
#[derive(Debug, Clone)]
pub struct Argument<'s> {
    /// The name.
    pub name: Word<'s>,
    /// The default with its quotes.
    pub value: Option<Word<'s>>,
}

/// One `name=value` of an ENV or LABEL, with quotes.
#[derive(Debug, Clone)]
pub struct Pair<'s> {
    /// The name.
    pub name: Word<'s>,
    /// The value.
    pub value: Word<'s>,
}

impl Pair<'_> {
    /// The name without quotes around it.
    pub fn unquoted_name(&self) -> &str {
        self.name.text.trim_matches(['"', '\''])
    }
}

/// A command line in one of its two forms.
#[derive(Debug, Clone)]
pub enum CommandLine<'s> {
    /// A JSON array, run without a shell.
    Exec(Vec<Word<'s>>),
    /// Text for the shell; empty when nothing is written.
    Shell(Word<'s>),
}

/// What HEALTHCHECK says.
#[derive(Debug, Clone)]
pub enum Healthcheck<'s> {
    /// `NONE`
    None(Span),
    /// `CMD …`
    Command(CommandLine<'s>),
}

/// A heredoc.
#[derive(Debug, Clone)]
pub struct Heredoc<'s> {
    /// The name without quotes.
    pub name: Cow<'s, str>,
    /// The word that opens it: `<<-"EOF"`.
    pub opener: Span,
    /// Whether a part of the name is quoted, so that nothing in the body is expanded.
    pub quoted: bool,
    /// Whether leading tabs are taken from its lines (`<<-`).
    pub strip_tabs: bool,
    /// The lines of the body with their line ends; empty when it is not terminated.
    pub body: Span,
    /// The line that ends it, without its line end.
    pub terminator: Span,
}
