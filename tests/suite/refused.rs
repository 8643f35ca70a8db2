//! `--select refused` against what the engines said about the same files: what is reported is refused, and what is
//! refused is reported.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use plimsoll::config::Selector;
use plimsoll::model::Format;
use serde_json::Value;

use crate::support::corpus::{field, shared};
use crate::support::{check, options};

/// What is left out without the shared files.
const VERDICTS: &str = "what BuildKit says about real Dockerfiles and their mutants";

/// Refusals that hang on more than the file: the channel of the front end, and what is given from outside.
const OUTSIDE: [&str; 5] = [
    "should not be blank",
    "unknown flag: --parents",
    "unknown flag: --exclude",
    "unknown flag: --security",
    "unknown flag: --device",
];

/// How the verdicts of one table compare.
#[derive(Default)]
struct Tally {
    told: usize,
    missed: Vec<String>,
    false_alarms: Vec<String>,
}

impl Tally {
    fn add(&mut self, name: &str, row: &Value, text: &str) {
        let is_accepted = row.get("accepted").and_then(Value::as_bool) == Some(true);
        let error = row.get("error").and_then(Value::as_str).unwrap_or("");
        let rules = reported(text);
        match (is_accepted, rules.as_slice()) {
            (true, []) => {}
            (true, rules) => self.false_alarms.push(format!("{name}: {rules:?}")),
            (false, _) if OUTSIDE.iter().any(|part| error.contains(part)) => {}
            (false, []) => self.missed.push(format!("{name}: {error}")),
            (false, _) => self.told += 1,
        }
    }

    fn assert(&self, what: &str, least: usize) {
        println!("{what}: {} told, {} missed", self.told, self.missed.len());
        assert!(self.false_alarms.is_empty(), "{what}: accepted, and reported: {:#?}", self.false_alarms);
        assert!(self.missed.is_empty(), "{what}: refused, and not reported: {:#?}", self.missed);
        assert!(self.told >= least, "{what}: {} told", self.told);
    }
}

/// What Compose, or the engine by its own validation, does with a project that the loader accepts; `None` when the
/// answer hangs on the host.
fn engine_verdict(row: &Value) -> Option<bool> {
    let engine = row.get("engine")?;
    let error = field(engine, "error");
    let hangs = engine.get("depends").is_some_and(|depends| depends != &Value::Bool(false));
    let is_own = engine.get("by").and_then(Value::as_str).is_none_or(|by| by == "engine");
    match field(engine, "verdict") {
        _ if error.starts_with("Compose:") => Some(false),
        "refused" if !hangs && is_own => Some(false),
        "accepted" => Some(true),
        _ => None,
    }
}

/// The files of a row with those that it loads, named as Compose finds them.
fn project(row: &Value) -> Vec<(String, Vec<u8>)> {
    let texts = row.get("files").and_then(Value::as_object).into_iter().flatten();
    let mut files: BTreeMap<String, String> =
        texts.map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().to_owned())).collect();
    let load: Vec<&str> =
        row.get("load").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    if load.len() > 1 {
        files.entry(".env".to_owned()).or_default().push_str(&format!("COMPOSE_FILE={}\n", load.join(":")));
    }
    files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
}

/// Refusals of the loader that hang on a variable.
fn hangs_on_variables(row: &Value) -> bool {
    let error = field(row, "error");
    let parts = ["required variable", "empty section between", "no port specified", "invalid hostPort"];
    let has_env = row.get("env").and_then(Value::as_object).is_some_and(|env| !env.is_empty());
    let casts = ["strconv", "invalid containerPort", "invalid boolean: ", "invalid size: ''"];
    let has_variable = row.get("files").is_some_and(|files| files.to_string().contains('$'));
    has_env || (has_variable && parts.iter().chain(&casts).any(|part| error.contains(part)))
}

