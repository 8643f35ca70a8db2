//! Projects against Compose's own loader: what it accepts and refuses, and what it makes of what it accepts.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};

use plimsoll::finding::ProblemKind;
use plimsoll::model::compose::{Composition, Environment, Model, Shape, Sources, Standing, Unread};
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Tree, parse};
use serde_json::{Map, Value, json};

use crate::support::corpus::{field, shared};

const SHARED: &str = "Compose projects as Compose's own loader reads them";

/// Rows about which we decide otherwise, with the reason.
const DISAGREEMENTS: &[(&str, &str)] = &[(
    "compose/Dokploy__templates/blueprints/domain-locker/docker-compose.yml",
    "the recorded model lost an indentation when it was written as YAML and read again",
)];

/// The files of a case.
struct Files<'t> {
    trees: BTreeMap<&'t str, Tree<'t>>,
    texts: &'t BTreeMap<String, String>,
}

impl<'t> Files<'t> {
    fn new(texts: &'t BTreeMap<String, String>) -> Files<'t> {
        let yaml = texts.iter().filter(|(path, _)| path.ends_with(".yaml") || path.ends_with(".yml"));
        let parse = |(index, (path, text)): (usize, (&'t String, &'t String))| {
            (path.as_str(), parse(SourceId(index as u32), text, &Limits::default()))
        };
        Files { trees: yaml.enumerate().map(parse).collect(), texts }
    }

    /// Whether a file of the project is no YAML, or no YAML that the loader reads.
    fn problems(&self) -> Vec<String> {
        let fatal = |kind| matches!(kind, ProblemKind::YamlSyntax | ProblemKind::DuplicateKey);
        let problems = self.trees.values().flat_map(|tree| &tree.problems);
        problems.filter(|problem| fatal(problem.kind)).map(|problem| problem.message.clone()).collect()
    }
}

struct Known<'f>(&'f Files<'f>);

impl<'f> Sources<'f> for Known<'f> {
    fn tree(&self, path: &str) -> Result<&'f Tree<'f>, Unread> {
        self.0.trees.get(path).ok_or(Unread::Missing)
    }

    fn variables(&self, path: &str) -> Option<BTreeMap<String, String>> {
        self.0.texts.get(path).map(|text| dotenv(text))
    }

    fn has_file(&self, path: &str) -> Option<bool> {
        Some(self.0.texts.contains_key(path))
    }
}

/// The variables of a file of them, as far as the cases go.
fn dotenv(text: &str) -> BTreeMap<String, String> {
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for line in text.lines() {
        let line = line.trim().strip_prefix("export ").unwrap_or(line.trim());
        let Some((name, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) else { continue };
        let value = value.trim();
        let value = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split(quote).next().unwrap_or("").to_owned(),
            _ => value.split(" #").next().unwrap_or("").trim_end().to_owned(),
        };
        out.insert(name.to_owned(), value);
    }
    out
}

/// The model as the loader writes it.
fn to_json(model: Model<'_>) -> Value {
    match model.shape() {
        Shape::Null => Value::Null,
        Shape::Bool(on) => json!(on),
        Shape::Int(number) => json!(number),
        Shape::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => json!(number as i64),
        Shape::Float(number) => json!(number),
        Shape::Text(text) => json!(text),
        Shape::Unknown => json!("?"),
        Shape::List(items) => Value::Array(items.into_iter().map(to_json).collect()),
        Shape::Map(entries) => {
            let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), to_json(value)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// The same without what two programs write differently: numbers of one value.
fn normal(value: &Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            let number = number.as_f64().unwrap_or_default();
            if number.fract() == 0.0 && number.abs() < 1e15 { json!(number as i64) } else { json!(number) }
        }
        Value::Array(items) => Value::Array(items.iter().map(normal).collect()),
        Value::Object(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), normal(value))).collect())
        }
        other => other.clone(),
    }
}

/// Whether a refusal is one of the schema.
fn is_schema(error: &str) -> bool {
    error.contains("validating ")
}

#[derive(Default, Debug)]
struct Count {
    accepted: usize,
    refused: usize,
    /// Refusals of the schema, and how many of them are told without it.
    schema: (usize, usize),
    told: usize,
    /// How many are told when variables are unknown.
    open: usize,
    models: usize,
}

