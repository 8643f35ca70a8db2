//! The API server's verdicts: what it accepts is not reported, and what it refuses is.

use std::collections::BTreeMap;

use plimsoll::config::Selector;
use plimsoll::finding::Finding;
use plimsoll::model::Format;
use serde_json::Value as Json;

use crate::support::corpus::{field, shared};
use crate::support::{check, options};

/// What is left out without the shared files.
const VERDICTS: &str = "what an API server says about objects, real files and their mutants";

/// What `--select refused` finds in each of some files, by rule.
fn reported<'t>(texts: impl Iterator<Item = &'t str>) -> Vec<Vec<String>> {
    let files: Vec<(String, Vec<u8>)> =
        texts.enumerate().map(|(index, text)| (format!("{index:05}/manifest.yaml"), text.into())).collect();
    let report = check(&files, &options(&[Selector::Refused]));
    let mut out = vec![Vec::new(); files.len()];
    let index = |finding: &Finding| {
        let file = report.files.iter().find(|file| file.source == finding.at.source)?;
        file.path.iter().next()?.to_str()?.parse::<usize>().ok()
    };
    for finding in &report.findings {
        out[index(finding).expect("a folder is a number")].push(format!(
            "{}: {}",
            finding.rule.as_str(),
            finding.message
        ));
    }
    out
}

fn is_accepted(row: &Json) -> bool {
    row["accepted"].as_bool() == Some(true)
}

/// Whether a row is about kinds that the server's own types do not tell.
fn has_custom(row: &Json) -> bool {
    let has = |key: &str| row[key].as_array().is_some_and(|kinds| !kinds.is_empty());
    has("custom_kinds") || has("unknown_kinds")
}

#[test]
#[allow(clippy::print_stdout)]
fn the_verdict_on_small_objects_and_mutants_is_the_servers() {
    let Some(shared) = shared(VERDICTS) else { return };
    for (name, least) in [("cases", 97.0), ("mutants", 99.0)] {
        let rows = shared.rows(&format!("conformance/kubernetes-server-{name}.jsonl"));
        let rows: Vec<&Json> = rows.iter().filter(|row| !has_custom(row)).collect();
        let found = reported(rows.iter().map(|row| field(row, "text")));
        let (mut told, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
        for (row, found) in rows.iter().zip(&found) {
            match (is_accepted(row), found.as_slice()) {
                (true, []) => {}
                (true, found) => {
                    wrong.push(format!("{}: {found:?}\n{}", field(row, "name"), field(row, "text")))
                }
                (false, []) => missed.push(format!("{}: {}", field(row, "name"), field(row, "error"))),
                (false, _) => told += 1,
            }
        }
        let share = f64::from(told) * 100.0 / (f64::from(told) + missed.len() as f64);
        println!("{name}: {told} refusals told, {share:.2} %; missed {missed:#?}");
        assert!(wrong.is_empty(), "{name}: accepted, and reported:\n{}", wrong.join("\n---\n"));
        assert!(share >= least, "{name}: {share:.2} % of refusals told");
    }
}

#[test]
fn no_real_file_that_the_server_takes_is_called_refused() {
    let Some(shared) = shared(VERDICTS) else { return };
    let files = shared.files(Format::Kubernetes);
    let texts: BTreeMap<&str, &str> =
        files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let rows = shared.rows("conformance/kubernetes-server-corpus.jsonl");
    // The server that was asked had no definitions of custom resources.
    let rows: Vec<&Json> = rows.iter().filter(|row| is_accepted(row) && !has_custom(row)).collect();
    let text = |row: &Json| field(row, "path").split_once('/').and_then(|(_, path)| texts.get(path).copied());
    let found = reported(rows.iter().map(|row| text(row).expect("the file is in the corpus")));
    let wrong: Vec<String> = rows
        .iter()
        .zip(&found)
        .filter(|(_, found)| !found.is_empty())
        .map(|(row, found)| format!("{}: {found:?}", field(row, "path")))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
