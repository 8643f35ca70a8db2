//! Turns the configuration of hadolint into one of ours. Reads no file, and says about every line that has no
//! equivalent why.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::ConfigError;
use super::file::registry_problem;
use crate::finding::{ProblemKind, Severity};
use crate::rules;
use crate::settings::LabelKind;
use crate::source::{SourceId, shown};
use crate::syntax::Limits;
use crate::syntax::yaml::{self, Pair, Value};

/// A configuration that was turned into ours.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Migration {
    /// The text of a `plimsoll.toml`.
    pub toml: String,
    /// What has no place in it.
    pub notes: Vec<Note>,
}

/// Something that has no equivalent.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// What, and why or what to do instead.
    pub text: String,
    /// The bytes of the configuration that it is about.
    pub range: Range<usize>,
}

/// What a configuration of hadolint says, in our terms.
#[derive(Default)]
struct Settings {
    /// Our name and hadolint's identifier, in order.
    ignore: Vec<(&'static str, String)>,
    levels: BTreeMap<&'static str, (Severity, String)>,
    registries: Vec<String>,
    labels: BTreeMap<String, LabelKind>,
    strict_labels: bool,
    threshold: Option<Option<Severity>>,
    never_fails: bool,
    notes: Vec<Note>,
}

/// Rules that hadolint had and dropped; configurations still name them.
const DROPPED: &[&str] = &["DL3005", "DL3017", "DL3031", "DL3039"];

/// Turns the text of a `.hadolint.yaml` into a `plimsoll.toml`.
///
/// # Errors
/// The first mistake when it is not YAML, or no mapping.
pub fn migrate(text: &str) -> Result<Migration, ConfigError> {
    let tree = yaml::parse(SourceId(0), text, &Limits::default());
    let broken = |problem: &&crate::finding::Problem| {
        matches!(problem.kind, ProblemKind::YamlSyntax | ProblemKind::Limit)
    };
    if let Some(problem) = tree.problems.iter().find(broken) {
        return Err(ConfigError::new(problem.message.clone(), problem.at.range()));
    }
    let mut settings = Settings::default();
    if let Some(root) = tree.roots().next().filter(|root| !root.is_null()) {
        if !root.is_mapping() {
            return Err(ConfigError::new("a configuration of hadolint is a mapping", root.span().range()));
        }
        for pair in root.entries() {
            settings.take(&pair);
        }
    }
    let toml = settings.write();
    Ok(Migration { toml, notes: settings.notes })
}

impl Settings {
    fn note(&mut self, value: Value<'_>, text: impl Into<String>) {
        self.notes.push(Note { text: text.into(), range: value.written().span.range() });
    }

    /// Takes in one key.
    fn take(&mut self, pair: &Pair<'_>) {
        let (key, value) = (pair.key, pair.value);
        let is_on = value.as_bool_compose() == Some(true);
        match key.text().unwrap_or("") {
            "ignored" => {
                for (item, id) in self.texts(key, value) {
                    for name in self.names(item, &id) {
                        if self.ignore.iter().all(|(known, _)| *known != name) {
                            self.ignore.push((name, id.clone()));
                        }
                    }
                }
            }
            "override" => {
                for pair in value.entries() {
                    self.take_levels(&pair);
                }
            }
            "trustedRegistries" => {
                for (item, pattern) in self.texts(key, value) {
                    match registry_problem(&pattern) {
                        None => self.registries.push(pattern),
                        Some(problem) => self.note(item, format!("`trustedRegistries`: {problem}")),
                    }
                }
            }
            "failure-threshold" => match threshold(value.text().unwrap_or("")) {
                Some(threshold) => self.threshold = Some(threshold),
                None => self.note(value, "`failure-threshold`: hadolint has no such severity"),
            },
            "no-fail" => self.never_fails |= is_on,
            "format" => self.note(value, format!("`format`: {}", format_advice(value.text().unwrap_or("")))),
            "formats" => {
                for (item, format) in self.texts(key, value) {
                    self.note(item, format!("`formats`: {}", format_advice(&format)));
                }
            }
            "disable-ignore-pragma" if is_on => self.note(
                key,
                "`disable-ignore-pragma`: call `plimsoll check --no-suppressions`, which passes over all directives",
            ),
            "no-color" if is_on => self.note(key, "`no-color`: set NO_COLOR or call with `--color never`"),
            "verbose" if is_on => {
                self.note(key, "`verbose`: there is nothing to switch on; notices are always on standard error")
            }
            "strict-labels" => self.strict_labels = is_on,
            "label-schema" if value.is_mapping() || value.is_null() => {
                for pair in value.entries() {
                    self.take_label(&pair);
                }
            }
            "label-schema" => self.note(value, "`label-schema`: hadolint reads a mapping of names and types here"),
            "disable-ignore-pragma" | "no-color" | "verbose" => {}
            other => self.note(key, format!("`{}`: hadolint has no such option", shown(other))),
        }
    }

