//! What callers of the engine give: files to look at, how to look at them, and the wish to stop. Does nothing with it.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::config::Levels;
use crate::model::{Format, images};
use crate::project::Places;
use crate::settings::{Date, Settings};
use crate::syntax::Limits;
use crate::syntax::shell::External;

/// A file to look at.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path as it was named or discovered.
    pub path: PathBuf,
    /// Its bytes, when they do not come from a file (standard input).
    pub bytes: Option<Vec<u8>>,
    /// How it came to be looked at.
    pub given: Given,
    /// What it is, when neither its name nor its content are to say so.
    pub format: Option<Format>,
}

/// How a file came to be looked at, which decides what silence about it would mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    /// The user named it: what is not checked of it makes the answer incomplete.
    Named,
    /// A program handed it over, which names whatever changed: it may be nothing that is linted.
    Offered,
    /// It was found in a folder, or another file refers to it.
    Found,
}

impl Input {
    /// A file that came in some way.
    pub fn new(path: impl Into<PathBuf>, given: Given) -> Input {
        Input { path: path.into(), bytes: None, given, format: None }
    }

    /// A file that the user names.
    pub fn named(path: impl Into<PathBuf>) -> Input {
        Input::new(path, Given::Named)
    }
}

/// How files are checked.
pub struct Options {
    /// Which rules run where.
    pub levels: Levels,
    /// Where relative paths, and those in the configuration, belong.
    pub places: Places,
    /// Bounds of parsers.
    pub limits: Limits,
    /// Whether directives in comments count.
    pub suppressions: bool,
    /// What is decided for single rules.
    pub settings: Settings,
    /// Who looks for faults in shell texts.
    pub shell: ShellAnalysis,
}

impl Options {
    /// The day that expiry is judged by.
    pub(super) fn today(&self) -> Date {
        self.settings.today.unwrap_or(images::DATA_DATE)
    }
}

/// Who looks for faults in the shell texts of Dockerfiles.
#[derive(Clone, Default)]
pub enum ShellAnalysis {
    /// The analyser that is built in, if this build has it.
    #[default]
    Builtin,
    /// Nobody.
    Off,
    /// Another program.
    External(Arc<dyn External>),
}

/// A switch that stops a check. Copies of it are the same switch.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Stops the check at the next file or kind of subject.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was thrown.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A check was stopped before its end, so that there is no report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cancelled;
