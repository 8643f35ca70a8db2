//! The keys of hadolint's configuration.

use super::Settings;
use crate::config::file::registry_problem;
use crate::finding::Severity;
use crate::rules;
use crate::settings::LabelKind;
use crate::source::shown;
use crate::syntax::yaml::{Pair, Value};

/// Rules that hadolint had and dropped; configurations still name them.
const DROPPED: &[&str] = &["DL3005", "DL3017", "DL3031", "DL3039"];

/// Takes in a configuration of hadolint.
pub(super) fn take(settings: &mut Settings, pairs: &[Pair<'_>]) {
    let mut failing = Failing::default();
    for pair in pairs {
        settings.take(pair, &mut failing);
    }
    let threshold = if failing.never { Some(None) } else { failing.threshold };
    settings.failing = match threshold {
        Some(threshold) => format!("fail-on = \"{}\"\n", threshold.map_or("never", Severity::as_str)),
        None => format!(
            "# hadolint fails from `info` on when nothing else is said.\nfail-on = \"{}\"\n",
            Severity::Low
        ),
    };
}

/// What fails a run of hadolint.
#[derive(Default)]
struct Failing {
    threshold: Option<Option<Severity>>,
    never: bool,
}

impl Settings {
    /// Takes in one key.
    fn take(&mut self, pair: &Pair<'_>, failing: &mut Failing) {
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
                Some(threshold) => failing.threshold = Some(threshold),
                None => self.note(value, "`failure-threshold`: hadolint has no such severity"),
            },
            "no-fail" => failing.never |= is_on,
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
    use super::super::{Origin, testing};
    use super::*;
    use crate::config::Config;

    /// The configuration and the notes.
    fn run(text: &str) -> (String, Vec<(String, String)>) {
        testing::run(text, Origin::Hadolint)
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
        let notes = run(text).1;
        let places: Vec<&str> = notes.iter().map(|(place, _)| place.as_str()).collect();
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
}
