//! The front matter of a rule's page, read at compile time. Knows the keys and their values, not the rules.

use crate::finding::{Safety, Severity};
use crate::model::Format;

/// What a rule's page says about the rule.
#[derive(Debug, Clone, Copy)]
pub struct Meta {
    /// The rule's only identity: kebab-case, states the fault.
    pub name: &'static str,
    /// One sentence without a final full stop.
    pub summary: &'static str,
    /// How bad the fault is.
    pub severity: Severity,
    /// What kind of fault it is.
    pub category: Category,
    /// Which preset contains it first.
    pub preset: Preset,
    /// The safety of its fix, if it has one.
    pub fix: Option<Safety>,
    /// The version that introduced it.
    pub since: &'static str,
    formats: &'static str,
    refused: &'static str,
    yields: &'static str,
    aliases: &'static str,
    references: &'static str,
}

/// What kind of fault a rule finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Makes an attack easier.
    Security,
    /// Does not do what was meant, or does not work at all.
    Correctness,
    /// Works until something else fails.
    Reliability,
    /// Costs time, space or money.
    Efficiency,
    /// Makes the next change harder.
    Maintainability,
    /// Looks.
    Style,
}

impl Category {
    /// All categories.
    pub const ALL: [Category; 6] = [
        Category::Security,
        Category::Correctness,
        Category::Reliability,
        Category::Efficiency,
        Category::Maintainability,
        Category::Style,
    ];

    /// The word used in pages and configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Category::Security => "security",
            Category::Correctness => "correctness",
            Category::Reliability => "reliability",
            Category::Efficiency => "efficiency",
            Category::Maintainability => "maintainability",
            Category::Style => "style",
        }
    }
}

/// A set of rules; each contains the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Preset {
    /// What nearly every maintainer would thank us for.
    Default,
    /// What a hardened shop wants: pins, digests, limits.
    Strict,
    /// Opinion and style.
    Pedantic,
}

impl Preset {
    /// All presets, smallest first.
    pub const ALL: [Preset; 3] = [Preset::Default, Preset::Strict, Preset::Pedantic];

    /// The word used in pages and configuration.
    pub const fn as_str(self) -> &'static str {
        match self {
            Preset::Default => "default",
            Preset::Strict => "strict",
            Preset::Pedantic => "pedantic",
        }
    }
}

impl Meta {
    /// The formats that the rule looks at.
    pub fn formats(&self) -> impl Iterator<Item = Format> {
        Format::ALL.into_iter().filter(|format| list(self.formats).any(|word| word == format.as_str()))
    }

    /// Whether the engine of a format itself refuses every file of that format which the rule reports: the build does
    /// not start, the project does not load, the object is not taken.
    pub fn is_refused(&self, format: Format) -> bool {
        list(self.refused).any(|word| word == format.as_str())
    }

    /// The rules that say more about the same fault: where one of them has a finding at the same place, this rule has
    /// none.
    pub fn yields(&self) -> impl Iterator<Item = &'static str> {
        list(self.yields)
    }

    /// The names that other linters have for the fault, as `tool/ID`; `tool/ID*` marks an ID that the tool uses for
    /// several of our rules.
    pub fn aliases(&self) -> impl Iterator<Item = Alias> {
        list(self.aliases).filter_map(Alias::parse)
    }

    /// The requirements that the rule enforces: `cis-docker/5.4`, `pss-restricted`, `nsa`, `cwe/250`.
    pub fn references(&self) -> impl Iterator<Item = &'static str> {
        list(self.references)
    }

    /// The number that GitHub sorts security alerts by; `None` for rules that are not about security.
    pub fn security_severity(&self, severity: Severity) -> Option<&'static str> {
        if self.category != Category::Security {
            return None;
        }
        match severity {
            Severity::Critical => Some("9.5"),
            Severity::High => Some("8.0"),
            Severity::Medium => Some("5.5"),
            Severity::Low => Some("2.0"),
            Severity::Info => None,
        }
    }
}

