//! The keys of dclint's configuration.

use super::{Said, Settings};
use crate::finding::Severity;
use crate::rules;
use crate::source::shown;
use crate::syntax::yaml::{Pair, Value};

/// The rules of dclint about what is refused or does harm, and those about order and looks, which nothing here
/// corresponds to.
const RULES: &[&str] = &[
    "no-build-and-image",
    "no-duplicate-container-names",
    "no-duplicate-exported-ports",
    "no-unbound-port-interfaces",
    "no-version-field",
    "require-project-name-field",
    "require-quotes-in-ports",
    "service-container-name-regex",
    "service-image-require-explicit-tag",
];
const LOOKS: &[&str] = &[
    "no-quotes-in-volumes",
    "service-dependencies-alphabetical-order",
    "service-keys-order",
    "service-ports-alphabetical-order",
    "services-alphabetical-order",
    "top-level-properties-order",
];

/// Takes in a configuration of dclint.
pub(super) fn take(settings: &mut Settings, pairs: &[Pair<'_>]) {
    let mut said = Vec::new();
    for pair in pairs {
        let (key, value) = (pair.key, pair.value);
        let is_on = value.as_bool_compose() == Some(true);
        match key.text().unwrap_or("") {
            "rules" => {
                said.extend(value.entries().iter().filter_map(|pair| rule(settings, pair)));
            }
            "exclude" => {
                for item in value.items().filter(|item| item.text().is_some_and(|text| !text.is_empty())) {
                    exclude(settings, item);
                }
            }
            "quiet" if is_on => settings.note(
                key,
                "`quiet`: everything is reported; `fail-on`, or the flag `--fail-on`, is about what fails",
            ),
            "debug" if is_on => settings.note(key, "`debug`: call with `-v`"),
            "quiet" | "debug" | "$schema" => {}
            other => settings.note(key, format!("`{}`: dclint has no such option", shown(other))),
        }
    }
    settings.take_all(&said);
}

/// What is said about one rule: `2`, or `[2, {option: value}]`.
fn rule<'t>(settings: &mut Settings, pair: &Pair<'t>) -> Option<Said<'t>> {
    let (at, id) = (pair.key, pair.key.text().unwrap_or(""));
    let has_rule = !rules::find(&format!("dclint/{id}")).is_empty();
    if !has_rule {
        let reason = match id {
            _ if LOOKS.contains(&id) => "there are no rules about order and looks here",
            _ if RULES.contains(&id) => "no rule here corresponds to it",
            _ => "dclint has no such rule",
        };
        settings.note(at, format!("`{}`: {reason}", shown(id)));
        return None;
    }
    let value = pair.value.item(0).unwrap_or(pair.value);
    let level = match value.text() {
        Some("0") => None,
        Some("1") => Some(Severity::Medium),
        Some("2") => Some(Severity::High),
        _ => {
            settings.note(pair.value, format!("`{id}`: dclint's levels are 0, 1 and 2"));
            return None;
        }
    };
    let options = pair.value.item(1).map(Value::entries).unwrap_or_default();
    for option in options.iter().filter(|_| level.is_some()) {
        let name = option.key.text().unwrap_or("");
        settings.note(option.key, format!("`{id}`: {}", option_advice(id, name)));
    }
    Some(Said { id, at, level, reason: "" })
}

/// What to say about an option of a rule.
fn option_advice(id: &str, option: &str) -> String {
    match (id, option) {
        ("service-image-require-explicit-tag", "prohibitedTags") => {
            "`prohibitedTags` has no place here: `image-moving-tag` has the tags that move".into()
        }
        ("require-quotes-in-ports", "quoteType") => {
            "`quoteType` has no place here: either kind will do".into()
        }
        _ => format!("`{}` has no place here", shown(option)),
    }
}

/// A text that excludes the paths which hold it.
fn exclude(settings: &mut Settings, item: Value<'_>) {
    let text = item.text().unwrap_or("");
    let text = text.strip_prefix("./").unwrap_or(text);
    if text.starts_with('/') || text.split('/').any(|part| part == "..") {
        let text = format!("`exclude`: `{}` may lie outside of the folder of the configuration", shown(text));
        return settings.note(item, text);
    }
    settings.exclude.push(format!("*{}*", globset::escape(text)));
}

#[cfg(test)]
mod tests {
    use super::super::Origin;
    use super::super::testing::run;
    use super::*;

    #[test]
    fn levels_become_severities_and_options_are_named() {
        let json = "{\n\t\"$schema\": \"x\",\n\t\"rules\": {\n\t\t\"no-unbound-port-interfaces\": 1,\n\t\t\"service-image-require-explicit-tag\": [2, {\"prohibitedTags\": [\"dev\"]}],\n\t\t\"require-quotes-in-ports\": [1, {\"quoteType\": \"double\"}],\n\t\t\"services-alphabetical-order\": 0,\n\t\t\"no-such\": 2,\n\t\t\"no-version-field\": 3\n\t},\n\t\"quiet\": true,\n\t\"debug\": false,\n\t\"exclude\": [\"vendor/\", \"./a[1].yml\", \"../x\"],\n\t\"color\": 1\n}\n";
        let (toml, notes) = run(json, Origin::Dclint);
        assert!(toml.contains("\nexclude = [\"*vendor/*\", \"*a[[]1[]].yml*\"]\n"), "{toml}");
        assert!(!toml.contains("obsolete-compose-version"), "{toml}");
        assert!(
            toml.contains("\npublished-on-all-interfaces = \"medium\" # no-unbound-port-interfaces\n"),
            "{toml}"
        );
        assert!(
            toml.contains("\nimage-latest-tag = \"high\" # service-image-require-explicit-tag\n"),
            "{toml}"
        );
        let about: Vec<&str> = notes.iter().map(|(about, _)| about.trim_matches('"')).collect();
        assert_eq!(
            about,
            [
                "prohibitedTags",
                "quoteType",
                "services-alphabetical-order",
                "no-such",
                "3",
                "quiet",
                "../x",
                "color"
            ],
            "{notes:?}"
        );
    }

    #[test]
    fn a_package_has_it_under_its_name() {
        let text = "{\"name\": \"a\", \"dclint\": {\"rules\": {\"no-version-field\": 0}}}";
        assert!(run(text, Origin::DclintPackage).0.contains("obsolete-compose-version"));
    }

    #[test]
    fn every_rule_of_dclint_is_known_here_or_named() {
        for id in RULES.iter().chain(LOOKS) {
            let (toml, notes) = run(&format!("rules:\n  {id}: 0\n"), Origin::Dclint);
            assert!(toml.contains(&format!("# {id}\n")) != (notes.len() == 1), "{id}: {toml}{notes:?}");
        }
    }
}
