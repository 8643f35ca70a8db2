//! Schemas: tables, the walker, constraints, and what the API server says.

mod checks;
mod formats;
mod growth;
mod server;
mod types;

use plimsoll::schema::{Reading, Report, Schema, Yaml};
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Tree, Value, parse};

/// A text as a tree without problems.
fn tree(text: &str) -> Tree<'_> {
    let tree = parse(SourceId(0), text, &Limits::default());
    assert!(tree.problems.is_empty(), "{:?}", tree.problems);
    tree
}

/// A value as Kubernetes reads it; what has `${` in it is unknown.
fn kubernetes(value: Value<'_>) -> Yaml<'_> {
    Yaml { value, reading: Reading::Kubernetes, is_unknown: |text| text.contains("${") }
}

/// The only type `T` of a table, with other types below it.
fn schema(table: &str) -> Schema<'_> {
    let schema = Schema::new(&[table]);
    assert_eq!(schema.mistakes(), [""; 0], "{table}");
    schema
}

/// Holds a document against the type `T` of a table.
fn walk(table: &str, text: &str) -> Report {
    let (schema, tree) = (schema(table), tree(text));
    let id = schema.find("T").expect("the table has a type T");
    tree.roots().next().map(|root| schema.check(id, kubernetes(root), None)).unwrap_or_default()
}

/// What is found, each as the token that is pointed at and the sentence.
fn found(table: &str, text: &str) -> Vec<(String, String)> {
    let violations = walk(table, text).violations;
    violations.iter().map(|found| (text[found.at.range()].to_owned(), found.to_string())).collect()
}

/// Asserts that one thing is found, with its token and sentence.
#[track_caller]
fn refuses(table: &str, text: &str, token: &str, sentence: &str) {
    assert_eq!(found(table, text), [(token.to_owned(), sentence.to_owned())], "{text}");
}

/// Asserts that nothing is found in any of some documents.
#[track_caller]
fn accepts(table: &str, texts: &[&str]) {
    for text in texts {
        assert_eq!(found(table, text), [], "{text}");
    }
}