/// A name that another linter has for a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Alias {
    /// The linter: `hadolint`, `trivy`, `checkov`, ….
    pub tool: &'static str,
    /// Its identifier.
    pub id: &'static str,
    /// Whether the linter has one identifier for what are several rules here.
    pub split: bool,
}

impl Alias {
    fn parse(text: &'static str) -> Option<Alias> {
        let (tool, id) = text.split_once('/')?;
        Some(Alias { tool, id: id.trim_end_matches('*'), split: id.ends_with('*') })
    }
}

/// The items of a comma-separated list.
fn list(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty())
}

/// Reads a page's front matter.
pub(super) const fn parse(page: &'static str) -> Meta {
    Meta {
        name: required(page, "name"),
        summary: required(page, "summary"),
        severity: match word(required(page, "severity"), SEVERITIES) {
            Some(0) => Severity::Info,
            Some(1) => Severity::Low,
            Some(2) => Severity::Medium,
            Some(3) => Severity::High,
            Some(4) => Severity::Critical,
            _ => panic!("severity is info, low, medium, high or critical"),
        },
        category: match word(required(page, "category"), CATEGORIES) {
            Some(index) => Category::ALL[index],
            None => {
                panic!("category is security, correctness, reliability, efficiency, maintainability or style")
            }
        },
        preset: match word(required(page, "preset"), PRESETS) {
            Some(index) => Preset::ALL[index],
            None => panic!("preset is default, strict or pedantic"),
        },
        fix: match word(required(page, "fix"), &["none", "safe", "unsafe"]) {
            Some(0) => None,
            Some(1) => Some(Safety::Safe),
            Some(2) => Some(Safety::Unsafe),
            _ => panic!("fix is none, safe or unsafe"),
        },
        since: required(page, "since"),
        formats: required(page, "formats"),
        refused: value(page, "refused"),
        yields: value(page, "yields"),
        aliases: value(page, "aliases"),
        references: value(page, "references"),
    }
}

const SEVERITIES: &[&str] = &["info", "low", "medium", "high", "critical"];
const CATEGORIES: &[&str] =
    &["security", "correctness", "reliability", "efficiency", "maintainability", "style"];
const PRESETS: &[&str] = &["default", "strict", "pedantic"];

const fn required(page: &'static str, key: &str) -> &'static str {
    let text = value(page, key);
    assert!(
        !text.is_empty(),
        "a page starts with front matter that has name, summary, severity, category, formats, preset, fix and since"
    );
    text
}

/// The index of a word in a list.
const fn word(text: &str, words: &[&str]) -> Option<usize> {
    let mut index = 0;
    while index < words.len() {
        if equal(text.as_bytes(), words[index].as_bytes()) {
            return Some(index);
        }
        index += 1;
    }
    None
}

pub(super) const fn equal(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && starts_with(a, 0, b)
}

const fn starts_with(text: &[u8], at: usize, prefix: &[u8]) -> bool {
    let mut index = 0;
    while index < prefix.len() {
        if at + index >= text.len() || text[at + index] != prefix[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// The value of a key between the two `---` lines; empty when the key is not there.
const fn value(page: &'static str, key: &str) -> &'static str {
    let bytes = page.as_bytes();
    assert!(starts_with(bytes, 0, b"---\n"), "a page starts with a `---` line");
    let mut line = 4;
    while line < bytes.len() && !starts_with(bytes, line, b"---") {
        let mut end = line;
        while end < bytes.len() && bytes[end] != b'\n' {
            end += 1;
        }
        let colon = line + key.len();
        if starts_with(bytes, line, key.as_bytes()) && colon < end && bytes[colon] == b':' {
            let (_, rest) = page.split_at(colon + 1);
            let (text, _) = rest.split_at(end - colon - 1);
            return text.trim_ascii();
        }
        line = end + 1;
    }
    ""
}
