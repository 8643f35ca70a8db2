//! Reports as people and programs read them: frames for terminals, text for logs, JSON, SARIF, annotations.
//!
//! Pure functions of the report and a [`Style`]: equal input gives equal bytes. Neither filters findings nor decides
//! anything; drawing groups findings, machine formats have every one. Text of unknown origin is printed through
//! [`shown`](crate::source::shown) or escaped by the format.

mod concise;
mod excerpt;
mod explain;
mod fingerprint;
mod frame;
mod github;
mod group;
mod inspect;
mod json;
mod json_text;
mod limits;
mod locate;
mod page;
mod paint;
mod patch;
mod plain;
mod sarif;
mod summary;
mod terminal;
#[cfg(test)]
mod testing;
mod words;

use std::fmt;
use std::io;
use std::path::PathBuf;

pub use explain::explain;
pub use inspect::{inspect, inspect_project};
pub use page::Page;
pub use summary::{place, schemas, summary};

use crate::engine::Report;
use crate::finding::Severity;
use crate::rules::Rule;

/// A way to write a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputFormat {
    /// Frames with the source, grouped; for people.
    Terminal,
    /// The same content in ASCII without frames and colour; for logs.
    Plain,
    /// One line per finding; for editors and `grep`.
    Concise,
    /// Everything, for programs.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions, which become annotations.
    Github,
}

impl OutputFormat {
    /// All formats.
    pub const ALL: [OutputFormat; 6] = [
        OutputFormat::Terminal,
        OutputFormat::Plain,
        OutputFormat::Concise,
        OutputFormat::Json,
        OutputFormat::Sarif,
        OutputFormat::Github,
    ];

    /// The word used on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            OutputFormat::Terminal => "terminal",
            OutputFormat::Plain => "plain",
            OutputFormat::Concise => "concise",
            OutputFormat::Json => "json",
            OutputFormat::Sarif => "sarif",
            OutputFormat::Github => "github",
        }
    }

    /// The format of a word; `None` for any other word.
    pub fn parse(word: &str) -> Option<OutputFormat> {
        OutputFormat::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// Whether the format ends with a summary, so that none has to be printed beside it.
    pub const fn has_summary(self) -> bool {
        matches!(self, OutputFormat::Terminal | OutputFormat::Plain)
    }
}

impl fmt::Display for OutputFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a report is written; decided once, by the command line.
#[derive(Debug, Clone)]
pub struct Style {
    /// Whether the terminal report has colour.
    pub color: bool,
    /// The columns of the terminal; 0 when they are not known.
    pub width: usize,
    /// Whether names of rules are links (OSC 8) to their pages.
    pub links: bool,
    /// Whether frames are drawn with box characters; ASCII otherwise.
    pub unicode: bool,
    /// The absolute path of the repository's root, to which paths in reports for programs are relative.
    pub root: Option<PathBuf>,
    /// The absolute path of the folder to which relative paths of the report belong.
    pub working_directory: Option<PathBuf>,
    /// The configuration that counted, if there was one.
    pub configuration: Option<PathBuf>,
    /// From which severity on findings make the run fail; `None` when they never do.
    pub fail_on: Option<Severity>,
    /// The exit code of the run, which SARIF repeats.
    pub exit_code: Option<u8>,
    /// Whether nothing is printed when nothing was found.
    pub quiet_when_clean: bool,
    /// Whether the terminal and plain reports end with a summary.
    pub summary: bool,
    /// Finds a rule by name.
    pub rule: fn(&str) -> Option<&'static Rule>,
}

impl Default for Style {
    fn default() -> Style {
        Style {
            color: false,
            width: 0,
            links: false,
            unicode: true,
            root: None,
            working_directory: None,
            configuration: None,
            fail_on: Some(Severity::High),
            exit_code: None,
            quiet_when_clean: false,
            summary: true,
            rule: |_| None,
        }
    }
}

impl Style {
    /// The columns that a report may use: what the terminal has, within reason.
    fn columns(&self) -> usize {
        match self.width {
            0 => 100,
            width => width.clamp(40, 120),
        }
    }
}

/// Writes a report.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    format: OutputFormat,
    report: &Report,
    style: &Style,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let shared = Shared { report, style };
    match format {
        OutputFormat::Terminal => terminal::write(&shared, out),
        OutputFormat::Plain => plain::write(&shared, out),
        OutputFormat::Concise => concise::write(&shared, out),
        OutputFormat::Json => json::write(&shared, out),
        OutputFormat::Sarif => sarif::write(&shared, out),
        OutputFormat::Github => github::write(&shared, out),
    }
}

/// What every format works from.
struct Shared<'r> {
    report: &'r Report,
    style: &'r Style,
}

/// The address of a rule's page; `None` while the package names no repository.
fn page_url(rule: &str) -> Option<String> {
    let repository = env!("CARGO_PKG_REPOSITORY").trim_end_matches('/');
    (!repository.is_empty()).then(|| format!("{repository}/blob/main/rules/{rule}.md"))
}

/// `1 file`, `2 files`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