/// What is told about projects. With the engine its answers count, else only what the loader refuses.
fn projects(file: &str, with_engine: bool) -> Option<Tally> {
    let shared = shared("what Compose and its engine say about small projects")?;
    let mut tally = Tally::default();
    for row in shared.rows(file) {
        let name = field(&row, "name");
        let is_loaded = row.get("accepted") == Some(&Value::Bool(true));
        let error =
            [field(&row, "error"), row.get("engine").map_or("", |engine| field(engine, "error"))].concat();
        let verdict = match (is_loaded, with_engine) {
            // What else is in the folder.
            _ if error.contains("no such file") => None,
            (false, _) if hangs_on_variables(&row) => None,
            (false, _) => Some(false),
            (true, true) => engine_verdict(&row),
            (true, false) => None,
        };
        let Some(is_accepted) = verdict else { continue };
        let report = check(&project(&row), &options(&[Selector::Refused]));
        let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule.as_str()).collect();
        match (is_accepted, rules.as_slice()) {
            (true, []) => {}
            (true, rules) => tally.false_alarms.push(format!("{name}: {rules:?}")),
            (false, []) => tally.missed.push(format!("{name}: {error}")),
            (false, _) => tally.told += 1,
        }
    }
    println!("{file}: {} told; missed {:#?}", tally.told, tally.missed);
    Some(tally)
}

#[test]
fn what_the_engine_refuses_of_projects_is_reported_and_nothing_else() {
    let Some(tally) = projects("conformance/compose-engine-cases.jsonl", true) else { return };
    assert!(tally.false_alarms.is_empty(), "accepted, and reported: {:#?}", tally.false_alarms);
    assert!(tally.told >= 335 && tally.missed.len() <= 9, "{} told", tally.told);
}

/// What an engine made of small projects.
const SMALL: &str = include_str!("../data/compose-engine.txt");

#[test]
fn what_an_engine_refuses_of_small_projects_is_reported_and_nothing_else() {
    let mut wrong = Vec::new();
    for line in SMALL.lines().filter(|line| !line.starts_with('#')) {
        let (service, rest) = line.split_once(" ¦¦ ").unwrap_or((line, ""));
        let (mark, service) = service.split_at_checked(2).expect("a mark");
        let service: Vec<String> = service.split(" ¦ ").map(|line| format!("    {line}\n")).collect();
        let rest = rest.replace(" ¦ ", "\n");
        let text = format!("services:\n  web:\n    image: app:1\n{}{rest}\n", service.concat());
        let report = check(&[("compose.yaml".to_owned(), text.into_bytes())], &options(&[Selector::Refused]));
        if report.findings.is_empty() == (mark == "- ") {
            wrong.push(line);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_the_loader_refuses_of_projects_is_reported() {
    // What it accepts is looked at in `compose_loader`, where the engine has no say.
    for (file, least, most) in [
        ("conformance/compose-loader-cases.jsonl", 105, 2),
        ("conformance/compose-loader-mutants.jsonl", 600, 1),
    ] {
        let Some(tally) = projects(file, false) else { return };
        assert!(tally.told >= least && tally.missed.len() <= most, "{file}: {} told", tally.told);
    }
}

/// The rules that report something in a Dockerfile.
fn reported(text: &str) -> Vec<String> {
    let files = [("Dockerfile".to_owned(), text.as_bytes().to_vec())];
    let report = check(&files, &options(&[Selector::Refused]));
    report.findings.iter().map(|finding| finding.rule.as_str().to_owned()).collect()
}

#[test]
fn what_buildkit_refuses_of_mutants_is_reported_and_nothing_else() {
    let Some(shared) = shared(VERDICTS) else { return };
    let mut tally = Tally::default();
    for row in shared.rows("conformance/buildkit-mutants.jsonl") {
        tally.add(field(&row, "name"), &row, field(&row, "text"));
    }
    tally.assert("mutants", 700);
}

#[test]
fn what_buildkit_refuses_of_real_files_is_reported_and_nothing_else() {
    let Some(shared) = shared(VERDICTS) else { return };
    let files = shared.files(Format::Dockerfile);
    let texts: BTreeMap<&str, &str> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let mut tally = Tally::default();
    for row in shared.rows("conformance/buildkit-corpus.jsonl") {
        let path = field(&row, "path");
        let text = path.strip_prefix("dockerfile/").and_then(|path| texts.get(path));
        tally.add(path, &row, text.unwrap_or_else(|| panic!("{path} is not in the corpus")));
    }
    tally.assert("real files", 10);
}
