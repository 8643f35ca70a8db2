//! The JSON schema of `plimsoll.toml`, for editors. Derived from the rules; does not read configuration.

use serde_json::{Value, json};

use crate::finding::Severity;
use crate::rules::{self, Category, Preset};
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
        .chain(["all"])
        .chain(names.iter().copied())
        .collect();
    let patterns = json!({ "type": "array", "items": { "type": "string" } });
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
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "plimsoll.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "exclude": patterns,
            "lint": {
                "type": "object",
                "additionalProperties": false,
                "properties": {
                    "select": selectors,
                    "ignore": selectors,
                    "fail-on": { "enum": fail_on },
                    "trusted-registries": patterns,
                    "labels": {
                        "type": "object",
                        "additionalProperties": false,
                        "properties": {
                            "required": { "$ref": "#/$defs/labels" },
                            "optional": { "$ref": "#/$defs/labels" },
                            "strict": { "type": "boolean" },
                        },
                    },
                },
            },
            "images": {
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": { "like": { "type": "string" }, "user": { "type": "string" } },
                },
            },
            "rules": { "$ref": "#/$defs/rules" },
            "overrides": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["paths"],
                    "properties": { "paths": patterns, "rules": { "$ref": "#/$defs/rules" } },
                },
            },
        },
        "$defs": { "level": { "enum": levels }, "rules": rules, "labels": labels },
    })
}