    /// Takes in the rules of one severity under `override`.
    fn take_levels(&mut self, pair: &Pair<'_>) {
        let severity = match pair.key.text() {
            Some("error") => Severity::High,
            Some("warning") => Severity::Medium,
            Some("info") => Severity::Low,
            Some("style") => Severity::Info,
            other => {
                let name = other.unwrap_or("").to_owned();
                return self
                    .note(pair.key, format!("`override`: hadolint has no severity `{}`", shown(&name)));
            }
        };
        for (item, id) in self.texts(pair.key, pair.value) {
            for name in self.names(item, &id) {
                let (known, from) = self.levels.entry(name).or_insert((severity, id.clone()));
                // One rule here may stand for several of hadolint's.
                if *known < severity {
                    (*known, *from) = (severity, id.clone());
                }
            }
        }
    }

    /// Takes in one label of `label-schema`.
    fn take_label(&mut self, pair: &Pair<'_>) {
        let (Some(name), kind) = (pair.key.text(), pair.value.text().unwrap_or("").trim()) else { return };
        match LabelKind::parse(&kind.to_ascii_lowercase()) {
            Some(kind) => {
                self.labels.insert(name.trim().to_owned(), kind);
            }
            None => {
                self.note(pair.value, format!("`label-schema`: hadolint has no type `{}`", shown(kind)));
            }
        }
    }

    /// The texts of a list.
    fn texts<'t>(&mut self, key: Value<'t>, value: Value<'t>) -> Vec<(Value<'t>, String)> {
        if !value.is_sequence() && !value.is_null() {
            let name = key.text().unwrap_or("").to_owned();
            self.note(value, format!("`{}`: hadolint reads a list here", shown(&name)));
        }
        value.items().filter_map(|item| Some((item, item.text()?.trim().to_owned()))).collect()
    }

    /// Our rules for an identifier of hadolint.
    fn names(&mut self, item: Value<'_>, id: &str) -> Vec<&'static str> {
        let digits = id.strip_prefix("DL").or_else(|| id.strip_prefix("SC")).unwrap_or("");
        if digits.is_empty() || digits.len() > 6 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            self.note(item, format!("`{}` is no rule of hadolint", shown(id)));
            return Vec::new();
        }
        let mut found = rules::find(&format!("hadolint/{id}"));
        // All numbers without a rule share one, which is off unless it is asked for.
        found.retain(|rule| rule.meta.name != rules::OTHER_SHELL_FAULT);
        if found.is_empty() {
            let reason = match id {
                _ if id.starts_with("SC") => "only `other-shell-fault` knows it, which has to be selected",
                _ if DROPPED.contains(&id) => "hadolint itself has no such rule any more",
                _ => "no rule here corresponds to it yet",
            };
            self.note(item, format!("`{id}`: {reason}"));
        }
        found.into_iter().map(|rule| rule.meta.name).collect()
    }

