//! The API server's verdicts: what it accepts breaks no constraint, and most of what it refuses breaks one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use plimsoll::schema::Schema;
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Plain, Tree, Value, parse};
use serde_json::Value as Json;

use super::kubernetes;
use crate::support::corpus::shared;

/// The types of Kubernetes 1.37.
const TYPES: &str = include_str!("kubernetes.types");

/// Regular expressions of the data as patterns.
const PATTERNS: &[(&str, &str)] = &[
    ("\\.(spec|status)\\..+", ".spec.?*|.status.?*"),
    ("\\.spec\\..+", ".spec.?*"),
    ("\\.status\\..+", ".status.?*"),
];

/// A value as a table writes it.
fn literal(value: &Json) -> String {
    match value {
        Json::String(text) => format!("\"{text}\""),
        Json::Null | Json::Bool(_) | Json::Number(_) => value.to_string(),
        _ => panic!("no literal: {value}"),
    }
}

fn literals(values: &Json) -> String {
    let values = values.as_array().unwrap_or_else(|| panic!("no list: {values}"));
    // Where no text is allowed, only the empty one is.
    if values.is_empty() {
        return "\"\"".to_owned();
    }
    values.iter().map(literal).collect::<Vec<_>>().join("|")
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn texts(values: &Json) -> String {
    let values = values.as_array().unwrap_or_else(|| panic!("no list: {values}"));
    values.iter().map(text).collect::<Vec<_>>().join(",")
}

/// A condition of a row as a table writes it.
fn condition(path: &str, value: &Json) -> String {
    let is = match value.as_object().and_then(|object| object.iter().next()) {
        None => format!("is {}", literals(value)),
        Some((word, value)) => match word.as_str() {
            "not" => format!("not {}", literals(value)),
            "set" => if value.as_bool() == Some(true) { "set" } else { "unset" }.to_owned(),
            "min-items" => format!("min-items {value}"),
            _ => panic!("no condition: {word}"),
        },
    };
    format!(" when {path} {is}")
}

/// A row of the data as a line of a table; panics on any word that it does not know.
fn line(row: &Json) -> String {
    let check = text(&row["check"]);
    let path = match text(&row["path"]) {
        "" => ".",
        path => path,
    };
    let mut out = format!(" : {path} {check}");
    let mut ends: BTreeMap<&str, &Json> = BTreeMap::new();
    let mut add = |text: String| write!(out, " {text}").expect("a string can be written");
    for (word, value) in row.as_object().expect("a row is an object") {
        match word.as_str() {
            "kinds" | "path" | "check" | "says" | "probes" | "when" | "not-below" | "code" => {}
            "values" if check == "enum-member" => {}
            "member" if check == "enum-member" => {
                add(format!("{} {}", text(value), literals(&row["values"])))
            }
            "values" => add(literals(value)),
            "value" => add(literal(value)),
            "member" | "format" => add(text(value).to_owned()),
            "pattern" => {
                let known = PATTERNS.iter().find(|(regex, _)| *regex == text(value));
                add(known.unwrap_or_else(|| panic!("no pattern: {value}")).1.to_owned());
            }
            "min" | "max" if check == "range" => {
                ends.insert(word, value);
            }
            "max" | "min" if check != "quantity-range" => add(value.to_string()),
            "min" | "above" | "at-least" | "at-most" | "exactly" => add(format!("{word}={value}")),
            "ints" | "even-zero" | "keep-unset" | "false-counts" | "nonzero" | "whole" => {
                assert_eq!(value.as_bool(), Some(true), "{row}");
                add(word.clone());
            }
            "key" | "need" | "members" if value.as_array().is_some_and(|names| !names.is_empty()) => {
                add(format!("{word}={}", texts(value)));
            }
            "key" => {}
            "with" => add(texts(value)),
            // A claim template of a StatefulSet is a volume of its pods.
            "in" if texts(value) == "volumes[].name" => {
                add("volumes[].name,/spec.volumeClaimTemplates[].metadata.name".to_owned());
            }
            "in" => add(texts(value)),
            "other" | "of" => add(text(value).to_owned()),
            "default" => match value.as_object() {
                Some(fields) => {
                    let fields = fields.iter().map(|(name, value)| format!("{name}:{}", literal(value)));
                    add(format!("default={}", fields.collect::<Vec<_>>().join(",")));
                }
                None => add(format!("default={value}")),
            },
            "pairs" => {
                let pairs = value.as_array().expect("pairs are a list").iter();
                add(pairs.map(|pair| literals(pair).replace('|', "+")).collect::<Vec<_>>().join("|"));
            }
            _ => panic!("no word: {word} in {row}"),
        }
    }
    if check == "range" {
        let end = |word| ends.get(word).map(ToString::to_string).unwrap_or_default();
        add(format!("{}..{}", end("min"), end("max")));
    }
    for (path, value) in row["when"].as_object().into_iter().flatten() {
        out.push_str(&condition(path, value));
    }
    if row["not-below"].is_array() {
        let places = texts(&row["not-below"]);
        write!(out, " not-below {}", places.replace(' ', ":")).expect("a string can be written");
    }
    out.push('\n');
    out
}

/// The types with the rows in their blocks.
fn table(rows: &[Json]) -> String {
    let mut blocks: BTreeMap<&str, String> = BTreeMap::new();
    let mut name = "";
    for line in TYPES.lines().filter(|line| !line.starts_with(['#', '%'])) {
        if !line.starts_with(' ') {
            name = line.split(' ').next().unwrap_or_default();
        }
        let block = blocks.entry(name).or_default();
        block.push_str(line);
        block.push('\n');
    }
    for row in rows {
        let line = line(row);
        for kind in row["kinds"].as_array().expect("kinds are a list") {
            let block = blocks.get_mut(text(kind)).unwrap_or_else(|| panic!("no type: {kind}"));
            block.push_str(&line);
        }
    }
    let blocks: Vec<String> = blocks.into_values().collect();
    format!("%null-is-absent\n{}", blocks.concat())
}

/// The first thing that is wrong with a document: with its kind, or what a schema finds.
fn fault(schema: &Schema<'_>, root: Value<'_>) -> Option<String> {
    let text = |key| root.get(key).and_then(|value| value.text()).unwrap_or("");
    let (version, kind) = (text("apiVersion"), text("kind"));
    let is_text = |key| root.get(key).is_some_and(|value| value.yaml11() == Some(Plain::Text));
    if !is_text("apiVersion") || !is_text("kind") || version.matches('/').count() > 1 {
        return Some("it is no object".to_owned());
    }
    let group = |version: &str| version.rsplit_once('/').map_or("", |(group, _)| group).to_owned();
    match schema.find(&format!("{version}/{kind}")) {
        Some(id) => {
            let report = schema.check(id, kubernetes(root), None);
            report.violations.first().map(ToString::to_string)
        }
        // Of its own groups the server knows every kind.
        None => {
            let mut kinds = schema.names().filter_map(|name| name.rsplit_once('/'));
            let is_own = kinds.any(|(own, _)| group(own) == group(version));
            is_own.then(|| format!("there is no {kind} in {version}"))
        }
    }
}

/// The first thing that is wrong with a file.
fn first_fault(schema: &Schema<'_>, tree: &Tree<'_>) -> Option<String> {
    let problem = tree.problems.first().map(|problem| problem.message.clone());
    problem.or_else(|| tree.roots().find_map(|root| fault(schema, root)))
}

#[test]
#[allow(clippy::print_stdout)]
fn what_the_server_accepts_breaks_no_constraint() {
    let Some(shared) = shared("the constraints of the API server") else { return };
    let all = shared.rows("data/kubernetes-constraints.jsonl");
    let all: Vec<Json> = all.into_iter().filter(|row| row["kinds"].is_array()).collect();
    let plain: Vec<Json> = all.into_iter().filter(|row| row["code"].as_bool() != Some(true)).collect();
    assert_eq!(plain.len(), 1194);
    let types = Schema::new(&[TYPES]);
    assert_eq!(types.mistakes(), [""; 0]);
    let table = table(&plain);
    let whole = Schema::new(&[&table]);
    assert_eq!(whole.mistakes(), [""; 0]);
    let mut wrong = Vec::new();
    // What is left are checks that need code and what the data names as not covered.
    for (name, least) in [("cases", 97.2), ("mutants", 97.6)] {
        let (mut accepted, mut refused, mut by_types, mut by_rows) = (0, 0, 0, 0);
        let mut missed: BTreeSet<String> = BTreeSet::new();
        for row in shared.rows(&format!("conformance/kubernetes-server-{name}.jsonl")) {
            let has = |key: &str| row[key].as_array().is_some_and(|kinds| !kinds.is_empty());
            if has("custom_kinds") || has("unknown_kinds") {
                continue;
            }
            let tree = parse(SourceId(0), text(&row["text"]), &Limits::default());
            let first = first_fault(&whole, &tree);
            if row["accepted"].as_bool() == Some(true) {
                accepted += 1;
                wrong.extend(
                    first.map(|found| format!("{}: {found}\n{}", text(&row["name"]), text(&row["text"]))),
                );
                continue;
            }
            refused += 1;
            by_types += usize::from(first_fault(&types, &tree).is_some());
            by_rows += usize::from(first.is_some());
            if first.is_none() {
                missed.insert(format!("{}: {}", text(&row["name"]), text(&row["error"])));
            }
        }
        let share = |count: usize| count as f64 * 100.0 / refused as f64;
        println!(
            "{name}: {accepted} accepted; of {refused} refused, {by_types} ({:.2} %) by types alone, {by_rows} \
             ({:.2} %) with the rows",
            share(by_types),
            share(by_rows),
        );
        assert!(share(by_rows) > least, "{name}: missed {missed:#?}");
    }
    assert!(wrong.is_empty(), "{} false alarms:\n{}", wrong.len(), wrong.join("\n---\n"));
}
