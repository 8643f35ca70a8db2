//! Tells Compose files from other YAML that has `services` in it. Does not look at file names.

use crate::model::meant;
use crate::syntax::yaml::{Pair, Value};

/// Keys at the top that Compose does not have and formats with services of their own do.
const FOREIGN: &[&str] = &[
    "apiVersion",
    "kind",
    "jobs",
    "steps",
    "pipeline",
    "stages",
    "on",
    "repos",
    "functions",
    "provider",
    "openapi",
    "swagger",
    "parameters",
    "imports",
    "script",
    "resources",
];

/// Keys of which a service has at least one, unless it only changes what another file says.
const MARKS: &[&str] = &["image", "build", "extends", "provider"];
/// Those of them that say what a service runs.
const SOURCES: &[&str] = &["image", "build"];

/// Keys of which a service has two, when it only changes what another file says.
const HABITS: &[&str] = &[
    "command",
    "container_name",
    "depends_on",
    "entrypoint",
    "env_file",
    "environment",
    "healthcheck",
    "labels",
    "networks",
    "ports",
    "restart",
    "security_opt",
    "user",
    "volumes",
    "working_dir",
];

/// Who fills a file in before Compose reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Coolify: it declares volumes, sets variables `SERVICE_…` and has keys of its own (`exclude_from_hc`, `content`,
    /// `is_directory`).
    Coolify,
    /// CasaOS: it sets variables of its own (`AppID`, `PUID`, `TZ`), and describes applications below `x-casaos`.
    CasaOs,
}

/// What only files of Coolify have in them.
const COOLIFY: &[&str] = &[
    "SERVICE_FQDN_",
    "SERVICE_URL_",
    "SERVICE_PASSWORD_",
    "SERVICE_USER_",
    "SERVICE_BASE64_",
    "SERVICE_REALBASE64_",
    "exclude_from_hc:",
    "is_directory:",
    "\n# slogan:",
];

impl Dialect {
    /// The dialect of a text.
    pub fn of(text: &str) -> Option<Dialect> {
        if COOLIFY.iter().any(|sign| text.contains(sign)) {
            return Some(Dialect::Coolify);
        }
        text.contains("x-casaos:").then_some(Dialect::CasaOs)
    }
}

/// Whether the root of a document is that of a Compose file: `services` is a mapping of mappings, and one of them
/// says what to run or how.
pub fn is_compose(root: Value<'_>) -> bool {
    if !root.is_mapping() || root.own_entries().any(|pair| pair.key.text().is_some_and(is_foreign)) {
        return false;
    }
    let Some(services) = root.get("services").filter(|services| services.is_mapping()) else { return false };
    let mut marked = false;
    for service in services.entries() {
        if !service.value.is_mapping() && !service.value.is_null() {
            return false;
        }
        let entries = service.value.entries();
        let keys = || entries.iter().filter_map(|pair| Some((pair.key.text()?, pair.value)));
        let habits = keys().filter(|(key, _)| HABITS.contains(key)).count();
        let mut marks = keys().filter(|(key, value)| MARKS.contains(key) && !value.is_sequence());
        marked |= habits >= 2 || marks.any(|(_, value)| !value.is_null());
    }
    marked
}

fn is_foreign(key: &str) -> bool {
    FOREIGN.contains(&key)
}

/// Whether the root of a document has the layout of version 1: services at its top, without the key `services`.
pub fn is_version_1(root: Value<'_>) -> bool {
    if !root.is_mapping() || root.get("services").is_some() {
        return false;
    }
    let entries = root.entries();
    let is_service = |pair: &Pair<'_>| {
        let is_extension = pair.key.text().is_some_and(|key| key.starts_with("x-"));
        !is_extension && SOURCES.iter().any(|key| pair.value.pair(key).is_some())
    };
    entries.iter().all(|pair| pair.value.is_mapping()) && entries.iter().any(is_service)
}

/// Whether a text that cannot be parsed in full was meant as a Compose file: `services` stands at its top, below it an
/// `image` or a `build` of one of them, and no key of another tool beside it.
pub fn was_meant(text: &str) -> bool {
    meant::documents(text).any(|document| {
        let mut lines = meant::lines(document);
        let Some((top, first)) = lines.clone().next() else { return false };
        let has_mark = |text: &str| SOURCES.iter().any(|key| meant::has_key(text, key));
        if first.starts_with('{') {
            return meant::has_key(document, "services")
                && has_mark(document)
                && !meant::has_key(document, "apiVersion");
        }
        let is_foreign = |line: &str| FOREIGN.iter().any(|key| meant::starts_with_key(line, key));
        if lines.clone().any(|(indent, line)| indent <= top && is_foreign(line)) {
            return false;
        }
        let Some((_, services)) =
            lines.find(|(indent, line)| *indent == top && meant::starts_with_key(line, "services"))
        else {
            return false;
        };
        let below = lines.take_while(|(indent, _)| *indent > top);
        let own = below.clone().next().map_or(usize::MAX, |(indent, _)| indent);
        let is_list = below.clone().any(|(indent, line)| indent == own && line.starts_with('-'));
        let is_mark = |line: &str| SOURCES.iter().any(|key| meant::starts_with_key(line, key));
        let mut marks = below.filter(|(_, line)| has_mark(line));
        has_mark(services) || (!is_list && marks.any(|(indent, line)| indent > own || !is_mark(line)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::Limits;
    use crate::syntax::yaml::parse;

    #[test]
    fn files_of_other_tools_with_services_are_not_compose() {
        let is = |text: &str| parse(SourceId(0), text, &Limits::default()).roots().any(is_compose);
        assert!(is("services:\n  db:\n    image: x\n"));
        assert!(is("x-a: &a\n  image: x\nservices:\n  db:\n    <<: *a\n  none:\n"));
        assert!(is("version: '3'\nservices: {web: {build: .}}\n"));
        assert!(is("services: {web: {command: x, volumes: [a:/b]}}\n"));
        for text in [
            "jobs:\n  a:\n    services:\n      db:\n        image: x\n",
            "on: push\njobs: {}\nservices: {db: {image: x}}\n",
            "services:\n  - docker:dind\n",
            "image: x\nservices: [postgres]\ntest: {script: [x]}\n",
            "apiVersion: v1\nkind: X\nservices: {a: {image: x}}\n",
            "- hosts: all\n  services: {a: {image: x}}\n",
            "repos: []\nservices: {a: {image: x}}\n",
            "services:\n  App\\:\n    resource: ../src\n  _defaults: {autowire: true}\n",
            "services: {}\n",
            "steps:\n  - image: x\nservices:\n  db: {image: x}\n",
            "",
        ] {
            assert!(!is(text), "{text}");
        }
    }
}