    /// The text of our configuration.
    fn write(&self) -> String {
        let mut out =
            String::from("# Made from the configuration of hadolint by `plimsoll migrate`.\n\n[lint]\n");
        let severity = |threshold: Option<Severity>| threshold.map_or("never", Severity::as_str);
        let _ = match (self.never_fails, self.threshold) {
            (true, _) => writeln!(out, "fail-on = \"never\""),
            (false, Some(threshold)) => writeln!(out, "fail-on = \"{}\"", severity(threshold)),
            (false, None) => writeln!(
                out,
                "# hadolint fails from `info` on when nothing else is said.\nfail-on = \"{}\"",
                Severity::Low
            ),
        };
        if !self.ignore.is_empty() {
            out.push_str("ignore = [\n");
            for (name, id) in &self.ignore {
                let _ = writeln!(out, "    \"{name}\", # {id}");
            }
            out.push_str("]\n");
        }
        if !self.registries.is_empty() {
            let registries = self.registries.iter().cloned().map(toml::Value::String).collect();
            let _ = writeln!(out, "trusted-registries = {}", toml::Value::Array(registries));
        }
        if !self.labels.is_empty() || self.strict_labels {
            out.push_str("\n[lint.labels]\n");
            if self.strict_labels {
                out.push_str("strict = true\n");
            }
            if !self.labels.is_empty() {
                out.push_str("\n[lint.labels.required]\n");
            }
            for (name, kind) in &self.labels {
                let _ = writeln!(out, "{} = \"{}\"", toml::Value::String(name.clone()), kind.as_str());
            }
        }
        if !self.levels.is_empty() {
            out.push_str("\n[rules]\n");
            for (name, (severity, id)) in &self.levels {
                let _ = writeln!(out, "{name} = \"{severity}\" # {id}");
            }
        }
        out
    }
}

/// The lowest severity that fails the run; `Some(None)` when none does.
fn threshold(word: &str) -> Option<Option<Severity>> {
    match word {
        "error" => Some(Some(Severity::High)),
        "warning" => Some(Some(Severity::Medium)),
        "info" => Some(Some(Severity::Low)),
        "style" | "ignore" => Some(Some(Severity::Info)),
        "none" => Some(None),
        _ => None,
    }
}

