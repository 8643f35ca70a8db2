//! The keys of compose-lint's configuration.

use super::{Said, Settings};
use crate::finding::Severity;
use crate::rules;
use crate::source::shown;
use crate::syntax::yaml::{Pair, Value};

/// Rules that compose-lint had and dropped; configurations still name them.
const DROPPED: &[&str] = &["CL-0012", "CL-0015", "CL-0023"];

/// Takes in a configuration of compose-lint.
pub(super) fn take(settings: &mut Settings, pairs: &[Pair<'_>]) {
    for pair in pairs {
        match pair.key.text().unwrap_or("") {
            "rules" => {
                let pairs = pair.value.entries();
                let said: Vec<Said<'_>> = pairs.iter().filter_map(|pair| rule(settings, pair)).collect();
                settings.take_all(&said);
            }
            // Anchors may stand there.
            key if key.starts_with("x-") => {}
            other => settings.note(pair.key, format!("`{}`: compose-lint has no such option", shown(other))),
        }
    }
}

/// What is said about one rule. What is only said about some services is named.
fn rule<'t>(settings: &mut Settings, pair: &Pair<'t>) -> Option<Said<'t>> {
    let id = pair.key.text().unwrap_or("");
    if rules::find(&format!("compose-lint/{id}")).is_empty() {
        let reason = match DROPPED.contains(&id) {
            true => "compose-lint itself has no such rule any more",
            false => "compose-lint has no such rule",
        };
        settings.note(pair.key, format!("`{}`: {reason}", shown(id)));
        return None;
    }
    for option in pair.value.entries() {
        let (key, name) = (option.key, option.key.text().unwrap_or(""));
        if !["enabled", "reason", "severity", "exclude_services"].contains(&name) {
            settings.note(key, format!("`{id}`: compose-lint has no option `{}`", shown(name)));
        }
    }
    let text = |key: &str| pair.value.get(key).and_then(Value::text).unwrap_or("");
    let switch = pair.value.get("enabled");
    let is_off = switch.is_some_and(|switch| switch.as_bool_kube() == Some(false));
    if let Some(switch) = switch.filter(|switch| switch.as_bool_kube().is_none()) {
        settings.note(switch, format!("`{id}`: compose-lint reads `true` or `false` here"));
    }
    if is_off {
        return Some(Said { id, at: pair.key, level: None, reason: text("reason") });
    }
    if let Some(reason) = pair.value.get("reason") {
        settings.note(reason, format!("`{id}`: a reason without `enabled: false` does nothing"));
    }
    for (at, service, reason) in services(pair.value) {
        let directive = format!("# plimsoll: ignore[{id}] {}", shown(reason.trim()));
        let (service, directive) = (shown(service), directive.trim_end());
        settings.note(at, format!("`{id}`: write `{directive}` above service `{service}`"));
    }
    let severity = pair.value.get("severity")?;
    let level =
        Severity::parse(&text("severity").to_ascii_lowercase()).filter(|level| *level != Severity::Info);
    if level.is_none() {
        settings.note(severity, format!("`{id}`: compose-lint has no such severity"));
    }
    Some(Said { id, at: pair.key, level: Some(level?), reason: "" })
}

/// The services that a rule is not for, as a list or with the reason of each.
fn services<'t>(rule: Value<'t>) -> Vec<(Value<'t>, &'t str, &'t str)> {
    let Some(excluded) = rule.get("exclude_services") else { return Vec::new() };
    let named = excluded.items().filter_map(|item| Some((item, item.text()?, "")));
    let explained = excluded.entries();
    let explained = explained
        .iter()
        .filter_map(|pair| Some((pair.key, pair.key.text()?, pair.value.text().unwrap_or(""))));
    named.chain(explained).collect()
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::super::testing::run;

    #[test]
    fn rules_keep_their_reasons_and_severities() {
        let (toml, notes) = run(
            "x-a: &off\n  enabled: no\nrules:\n  CL-0003:\n    <<: *off\n    reason: \"SEC-1 —\\napproved\"\n  CL-0007: {severity: HIGH}\n  CL-0014:\n",
            Origin::ComposeLint,
        );
        assert!(
            toml.contains(
                "[lint]\nignore = [\n    \"privilege-escalation-allowed\", # CL-0003: SEC-1 —\\napproved\n]\n"
            ),
            "{toml}"
        );
        assert!(toml.contains("[rules]\nwritable-root-filesystem = \"high\" # CL-0007\n"), "{toml}");
        assert!(notes.is_empty(), "{notes:?}");
    }

    #[test]
    fn a_rule_that_stands_for_several_is_weakened_by_all_of_them() {
        let (toml, notes) =
            run("rules: {CL-0030: {severity: low}, CL-0001: {enabled: false}}", Origin::ComposeLint);
        assert!(toml.contains("\"runtime-socket-mount\", # CL-0001\n"), "{toml}");
        assert!(!toml.contains("host-root-mount") && !toml.contains("dangerous-capability"), "{toml}");
        let texts: Vec<&str> = notes.iter().map(|(_, text)| text.as_str()).collect();
        assert!(
            texts.iter().any(|text| text.contains("`host-root-mount` is for `CL-0013` as well")),
            "{texts:?}"
        );
        assert!(
            texts.iter().any(|text| text.starts_with("`CL-0030`: `dangerous-capability` is for")),
            "{texts:?}"
        );
        assert!(
            run("rules: {CL-0030: {severity: critical}}", Origin::ComposeLint)
                .0
                .contains("dangerous-capability")
        );
    }

    #[test]
    fn exceptions_of_services_become_comments() {
        let text = "rules:\n  CL-0003:\n    exclude_services:\n      game: \"switches users\"\n      a\\b: ~\n  CL-0007:\n    exclude_services: [old, 2048]\n";
        let (toml, notes) = run(text, Origin::ComposeLint);
        assert_eq!(toml, "# Made from the configuration of compose-lint by `plimsoll migrate`.\n");
        assert_eq!(
            notes[0],
            (
                "game".to_owned(),
                "`CL-0003`: write `# plimsoll: ignore[CL-0003] switches users` above service `game`"
                    .to_owned()
            )
        );
        assert_eq!(notes.len(), 4);
        assert_eq!(notes[3].1, "`CL-0007`: write `# plimsoll: ignore[CL-0007]` above service `2048`");
        let off = "rules: {CL-0003: {enabled: false, exclude_services: [a]}}";
        assert!(run(off, Origin::ComposeLint).1.is_empty());
    }

    #[test]
    fn what_does_nothing_is_named() {
        let text = "fail_on: high\nrules:\n  CL-0012: {enabled: false}\n  CL-1: {}\n  CL-0005: {severty: low, reason: why, enabled: 'false', severity: info}\n";
        let (_, notes) = run(text, Origin::ComposeLint);
        let about: Vec<&str> = notes.iter().map(|(about, _)| about.as_str()).collect();
        assert_eq!(about, ["fail_on", "CL-0012", "CL-1", "severty", "why", "'false'", "info"], "{notes:?}");
    }
}
