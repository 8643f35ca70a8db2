//! What an engine takes in silence and does not use, against what it recorded about the same projects: nothing that it
//! uses is reported, and what is reported is taken.

use std::collections::BTreeMap;

use plimsoll::config::Selector;
use serde_json::Value;

use crate::support::corpus::{field, shared};
use crate::support::{check, options};

/// The rules that are asked.
const RULES: &[&str] = &["ignored-setting", "size-without-unit", "healthcheck-never-passes"];

/// The projects that the engine takes without using all of it, and the rule that says so.
const IGNORED: &[(&str, &str)] = &[
    ("restart: restart 'on-failure:1.5'", "ignored-setting"),
    ("restart: restart 'on-failure:3:4'", "ignored-setting"),
    ("restart: restart 'on-failure: 3'", "ignored-setting"),
    ("memory: shm_size 1", "size-without-unit"),
    ("volume definition: two keys with one name and other options", "ignored-setting"),
    ("namespaces: userns_mode 'foo'", "ignored-setting"),
    ("namespaces: userns_mode 'HOST'", "ignored-setting"),
    ("network definition: enable_ipv4 false with a v4 subnet", "ignored-setting"),
    ("network definition: mtu short key", "ignored-setting"),
    ("logging: driver none with options", "ignored-setting"),
    ("logging: driver none with an unknown option", "ignored-setting"),
    ("logging: json-file max-size number", "size-without-unit"),
    ("logging: json-file max-file alone", "ignored-setting"),
    ("healthcheck: timeout 0s", "ignored-setting"),
    ("healthcheck: test NONE text", "healthcheck-never-passes"),
    ("healthcheck: test CMD of one text", "healthcheck-never-passes"),
    ("environment: list colon", "ignored-setting"),
    ("secrets and configs: secrets mode 9999", "ignored-setting"),
    ("secrets and configs: configs uid name", "ignored-setting"),
];

#[test]
fn what_the_engine_ignores_is_reported_and_nothing_else() {
    let Some(shared) = shared("what an engine makes of small projects") else { return };
    let known: BTreeMap<&str, &str> = IGNORED.iter().copied().collect();
    let selectors: Vec<Selector> = RULES.iter().filter_map(|rule| Selector::parse(rule).ok()).collect();
    let options = options(&selectors);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for row in shared.rows("conformance/compose-engine-cases.jsonl") {
        let verdict = row.get("engine").map_or("", |engine| field(engine, "verdict"));
        if verdict != "accepted" {
            continue;
        }
        let files = row.get("files").and_then(Value::as_object).into_iter().flatten();
        let files: Vec<_> = files
            .map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().as_bytes().to_vec()))
            .collect();
        let report = check(&files, &options);
        let found: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
        let expected: Vec<&str> = known.get(field(&row, "name")).copied().into_iter().collect();
        seen += expected.len();
        if found != expected {
            wrong.push(format!("{}: {found:?}", field(&row, "name")));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(seen, IGNORED.len());
}

/// The rules that are told of a project, each with the file that it stands in.
fn told(files: &[(&str, &str)], rule: &str) -> Vec<String> {
    let files: Vec<_> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let selectors: Vec<Selector> = Selector::parse(rule).into_iter().collect();
    let report = check(&files, &options(&selectors));
    let at = |finding: &plimsoll::finding::Finding| {
        let source = report.sources.get(finding.at.source)?;
        Some(format!("{}: {}", source.path.display(), source.slice(finding.at)))
    };
    report.findings.iter().filter_map(at).collect()
}

#[test]
fn findings_stand_in_the_file_that_says_so() {
    let base = "services:\n  app:\n    image: a:1\n    depends_on:\n      db: {condition: service_healthy}\n  db:\n    \
                image: postgres:17\n    healthcheck: {test: pg_isready}\n";
    let off = "services:\n  db:\n    healthcheck: {disable: true}\n";
    let files = [("compose.yaml", base), ("compose.override.yaml", off)];
    let rule = "healthy-dependency-without-check";
    assert_eq!(told(&files, rule), ["compose.yaml: service_healthy"]);
    assert!(told(&files[..1], rule).is_empty());

    let volume = "services:\n  app:\n    image: a:1\nvolumes:\n  data:\n";
    let use_of_it = "services:\n  app:\n    volumes: [data:/data]\n";
    assert_eq!(told(&[("compose.yaml", volume)], "unused-volume"), ["compose.yaml: data"]);
    let files = [("compose.yaml", volume), ("compose.override.yaml", use_of_it)];
    assert!(told(&files, "unused-volume").is_empty());

    let log = "services:\n  app:\n    image: a:1\n";
    let count = "services:\n  app:\n    logging: {driver: json-file, options: {max-file: '3'}}\n";
    let files = [("compose.yaml", log), ("compose.override.yaml", count)];
    assert_eq!(told(&files, "ignored-setting"), ["compose.override.yaml: max-file"]);
}
