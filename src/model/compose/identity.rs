//! Tells Compose files from other YAML that has `services` in it. Does not look at file names.

use crate::syntax::yaml::Value;

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
