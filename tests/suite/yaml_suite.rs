//! The YAML test suite: what must be refused is refused, and what is accepted has the value that it must have.

use plimsoll::finding::ProblemKind;
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Plain, Tree, Value, parse};
use serde_json::Value as Json;

use crate::support::corpus::shared;

/// Cases that are decided otherwise than the suite does, each with the reason.
const DEVIATIONS: &[(&str, &str)] = &[(
    "ZYU8.yaml#2",
    "a directive with two version numbers: the suite accepts it as a future extension, Go's readers and we do not",
)];

#[test]
fn the_yaml_test_suite_is_read_as_it_says() {
    let Some(shared) = shared("the YAML test suite") else { return };
    let mut wrong = Vec::new();
    let mut unused: Vec<&str> = DEVIATIONS.iter().map(|(name, _)| *name).collect();
    for row in shared.rows("conformance/yaml-test-suite.jsonl") {
        let text = row["text"].as_str().unwrap_or_default();
        let name = row["file"].as_str().unwrap_or_default().trim_start_matches("src/");
        let tree = parse(SourceId(0), text, &Limits::default());
        let refused = tree.problems.iter().any(|problem| problem.kind == ProblemKind::YamlSyntax);
        let fault = match (row["expect"].as_str(), refused) {
            (Some("some"), false) => Some("accepted".to_owned()),
            (Some("none"), true) => Some(format!("refused: {:?}", tree.problems)),
            (Some("none"), false) => row["json"].as_str().and_then(|json| compare(&tree, json)),
            _ => None,
        };
        let known = DEVIATIONS.iter().any(|(deviation, _)| *deviation == name);
        unused.retain(|deviation| !(fault.is_some() && *deviation == name));
        if let Some(fault) = fault.filter(|_| !known) {
            wrong.push(format!("{name}: {fault}\n{text}"));
        }
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n---\n"));
    assert!(unused.is_empty(), "deviations that are none any more: {unused:?}");
}

/// What differs between the documents of a tree and a stream of JSON values.
fn compare(tree: &Tree<'_>, json: &str) -> Option<String> {
    let expected: Vec<Json> =
        serde_json::Deserializer::from_str(json).into_iter().collect::<Result<_, _>>().expect("JSON");
    let actual: Vec<Json> = tree
        .documents
        .iter()
        .map(|document| document.root.map_or(Json::Null, |root| to_json(tree.value(root))))
        .collect();
    (actual != expected).then(|| format!("is {actual:?}, not {expected:?}"))
}

/// A value as JSON, as Compose reads it.
pub fn to_json(value: Value<'_>) -> Json {
    if value.is_mapping() {
        let entries = value.entries();
        let key = |key: Value<'_>| key.text().unwrap_or("").to_owned();
        Json::Object(entries.iter().map(|pair| (key(pair.key), to_json(pair.value))).collect())
    } else if value.is_sequence() {
        Json::Array(value.items().map(to_json).collect())
    } else {
        match value.yaml12() {
            Some(Plain::Bool(value)) => value.into(),
            Some(Plain::Int(value)) => i64::try_from(value).map_or(Json::Null, Into::into),
            Some(Plain::Float(value)) => value.into(),
            Some(Plain::Text) => value.scalar().map_or("", |scalar| scalar.text.as_ref()).into(),
            Some(Plain::Null) | None => Json::Null,
        }
    }
}
