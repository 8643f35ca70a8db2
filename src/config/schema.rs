//! The JSON schema of `plimsoll.toml`, for editors. Derived from the table of keys and from the rules; does not read
//! configuration.

use serde_json::{Value, json};

use super::tree;
use crate::finding::Severity;
use crate::rules::{self, Category, Preset};
use crate::schema::{Schema, Shape, Type};
use crate::settings::LabelKind;

/// The schema.
pub fn schema() -> Value {
    let names: Vec<&str> = rules::ALL.iter().map(|rule| rule.meta.name).collect();
    let severities: Vec<&str> = Severity::ALL.iter().rev().map(|severity| severity.as_str()).collect();
    let levels: Vec<&str> = ["off", "on"].into_iter().chain(severities.iter().copied()).collect();
    let fail_on: Vec<&str> = severities.iter().copied().chain(["never"]).collect();
    let sets: Vec<&str> = Preset::ALL
        .iter()
        .map(|preset| preset.as_str())
        .chain(Category::ALL.iter().map(|category| category.as_str()))
        .chain(["refused", "all"])
        .chain(names.iter().copied())
        .collect();
    let selectors = json!({
        "type": "array",
        "items": { "anyOf": [{ "enum": sets }, { "type": "string" }] },
    });
    let rules: serde_json::Map<String, Value> = rules::ALL
        .iter()
        .map(|rule| {
            (rule.meta.name.to_owned(), json!({ "description": rule.meta.summary, "$ref": "#/$defs/level" }))
        })
        .collect();
    let rules = json!({
        "type": "object",
        "properties": rules,
        "additionalProperties": { "$ref": "#/$defs/level" },
    });
    let kinds = LabelKind::ALL.map(LabelKind::as_str);
    let labels = json!({ "type": "object", "additionalProperties": { "enum": kinds } });
    let words = Words(vec![
        ("Kinds", json!({ "$ref": "#/$defs/labels" })),
        ("Rules", json!({ "$ref": "#/$defs/rules" })),
        ("Selectors", selectors),
        ("Threshold", json!({ "enum": fail_on })),
    ]);
    let table = tree::schema();
    let mut out = table.find("Config").map(|id| words.of(&table, &Shape::Type(id))).unwrap_or_default();
    if let Some(out) = out.as_object_mut() {
        out.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        out.insert("title".to_owned(), json!("plimsoll.toml"));
        let definitions = json!({ "level": { "enum": levels }, "rules": rules, "labels": labels });
        out.insert("$defs".to_owned(), definitions);
    }
    out
}

/// What the words of some types are, which the table of keys does not say.
struct Words(Vec<(&'static str, Value)>);

impl Words {
    /// A shape of the table as JSON schema.
    fn of(&self, table: &Schema<'_>, shape: &Shape<'_>) -> Value {
        match shape {
            Shape::Bool => json!({ "type": "boolean" }),
            Shape::Text(..) => json!({ "type": "string" }),
            Shape::List { item, .. } => json!({ "type": "array", "items": self.of(table, item) }),
            Shape::Map(value) => json!({ "type": "object", "additionalProperties": self.of(table, value) }),
            Shape::Type(id) => table.get(*id).map(|named| self.named(table, named)).unwrap_or_default(),
            // The table has nothing else.
            _ => json!(true),
        }
    }

    fn named(&self, table: &Schema<'_>, named: &Type<'_>) -> Value {
        if let Some((_, words)) = self.0.iter().find(|(name, _)| *name == named.name) {
            return words.clone();
        }
        if let Some(alias) = &named.alias {
            return self.of(table, alias);
        }
        let properties: serde_json::Map<String, Value> =
            named.fields.iter().map(|field| (field.name.to_owned(), self.of(table, &field.shape))).collect();
        let mut out = json!({ "type": "object", "additionalProperties": false, "properties": properties });
        let required: Vec<&str> =
            named.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
        if let Some(out) = out.as_object_mut().filter(|_| !required.is_empty()) {
            out.insert("required".to_owned(), json!(required));
        }
        out
    }
}
