//! What is wrong in the text of a command line, by ShellCheck's numbers, with places in the file. Finds what an
//! analyser finds; what of it matters is for others to say.

use std::ops::Range;

use crate::finding::Edit;
use crate::source::{Span, shown};
use crate::syntax::joined::Joined;

/// Something that is wrong in a command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// ShellCheck's number for it, as in `SC2086`.
    pub code: u16,
    /// Where it is in the file.
    pub span: Span,
    /// What stands there, without continuations.
    pub text: String,
    /// What runs the text.
    pub setting: ShellContext,
    /// A sentence of the analyser.
    pub message: String,
    /// What removes it, if the analyser knows.
    pub edits: Vec<Edit>,
}

impl Fault {
    /// The start of what stands there, safe to print.
    pub fn brief(&self) -> String {
        const MOST: usize = 40;
        let line = self.text.trim().lines().next().unwrap_or("");
        match line.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", shown(line.get(..end).unwrap_or(""))),
            None => shown(line).to_string(),
        }
    }

    /// Its first word.
    pub fn head(&self) -> (&str, Span) {
        let word = self.text.split_whitespace().next().unwrap_or("");
        let end = self.span.start.saturating_add(word.len() as u32).min(self.span.end);
        (word, Span { end, ..self.span })
    }

    /// The name of the variable that stands there: `$name`, `${name…}`, or the name alone.
    pub fn variable(&self) -> &str {
        let text = self.text.trim_start_matches('"').trim_start_matches('$').trim_start_matches('{');
        let end = text.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(text.len());
        text.get(..end).unwrap_or("")
    }

    /// The change that removes it, if the analyser knows one.
    pub fn fix(&self) -> Option<Vec<Edit>> {
        let mut edits = self.edits.clone();
        edits.sort();
        Some(edits).filter(|edits| !edits.is_empty())
    }
}

/// What is known about the shell that runs a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShellContext {
    /// Its language.
    pub dialect: Dialect,
    /// Whether it was told to stop at errors (`-e`).
    pub errexit: bool,
    /// Whether it was told that a pipeline fails with any of its commands.
    pub pipefail: bool,
}

/// The language of a shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// `sh`, whichever it is.
    Sh,
    /// `dash`, as `sh` of Debian and its kin.
    Dash,
    /// The shell of BusyBox.
    Busybox,
    /// `bash`.
    Bash,
    /// `ksh`
    Ksh,
    /// `zsh`
    Zsh,
}

/// A program outside of this one that looks for faults in shell texts.
pub trait External: Send + Sync {
    /// The faults of each text, by its numbers.
    ///
    /// # Errors
    /// A sentence that says why there is no answer.
    fn faults(&self, texts: &[(&str, ShellContext)]) -> Result<Vec<Vec<Foreign>>, String>;
}

/// A fault as another program says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// ShellCheck's number.
    pub code: u16,
    /// Its sentence.
    pub message: String,
    /// The bytes of the text.
    pub range: Range<usize>,
}

impl Foreign {
    /// The same with its place in the file.
    pub fn placed(self, text: &Joined<'_>, setting: ShellContext) -> Fault {
        let Foreign { code, message, range } = self;
        let (span, part) = (text.span(range.clone()), text.slice(range).to_owned());
        Fault { code, span, text: part, setting, message, edits: Vec::new() }
    }
}
