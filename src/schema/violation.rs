//! What the walker reports. Does not decide which rule says it.
//!
//! A violation never holds the text of a value, which may be a secret: only paths, kinds and what a table expects.

use std::fmt;

use crate::finding::{Edit, Label, Problem, ProblemKind};
use crate::source::{Span, shown};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// A key that the type does not have.
    UnknownKey,
    /// A key that other versions of the type have.
    OtherVersion,
    /// A key that should not be used any more.
    Deprecated,
    /// A value of another kind than expected.
    WrongType,
    /// Something that has to be there is not.
    Missing,
    /// Something is there without content.
    Empty,
    /// Something that may not be there, or not with this value.
    NotAllowed,
    /// A number that is too small or too large.
    Range,
    /// Text that is too long or too short.
    Length,
    /// A list or mapping with too many or too few entries.
    Count,
    /// Text that is not of a format.
    Format,
    /// The same twice where it must differ.
    Duplicate,
    /// Two things that contradict or exclude each other.
    Conflict,
    /// A name that nothing has.
    Reference,
}

/// Something that a schema refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// What is wrong.
    pub fault: Fault,
    /// Where in the document: `spec.containers[0].image`; empty for its root.
    pub path: String,
    /// One token on one line: the key that is unknown, the value that is wrong, the nearest key of what is missing.
    pub at: Span,
    /// The other side.
    pub labels: Vec<Label>,
    /// What is expected, to follow "is not": `a list`, `1 to 65535`; for an unknown key the known ones; for a conflict
    /// what it is with.
    pub expected: String,
    /// What was probably meant.
    pub did_you_mean: Option<String>,
    /// Where an unknown key belongs, in words: a mapping around it, in it or beside it that has such a key.
    pub belongs: Option<String>,
    /// The one change that makes of it what was meant, where that is certain.
    pub change: Option<Edit>,
}

/// The violations of one document.
#[derive(Debug, Default)]
pub struct Report {
    /// In the order of their places.
    pub violations: Vec<Violation>,
    /// Whether there were more than are listed, or more to look at than a limit allows.
    pub cut: bool,
}

impl Violation {
    /// Whether it is about something that is not written, so that the place is only near it.
    pub fn is_absence(&self) -> bool {
        self.fault == Fault::Missing
    }

    /// As a problem of a kind: its text, place, labels and suggestion.
    pub fn problem(self, kind: ProblemKind) -> Problem {
        let mut problem = Problem::new(kind, self.at, self.fact());
        problem.help = self.did_you_mean.map(|meant| format!("write `{}` if that is meant", shown(&meant)));
        problem.labels = self.labels;
        problem
    }

    /// The fact alone, without what was probably meant.
    pub fn fact(&self) -> String {
        let (path, expected) = (shown(&self.path), &self.expected);
        let subject = if self.path.is_empty() { "this".to_owned() } else { format!("`{path}`") };
        match self.fault {
            Fault::UnknownKey => {
                let (holder, key) = split(&self.path);
                let place =
                    if holder.is_empty() { "here".to_owned() } else { format!("in `{}`", shown(holder)) };
                format!("there is no key `{}` {place}", shown(key))
            }
            Fault::OtherVersion => format!("{subject} is a key of {expected} only"),
            Fault::Deprecated => format!("{subject} is deprecated"),
            Fault::WrongType => format!("{subject} is {expected}"),
            Fault::Missing if expected.is_empty() => format!("{subject} is missing"),
            Fault::Missing => format!("{subject} lacks {expected}"),
            Fault::Empty => format!("{subject} is empty"),
            Fault::NotAllowed if expected.is_empty() => format!("{subject} is not allowed here"),
            Fault::NotAllowed | Fault::Range | Fault::Format => format!("{subject} is not {expected}"),
            Fault::Length | Fault::Count => format!("{subject} has {expected}"),
            Fault::Duplicate if expected.is_empty() => format!("{subject} is there twice"),
            Fault::Duplicate => format!("{subject} has the same {expected} as another"),
            Fault::Conflict => format!("{subject} {expected}"),
            Fault::Reference => format!("{subject} names nothing in {expected}"),
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fact())?;
        match &self.did_you_mean {
            Some(meant) => write!(f, "; did you mean `{}`?", shown(meant)),
            None => Ok(()),
        }
    }
}

/// A path before its last key, and that key.
fn split(path: &str) -> (&str, &str) {
    if let Some((holder, rest)) = path.rsplit_once("[\"")
        && let Some(key) = rest.strip_suffix("\"]")
    {
        return (holder, key);
    }
    path.rsplit_once('.').unwrap_or(("", path))
}

/// Words as a list: "a, b or c".
pub(super) fn listed<T: fmt::Display>(words: impl IntoIterator<Item = T>, last: &str) -> String {
    const MOST: usize = 8;
    let mut words: Vec<String> = words.into_iter().map(|word| word.to_string()).collect();
    if words.len() > MOST {
        words.truncate(MOST - 1);
        words.push("others".to_owned());
    }
    match words.pop() {
        Some(end) if !words.is_empty() => format!("{} {last} {end}", words.join(", ")),
        Some(only) => only,
        None => String::new(),
    }
}
