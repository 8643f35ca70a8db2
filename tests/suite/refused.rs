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
