//! What kubernetes-validate, which has the published schemas of each minor, says about objects of our own: the same
//! verdict for three minors. `tests/data/kubernetes-validate.jsonl` has an object a line with the answers of version
//! 1.37.0 in strict mode: fields that only some of the minors have, and misspelt ones.

use plimsoll::config::Selector;
use plimsoll::engine::Options;
use plimsoll::settings::{Minors, Settings};
use serde_json::Value as Json;

use crate::support::{check, options};

const ROWS: &str = include_str!("../data/kubernetes-validate.jsonl");

/// The rules about types; what a server asks of values besides is in no published schema.
const RULES: [&str; 3] = ["unknown-key", "wrong-type", "field-not-in-version"];

#[test]
fn the_verdict_by_types_is_that_of_the_published_schemas() {
    let rows: Vec<Json> =
        ROWS.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect();
    let file = |(index, row): (usize, &Json)| (format!("{index}.yaml"), row["text"].to_string().into_bytes());
    let files: Vec<(String, Vec<u8>)> = rows.iter().enumerate().map(file).collect();
    let selectors = RULES.map(|name| Selector::parse(name).expect("there is such a rule"));
    for minor in [30, 33, 37] {
        let kubernetes = Some(Minors { oldest: minor, newest: minor });
        let settings = Settings { kubernetes, ..Settings::default() };
        let report = check(&files, &Options { settings, ..options(&selectors) });
        let mut wrong = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            let path = format!("{index}.yaml");
            let is_here = |id| report.sources.path(id).to_str() == Some(&path);
            let found: Vec<_> = report.findings.iter().filter(|finding| is_here(finding.at.source)).collect();
            if row["valid"][format!("1.{minor}")].as_bool() != Some(found.is_empty()) {
                let messages: Vec<_> = found.iter().map(|finding| finding.message.as_str()).collect();
                wrong.push(format!("{row}: {messages:?}"));
            }
        }
        assert!(wrong.is_empty(), "1.{minor}: {}", wrong.join("\n"));
    }
}
