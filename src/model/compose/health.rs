//! Health checks of Compose files: whether one runs, and which commands. Does not say what is wrong with them.

use super::leaf::{Fields, Leaf, token};
use super::part::Part;
use crate::source::Span;
use crate::syntax::Limits;
use crate::syntax::shell::{Script, of_words, parse};

/// A health check.
#[derive(Debug)]
pub struct Healthcheck<'t> {
    /// What is written under `healthcheck:`.
    pub node: Part<'t>,
    /// What it does.
    pub test: Test,
    /// The token that says so.
    pub at: Span,
    command: Option<Command<'t>>,
}

/// What a health check does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Test {
    /// It switches off the image's check.
    Disabled,
    /// It runs a command.
    Runs,
    /// It runs the image's command, if there is one, at other times.
    FromImage,
    /// Not known before deployment.
    Unknown,
}

/// What a health check runs.
#[derive(Debug)]
enum Command<'t> {
    /// A text for the image's shell, and whether the list form says so.
    Shell(Leaf<'t>, bool),
    /// A program and its arguments.
    Words(Vec<Leaf<'t>>),
}

/// A word that means something in the list form only, or a list that has to be a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misread {
    /// The word stands at the start of a text, which a shell gets as a whole.
    KeywordInText(&'static str),
    /// A whole command line is the name of the program.
    LineAsProgram,
}

/// The words that a list form starts with.
const KEYWORDS: &[&str] = &["CMD-SHELL", "CMD", "NONE"];

impl<'t> Healthcheck<'t> {
    pub(super) fn read(node: Part<'t>) -> Healthcheck<'t> {
        let fields = Fields::of(node);
        let line = token(node);
        let key = |name: &str| fields.entry(name).map_or(line, |field| field.key.span());
        let without = |test, at| Healthcheck { node, test, at, command: None };
        if let Some(disable) = fields.leaf("disable") {
            match disable.switch() {
                Some(true) => return without(Test::Disabled, disable.span),
                Some(false) => {}
                None => return without(Test::Unknown, disable.span),
            }
        }
        let test = match fields.value("test") {
            _ if !node.is_mapping() => return without(Test::Unknown, line),
            None => return without(Test::FromImage, line),
            Some(test) => test,
        };
        if test.is_sequence() {
            let mut words = test.items().into_iter().filter_map(Leaf::read);
            let Some(first) = words.next() else { return without(Test::FromImage, key("test")) };
            let command = match first.known() {
                Some("NONE") => return without(Test::Disabled, first.span),
                None => return without(Test::Unknown, first.span),
                Some("CMD-SHELL") => words.next().map(|text| Command::Shell(text, true)),
                Some("CMD") => Some(Command::Words(words.collect())),
                Some(_) => None,
            };
            return Healthcheck { node, test: Test::Runs, at: key("test"), command };
        }
        match test.text() {
            Some("") => without(Test::FromImage, key("test")),
            Some(_) => {
                let command = Leaf::read(test).map(|text| Command::Shell(text, false));
                Healthcheck { node, test: Test::Runs, at: key("test"), command }
            }
            None => without(Test::Unknown, key("test")),
        }
    }

    /// The commands that it runs; `None` when they are not known. Those that are not written letter by letter have the
    /// place of the whole.
    pub fn script(&self) -> Option<Script<'_>> {
        let limits = Limits::default();
        match self.command.as_ref()? {
            Command::Shell(text, _) => Some(parse(text.joined()?, &limits)),
            Command::Words(words) => {
                Some(of_words(words.iter().map(Leaf::joined).collect::<Option<Vec<_>>>()?, &limits))
            }
        }
    }

    /// How a command line is written in the other form than the one that it is in, and where, so that the check never
    /// passes.
    pub fn misread(&self) -> Option<(Misread, Span)> {
        match self.command.as_ref()? {
            Command::Shell(text, false) => {
                let first = text.known()?.split_ascii_whitespace().next()?;
                let keyword = KEYWORDS.iter().find(|keyword| first == **keyword)?;
                Some((Misread::KeywordInText(keyword), text.span))
            }
            Command::Words(words) => {
                let [line] = words.as_slice() else { return None };
                line.known()?.trim().contains(' ').then_some((Misread::LineAsProgram, line.span))
            }
            Command::Shell(..) => None,
        }
    }
}
