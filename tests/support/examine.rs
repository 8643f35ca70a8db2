//! What must hold for any input of a format. Shared by the fuzz targets and the test that goes without a fuzzer.

use std::path::Path;
use std::sync::LazyLock;

use plimsoll::config::{Config, Levels, Selector};
use plimsoll::emit::{self, OutputFormat, Style};
use plimsoll::engine::{Input, Options, Report, Workspace};
use plimsoll::finding::Safety;
use plimsoll::source::MemoryFiles;

/// One for all inputs: what the analyser of shell texts makes at its first use costs more than most of them.
static WORKSPACE: LazyLock<Workspace<'static>> = LazyLock::new(|| {
    let options = Options {
        levels: Levels::new(Config::default(), Some(&[Selector::All]), &[]),
        places: Default::default(),
        limits: Default::default(),
        suppressions: true,
        settings: Default::default(),
        shell: Default::default(),
    };
    Workspace::new(Box::leak(Box::new(MemoryFiles::default())), Box::leak(Box::new(options)))
});

/// Checks an input under the name of a file of its format, writes all reports, and fixes it if `fixes`.
///
/// # Panics
/// When something does not hold.
pub fn examine(name: &str, bytes: &[u8], fixes: bool) {
    let report = checked(name, bytes);
    for format in OutputFormat::ALL {
        let mut out = Vec::new();
        let style = Style { rule: plimsoll::rules::by_name, ..Style::default() };
        emit::write(format, &report, &style, &mut out).expect("memory can be written to");
        let text = String::from_utf8(out).expect("a report is text");
        let is_control = |character: char| character.is_control() && character != '\n';
        assert!(!text.contains(is_control), "a report as {format} has control characters");
        for secret in report.secrets.places() {
            let value = report.sources.get(secret.source).map_or("", |source| source.slice(*secret));
            let is_shown = report.secrets.are_in(value) && text.contains(value);
            assert!(!is_shown || is_ours(value), "a secret in a report as {format}");
        }
    }
    if fixes {
        fixed(name, &report);
    }
}

/// Whether a text is a word of our own, in the page of a rule.
fn is_ours(value: &str) -> bool {
    plimsoll::rules::ALL.iter().any(|rule| rule.page.contains(value))
}

/// Fixes converge: what comes out has nothing left that could be fixed.
fn fixed(name: &str, report: &Report) {
    for file in WORKSPACE.fix(report, Safety::Unsafe) {
        let Ok(fixed) = file.result else { continue };
        let again = checked(name, fixed.text.as_bytes());
        for file in WORKSPACE.fix(&again, Safety::Unsafe) {
            let count = file.result.map_or(0, |fixed| fixed.count);
            assert_eq!(count, 0, "a second run fixes more of\n{}", fixed.text);
        }
    }
}

/// The report of an input; a panic that the engine caught is one here, too.
fn checked(name: &str, bytes: &[u8]) -> Report {
    let input = Input { path: Path::new(name).to_owned(), bytes: Some(bytes.to_vec()), ..Input::named(name) };
    let report = WORKSPACE.check(&[input]);
    for notice in &report.notices {
        assert!(!notice.text.contains("a bug"), "{}", notice.text);
    }
    for finding in &report.findings {
        let source = report.sources.get(finding.at.source).expect("the source of a finding is kept");
        assert!(source.text.get(finding.at.range()).is_some(), "{finding:?}");
    }
    report
}