/// What to do about a report format.
fn format_advice(format: &str) -> String {
    match format {
        "tty" => "call with `--output-format terminal`, which is the default".into(),
        "gnu" => "call with `--output-format concise`".into(),
        "json" | "sarif" => {
            format!("call with `--output-format {format}`; the form follows plimsoll's rules")
        }
        "codeclimate" | "gitlab_codeclimate" | "codacy" | "checkstyle" | "sonarqube" | "junit" => {
            format!("there is no report in the form of {format} yet; `json` and `sarif` are the nearest")
        }
        other => format!("hadolint has no format `{}`", shown(other)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::config::Config;

    /// The configuration, which our own reader accepts, and the notes.
    fn run(text: &str) -> (String, Vec<String>) {
        let migration = migrate(text).unwrap();
        Config::parse(&migration.toml).unwrap();
        (migration.toml, migration.notes.into_iter().map(|note| note.text).collect())
    }

    #[test]
    fn rules_get_our_names_and_keep_theirs_beside_them() {
        let (toml, notes) =
            run("ignored: [DL3007, DL3007]\noverride:\n  error: [DL3006]\n  style:\n    - DL3020\n");
        assert!(toml.contains("ignore = [\n    \"image-latest-tag\", # DL3007\n]\n"), "{toml}");
        assert!(
            toml.contains(
                "[rules]\nadd-instead-of-copy = \"info\" # DL3020\nimage-without-tag = \"high\" # DL3006\n"
            ),
            "{toml}"
        );
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn what_has_no_equivalent_is_named_with_its_place() {
        let text = "ignored:\n- SC2230\n- DL3005\n- DL9999\n- root\nlabel-schema:\n  a: uri\nfoo: 1\ndisable-ignore-pragma: true\nformat: junit\noverride: {fatal: [DL3006]}\ntrustedRegistries: docker.io\n";
        let migration = migrate(text).unwrap();
        let notes: Vec<(&str, &str)> = migration
            .notes
            .iter()
            .map(|note| (text.get(note.range.clone()).unwrap(), note.text.as_str()))
            .collect();
        let places: Vec<&str> = notes.iter().map(|(place, _)| *place).collect();
        assert_eq!(
            places,
            [
                "SC2230",
                "DL3005",
                "DL9999",
                "root",
                "uri",
                "foo",
                "disable-ignore-pragma",
                "junit",
                "fatal",
                "docker.io"
            ]
        );
        assert!(notes.iter().all(|(_, note)| note.contains('`')), "{notes:?}");
    }

    #[test]
    fn the_threshold_is_hadolints_own_when_nothing_is_said() {
        assert!(run("").0.contains("\nfail-on = \"low\"\n"));
        assert!(run("failure-threshold: error").0.contains("\nfail-on = \"high\"\n"));
        assert!(run("failure-threshold: none").0.contains("\nfail-on = \"never\"\n"));
        assert!(run("no-fail: true\nfailure-threshold: style").0.contains("\nfail-on = \"never\"\n"));
        assert_eq!(run("failure-threshold: worst").1.len(), 1);
    }

    #[test]
    fn registries_are_taken_over() {
        let (toml, notes) = run("trustedRegistries:\n- docker.io\n- '*.gcr.io'\n- https://x\n- \"a\\\"b\"\n");
        assert!(toml.contains("trusted-registries = [\"docker.io\", \"*.gcr.io\", "), "{toml}");
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn labels_are_taken_over() {
        let text = "label-schema:\n  author: text\n  contact: Email\n  a.b-c: url\n  x: hash\n  \"q\\\"q\": spdx\nstrict-labels: true\n";
        let (toml, notes) = run(text);
        let labels = Config::parse(&toml).unwrap().labels;
        assert_eq!(labels.required.len(), 5);
        assert_eq!(labels.kind("contact"), Some(LabelKind::Email));
        assert_eq!(labels.kind("q\"q"), Some(LabelKind::Spdx));
        assert!(labels.strict && notes.is_empty(), "{notes:?}");
        assert_eq!(run("label-schema: [a]\n").1.len(), 1);
        assert!(run("strict-labels: true\n").0.ends_with("[lint.labels]\nstrict = true\n"));
        assert!(!run("strict-labels: false\nlabel-schema:\n").0.contains("labels"));
    }

    #[test]
    fn rules_for_labels_have_a_name_here() {
        let (toml, notes) = run(
            "ignored: [DL3048, DL3049, DL3050, DL3051, DL3052, DL3053, DL3054, DL3055, DL3056, DL3058]\n",
        );
        assert!(notes.is_empty(), "{notes:?}");
        assert!(toml.contains("\"missing-label\", # DL3049\n    \"unknown-label\", # DL3050\n"), "{toml}");
    }

    #[test]
    fn options_of_the_command_line_are_named() {
        let on = "format: sarif\nformats: [tty, gnu]\nno-color: true\nverbose: true\ndisable-ignore-pragma: true\n";
        assert_eq!(run(on).1.len(), 6);
        assert!(
            run("no-color: false\nverbose: false\ndisable-ignore-pragma: false\nno-fail: false\n")
                .1
                .is_empty()
        );
    }

    #[test]
    fn text_that_is_no_configuration_is_a_mistake() {
        assert!(migrate("a: [").is_err());
        assert!(migrate("- a").is_err());
        assert!(migrate("# nothing\n").is_ok());
    }
}
