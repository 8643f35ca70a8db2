//! The commands of a command line: what a RUN really runs, after connectors, compound commands, substitutions,
//! heredocs and wrappers such as `env`, `sudo` or `sh -c` are seen through. Every word has its span in the file.
//!
//! Runs, expands and judges nothing. The parser behind it is an external crate, used in `read` and `convert` only.

mod analyser;
#[cfg(feature = "shell-lint")]
mod analysis;
mod convert;
mod fault;
mod guard;
mod options;
mod read;
mod run;
mod wrappers;

use std::borrow::Cow;

pub use analyser::Analyser;
pub use fault::{Dialect, External, Fault, Foreign, ShellContext};
pub use options::may_be_setting;
pub use read::parse;
pub use run::{interpreter, of_instruction, of_parts, of_words, texts};

use crate::source::Span;

/// The commands of one command line, in the order in which they are written.
#[derive(Debug, Default)]
pub struct Script<'s> {
    /// The commands.
    pub commands: Vec<Command<'s>>,
    /// Whether a syntax error or a limit hides a part, so that what is absent says nothing.
    pub incomplete: bool,
    /// Whether it is a limit that hides it, so that there may be commands that nobody has looked at.
    pub over_limit: bool,
    /// What a shell of the Bourne family could not read.
    pub errors: Vec<SyntaxError>,
}

/// A place where a command line is no shell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where reading stopped.
    pub span: Span,
    /// What the parser says, such as "expected 'fi'".
    pub message: String,
}

/// A simple command.
#[derive(Debug, Clone)]
pub struct Command<'s> {
    /// The program and its arguments, after wrappers were taken off. Empty when there are only assignments or
    /// redirections.
    pub words: Vec<Word<'s>>,
    /// The wrappers that were taken off, outermost first: `sudo`, `env`, `timeout` …
    pub wrappers: Vec<Word<'s>>,
    /// The variables that are set for it, by a prefix or by `env`, or by itself (`export A=b`).
    pub assignments: Vec<Assignment<'s>>,
    /// Its redirections.
    pub redirections: Vec<Redirection<'s>>,
    /// How it follows the command before it.
    pub connector: Connector,
    /// Whether it is inside something: a subshell, group, compound command, function, substitution, `sh -c`.
    pub nested: bool,
    /// Whether it may be left out though nothing failed: a branch, the body of a loop or function, behind `||`.
    pub conditional: bool,
    /// Whether `!` turns its status round and nothing asks for that one: no shell stops there.
    pub negated: bool,
    /// From its first to its last byte, wrappers included.
    pub span: Span,
}

/// How a command follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connector {
    /// It is the first of its list.
    First,
    /// `&&`
    And,
    /// `||`
    Or,
    /// `|` or `|&`
    Pipe,
    /// `;` or a line end.
    Then,
    /// `&`
    Background,
}

/// A word.
#[derive(Debug, Clone)]
pub struct Word<'s> {
    /// The text without quotes and escapes; expansions stand in it as they are written.
    pub text: Cow<'s, str>,
    /// Whether the text is what the program gets, globs left aside: no expansion is in it.
    pub literal: bool,
    /// How it is quoted.
    pub quoting: Quoting,
    /// From its first to its last byte in the file, quotes included.
    pub span: Span,
}

/// How a word is quoted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Not at all.
    None,
    /// As a whole in single quotes.
    Single,
    /// As a whole in double quotes.
    Double,
    /// In parts.
    Mixed,
}

/// `NAME=value`
#[derive(Debug, Clone)]
pub struct Assignment<'s> {
    /// The name.
    pub name: Cow<'s, str>,
    /// The value; its text is empty for an array.
    pub value: Word<'s>,
    /// The whole.
    pub span: Span,
}

/// A redirection.
#[derive(Debug, Clone)]
pub struct Redirection<'s> {
    /// What it does.
    pub operator: Operator,
    /// The file, descriptor or text; for a heredoc its delimiter.
    pub target: Word<'s>,
    /// The whole.
    pub span: Span,
}

/// What a redirection does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `>`, `>|`, `&>`
    Write,
    /// `>>`
    Append,
    /// `<`
    Read,
    /// `<>`
    ReadWrite,
    /// `<<`, `<<-`
    Heredoc,
    /// `<<<`
    HereString,
    /// `>&`, `<&`
    Duplicate,
}