fn run(file: &str, texts_of: impl Fn(&Value) -> (BTreeMap<String, String>, Vec<String>)) -> Option<Count> {
    let shared = shared(SHARED)?;
    let mut count = Count::default();
    let mut wrong = Vec::new();
    let mut names = BTreeSet::new();
    for row in shared.rows(file) {
        let (texts, load) = texts_of(&row);
        let name = [field(&row, "name"), field(&row, "path")].concat();
        let mut variables: BTreeMap<String, String> = BTreeMap::new();
        for (key, value) in row.get("env").and_then(Value::as_object).into_iter().flatten() {
            variables.insert(key.clone(), value.as_str().unwrap_or_default().to_owned());
        }
        variables.insert("COMPOSE_PROJECT_NAME".into(), "oracle".into());
        let files = Files::new(&texts);
        let problems = files.problems();
        let composition = Composition::load(&load, &Known(&files), Environment::Closed(variables));
        let mut open = Composition::load(&load, &Known(&files), Environment::Open);
        open.stand(Standing::Whole);
        let refused = !problems.is_empty() || !composition.refusals.is_empty();
        let disagree = |what: String| format!("{name}: {what}\n{}", field(&row, "error"));
        names.insert(name.clone());
        if row.get("accepted") == Some(&Value::Bool(true)) {
            count.accepted += 1;
            if !open.refusals.is_empty() && texts.len() == 1 {
                wrong.push(disagree(format!("refused without an environment: {:?}", open.refusals)));
            }
            if refused {
                wrong.push(disagree(format!("refused: {problems:?} {:?}", composition.refusals)));
                continue;
            }
            let mut model = composition.model().map(to_json).unwrap_or_default();
            if let Some(model) = model.as_object_mut() {
                model.insert("name".into(), json!("oracle"));
            }
            let expected = row.get("model").map(normal);
            match expected {
                Some(expected) if expected != normal(&model) => {
                    wrong.push(disagree(format!("model\n  {}\n  {}", expected, normal(&model))));
                }
                _ => count.models += 1,
            }
        } else if is_schema(field(&row, "error")) {
            count.schema.0 += 1;
            count.schema.1 += usize::from(refused);
        } else {
            count.refused += 1;
            count.open += usize::from(!problems.is_empty() || !open.refusals.is_empty());
            match refused {
                true => count.told += 1,
                false => wrong.push(disagree("accepted".into())),
            }
        }
    }
    println!("{file}: {count:?}");
    wrong.retain(|text| !DISAGREEMENTS.iter().any(|(name, _)| text.starts_with(&format!("{name}: "))));
    for text in &wrong {
        println!("{text}\n");
    }
    assert!(wrong.is_empty(), "{} rows of {file} disagree", wrong.len());
    Some(count)
}

fn texts_of_case(row: &Value) -> (BTreeMap<String, String>, Vec<String>) {
    let texts = row.get("files").and_then(Value::as_object).into_iter().flatten();
    let texts = texts.map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().to_owned()));
    let load = row.get("load").and_then(Value::as_array).into_iter().flatten();
    (texts.collect(), load.filter_map(Value::as_str).map(str::to_owned).collect())
}

#[test]
fn small_projects_are_read_as_the_loader_reads_them() {
    let Some(count) = run("conformance/compose-loader-cases.jsonl", texts_of_case) else { return };
    assert_eq!((count.accepted, count.models), (380, 380));
    assert_eq!((count.refused, count.told, count.schema), (67, 67, (58, 58)));
}

#[test]
fn mutants_are_refused_where_the_loader_refuses_them() {
    let Some(count) = run("conformance/compose-loader-mutants.jsonl", texts_of_case) else { return };
    assert_eq!((count.accepted, count.refused, count.told, count.schema), (397, 210, 210, (393, 393)));
}

#[test]
fn real_files_are_read_as_the_loader_reads_them() {
    let Some(shared) = shared(SHARED) else { return };
    let corpus = shared.files(plimsoll::model::Format::Compose);
    let texts: BTreeMap<String, String> =
        corpus.iter().map(|file| (format!("compose/{}", file.path), file.body().to_owned())).collect();
    let count = run("conformance/compose-loader-corpus.jsonl", |row| {
        let path = field(row, "path");
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        let text = texts.get(path).cloned().unwrap_or_default();
        (BTreeMap::from([(name.clone(), text)]), vec![name])
    });
    let Some(count) = count else { return };
    assert_eq!((count.accepted, count.models), (347, 346));
    assert_eq!((count.refused, count.told, count.schema.0), (67, 67, 6));
}
