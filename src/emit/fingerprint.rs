//! The identities of findings: GitHub's own hash of a line, and ours, which survives moved lines.
//!
//! Neither contains the text of a secret in a form that could be guessed from it, because masked text is left out of
//! ours, and GitHub's is computed by GitHub from the file anyway.

use std::collections::BTreeMap;
use std::path::Path;

use super::Style;
use super::locate;
use crate::engine::{MASK, Report, Secrets};
use crate::finding::Finding;
use crate::source::{Encoding, Source, Span};

const WINDOW: usize = 100;
const BASE: u64 = 37;
const END: u16 = 65_535;

/// GitHub's `primaryLocationLineHash` of the lines of a file, by 1-based line.
///
/// A line's value is a rolling hash of the hundred UTF-16 units from its start that are not blanks, in hexadecimal,
/// and a number that tells equal ones apart.
#[derive(Debug, Default)]
pub(super) struct LineHashes {
    hashes: Vec<(u64, u32)>,
}

impl LineHashes {
    /// The hashes of a file; none where its bytes are not what the text says (UTF-16).
    pub fn new(source: &Source) -> LineHashes {
        match source.encoding {
            Encoding::Utf16Le | Encoding::Utf16Be => LineHashes::default(),
            Encoding::Utf8Bom => LineHashes::of(std::iter::once(0xfeff).chain(source.text.encode_utf16())),
            Encoding::Utf8 | Encoding::Lossy => LineHashes::of(source.text.encode_utf16()),
        }
    }

    fn of(units: impl Iterator<Item = u16>) -> LineHashes {
        let mut roller = Roller::default();
        let mut at_line_start = true;
        let mut after_return = false;
        for unit in units.chain(std::iter::once(END)) {
            let is_second_half = after_return && unit == u16::from(b'\n');
            after_return = unit == u16::from(b'\r');
            if is_second_half || unit == u16::from(b' ') || unit == u16::from(b'\t') {
                continue;
            }
            let unit = if after_return { u16::from(b'\n') } else { unit };
            roller.push(unit, at_line_start);
            at_line_start = unit == u16::from(b'\n');
        }
        for _ in 0..WINDOW {
            roller.push(0, false);
        }
        let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
        let number = |hash: u64| {
            let count = seen.entry(hash).or_insert(0);
            *count += 1;
            (hash, *count)
        };
        LineHashes { hashes: roller.hashes.into_iter().map(number).collect() }
    }

    /// The value of a line.
    pub fn line(&self, line: u32) -> Option<String> {
        let (hash, number) = self.hashes.get((line as usize).checked_sub(1)?)?;
        Some(format!("{hash:x}:{number}"))
    }
}

/// A polynomial hash of the last hundred units; the hash of a line is taken when its first unit is about to leave.
struct Roller {
    hash: u64,
    units: [u16; WINDOW],
    starts: [bool; WINDOW],
    at: usize,
    leaving: u64,
    hashes: Vec<u64>,
}

impl Default for Roller {
    fn default() -> Roller {
        let leaving = (0..WINDOW).fold(1_u64, |power, _| power.wrapping_mul(BASE));
        Roller { hash: 0, units: [0; WINDOW], starts: [false; WINDOW], at: 0, leaving, hashes: Vec::new() }
    }
}

impl Roller {
    fn push(&mut self, unit: u16, starts_line: bool) {
        let (Some(slot), Some(start)) = (self.units.get_mut(self.at), self.starts.get_mut(self.at)) else {
            return;
        };
        if std::mem::replace(start, starts_line) {
            self.hashes.push(self.hash);
        }
        let gone = u64::from(std::mem::replace(slot, unit));
        self.hash = self.hash.wrapping_mul(BASE).wrapping_add(u64::from(unit));
        self.hash = self.hash.wrapping_sub(self.leaving.wrapping_mul(gone));
        self.at = (self.at + 1) % WINDOW;
    }
}

/// Our own identity of each finding of a report, in the order of its findings: path, rule, what it is about and the
/// text that it stands on, but no line number and no prose.
pub(super) fn stable(report: &Report, style: &Style) -> Vec<String> {
    let mut numbering = Numbering::default();
    report.findings.iter().map(|finding| numbering.next(report, finding, style)).collect()
}

/// Tells findings apart that are otherwise equal.
#[derive(Default)]
pub(super) struct Numbering {
    seen: BTreeMap<u64, u32>,
}

impl Numbering {
    /// The identity of the next finding.
    pub fn next(&mut self, report: &Report, finding: &Finding, style: &Style) -> String {
        let path = locate::relative(report.sources.path(finding.at.source), style);
        let hash = identity(report, finding, &path);
        let number = self.seen.entry(hash).or_insert(0);
        *number += 1;
        if *number == 1 { format!("{hash:016x}") } else { format!("{hash:016x}:{number}") }
    }
}

fn identity(report: &Report, finding: &Finding, path: &Path) -> u64 {
    let mut hash = Fnv::default();
    for component in path.components() {
        hash.write(component.as_os_str().as_encoded_bytes());
        hash.write(b"/");
    }
    hash.end_field();
    hash.write(finding.rule.as_bytes());
    hash.end_field();
    hash.write(finding.subject.as_ref().map_or("", |subject| &subject.path).as_bytes());
    hash.end_field();
    if !finding.absent
        && let Some(source) = report.sources.get(finding.at.source)
    {
        for word in evidence(source, finding.at, &report.secrets).split_whitespace() {
            hash.write(word.as_bytes());
            hash.write(b" ");
        }
    }
    hash.0
}

/// The text of a span with secrets masked, cut to what tells findings apart.
fn evidence(source: &Source, span: Span, secrets: &Secrets) -> String {
    const MOST: usize = 1000;
    let end = span.end.min(span.start.saturating_add(MOST as u32));
    let mut text = String::new();
    let mut from = span.start;
    for mask in secrets.touching(span) {
        text.push_str(source.slice(Span::new(span.source, from, mask.start.min(end).max(from))));
        text.push_str(MASK);
        from = mask.end.max(from);
    }
    let end = (from..=end).rev().find(|&end| source.text.is_char_boundary(end as usize));
    text.push_str(source.slice(Span::new(span.source, from, end.unwrap_or(from))));
    text
}

/// FNV-1a with 64 bits: the same on every machine and in every version.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// A byte that no field contains.
    fn end_field(&mut self) {
        self.write(&[0]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<String> {
        let hashes = LineHashes::of(text.encode_utf16());
        (1..).map_while(|line| hashes.line(line)).collect()
    }

    #[test]
    fn an_empty_file_has_one_line() {
        assert_eq!(hashes(""), ["c129715d7a2bc9a3:1"]);
    }

    #[test]
    fn blanks_do_not_count() {
        let expected = ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"];
        assert_eq!(hashes(" a\nb\n  \t\tc\n d"), expected);
    }

    #[test]
    fn equal_lines_are_numbered_until_the_end_of_the_file_shows() {
        let expected = [
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1",
        ];
        assert_eq!(hashes(&"Lorem ipsum dolor sit amet.\n".repeat(10)), expected);
    }

    #[test]
    fn line_ends_do_not_matter() {
        assert_eq!(hashes("a\r\nb\r\nc"), hashes("a\nb\nc"));
        assert_eq!(hashes("a\rb\rc"), hashes("a\nb\nc"));
    }
}