impl Script<'_> {
    /// The same script with texts of its own, for keeping it without the file.
    pub fn into_owned(self) -> Script<'static> {
        let Script { commands, incomplete, over_limit, errors } = self;
        let commands = commands.into_iter().map(Command::into_owned).collect();
        Script { commands, incomplete, over_limit, errors }
    }
}

impl<'s> Command<'s> {
    fn into_owned(self) -> Command<'static> {
        let words = |words: Vec<Word<'s>>| words.into_iter().map(Word::into_owned).collect();
        Command {
            words: words(self.words),
            wrappers: words(self.wrappers),
            assignments: self.assignments.into_iter().map(Assignment::into_owned).collect(),
            redirections: self.redirections.into_iter().map(Redirection::into_owned).collect(),
            connector: self.connector,
            nested: self.nested,
            conditional: self.conditional,
            negated: self.negated,
            span: self.span,
        }
    }

    /// The program without its folders; empty when there is none or it is not known.
    pub fn name(&self) -> &str {
        let Some(word) = self.words.first().filter(|word| word.literal) else { return "" };
        word.basename()
    }

    /// Whether it runs a program.
    pub fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// The span of its first word, or of the whole when it has none.
    pub fn name_span(&self) -> Span {
        self.words.first().map_or(self.span, |word| word.span)
    }

    /// Where `sudo` runs it.
    pub fn sudo(&self) -> Option<Span> {
        self.wrapper("sudo").map(|word| word.span)
    }

    /// A wrapper that was taken off, by name.
    pub fn wrapper(&self, name: &str) -> Option<&Word<'s>> {
        self.wrappers.iter().find(|word| word.basename() == name)
    }

    /// The value of a variable that is set for it.
    pub fn assignment(&self, name: &str) -> Option<&Assignment<'s>> {
        self.assignments.iter().rev().find(|assignment| assignment.name == name)
    }
}

impl Assignment<'_> {
    fn into_owned(self) -> Assignment<'static> {
        let name = Cow::Owned(self.name.into_owned());
        Assignment { name, value: self.value.into_owned(), span: self.span }
    }
}

impl Redirection<'_> {
    fn into_owned(self) -> Redirection<'static> {
        Redirection { operator: self.operator, target: self.target.into_owned(), span: self.span }
    }
}

impl Word<'_> {
    fn into_owned(self) -> Word<'static> {
        let text = Cow::Owned(self.text.into_owned());
        Word { text, literal: self.literal, quoting: self.quoting, span: self.span }
    }

    /// What follows the last slash.
    pub fn basename(&self) -> &str {
        // Every rule asks for it, and most words are short: a plain loop is faster than a search.
        let slash = self.text.bytes().rposition(|byte| byte == b'/');
        slash.map_or(&*self.text, |at| self.text.get(at + 1..).unwrap_or(""))
    }
}

/// Whether a path, maybe with wildcards, is another one, or lies above or in it. One without a leading slash is below
/// some home directory.
pub fn covers(path: &str, other: &str) -> bool {
    let wild = path.find(['*', '{', '?', '[']).unwrap_or(path.len());
    let fixed = path.get(..wild).unwrap_or("");
    let is_open = wild < path.len();
    let fixed = if is_open { fixed } else { fixed.trim_end_matches('/') };
    if !other.starts_with('/') {
        let (above, _) = other.split_once('/').unwrap_or((other, ""));
        return fixed.contains(above);
    }
    fixed.starts_with(other) || (fixed.len() > 1 && other.starts_with(fixed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_cover_what_is_below_them() {
        for path in
            ["/var/lib/apt/lists/*", "/var/lib/apt/lists", "/var/lib/apt/", "/var/lib/{apt,dpkg}/*", "/var/*"]
        {
            assert!(covers(path, "/var/lib/apt/lists"), "{path}");
        }
        for path in ["/var/lib/dpkg", "/*", "lists", "/var/cache/apt/*", ""] {
            assert!(!covers(path, "/var/lib/apt/lists"), "{path}");
        }
        assert!(covers("/root/.cache", ".cache/pip") && covers("~/.cache/pip/*", ".cache/pip"));
    }
}
