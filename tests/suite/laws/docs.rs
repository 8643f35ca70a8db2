//! Laws about documents that are made from the code. With `PLIMSOLL_UPDATE=1` the tests write them.

use std::fmt::Write;
use std::fs;

use plimsoll::config::schema;
use plimsoll::finding::Safety;
use plimsoll::rules;

use super::{files, read, settle};
use crate::support::root;

/// Compares a generated document with the file, or writes it.
fn fresh(path: &str, text: &str) {
    if std::env::var_os("PLIMSOLL_UPDATE").is_some() {
        fs::write(root().join(path), text).unwrap_or_default();
    }
    assert!(
        read(path) == text,
        "{path} is out of date: run `PLIMSOLL_UPDATE=1 cargo test --test suite` and review it"
    );
}

#[test]
fn the_list_of_rules_is_fresh() {
    let mut out = String::from(
        "# Rules\n\nMade from the pages in `rules/`. A `†` marks a rule with a fix that is always safe, a `‡` one whose fix needs\n`--unsafe-fixes`.\n\n| rule | severity | category | formats | preset | also known as |\n|---|---|---|---|---|---|\n",
    );
    for rule in rules::ALL.iter() {
        let meta = &rule.meta;
        let fix = match meta.fix {
            None => "",
            Some(Safety::Safe) => " †",
            Some(Safety::Unsafe) => " ‡",
        };
        let formats: Vec<&str> = meta.formats().map(|format| format.title()).collect();
        let aliases: Vec<String> =
            meta.aliases().map(|alias| format!("{}/{}", alias.tool, alias.id)).collect();
        let _ = writeln!(
            out,
            "| [{name}](../rules/{name}.md){fix}: {} | {} | {} | {} | {} | {} |",
            meta.summary,
            meta.severity,
            meta.category.as_str(),
            formats.join(", "),
            meta.preset.as_str(),
            aliases.join(", "),
            name = meta.name,
        );
    }
    fresh("docs/rules.md", &out);
}

#[test]
fn the_schema_of_the_configuration_is_fresh() {
    let text = serde_json::to_string_pretty(&schema()).unwrap_or_default();
    fresh("docs/config.schema.json", &format!("{text}\n"));
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut complaints = Vec::new();
    let documents = files("docs", "md").into_iter().chain(["README.md".into(), "AGENTS.md".into()]);
    for path in documents {
        for link in read(&path).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let target = link.split('#').next().unwrap_or("");
            if target.is_empty() || target.contains("://") {
                continue;
            }
            let folder = path.parent().map(|folder| root().join(folder)).unwrap_or_default();
            if !folder.join(target).exists() {
                complaints.push(format!("{}: the link to {target} leads nowhere", path.display()));
            }
        }
    }
    settle(&complaints);
}

#[test]
fn every_dependency_says_why() {
    let manifest = read("Cargo.toml");
    let mut complaints = Vec::new();
    for name in ["[dependencies]", "[dev-dependencies]"] {
        let section = manifest.split(name).nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or("");
        let mut explained = false;
        for line in section.lines().filter(|line| !line.is_empty()) {
            if line.starts_with('#') {
                explained = true;
            } else if let Some((name, _)) = line.split_once(" = ") {
                // One comment may stand for two crates of one family.
                if !explained && !["serde_json", "shuck-parser"].contains(&name) {
                    complaints.push(format!("Cargo.toml: say in a comment why `{name}` is needed"));
                }
                explained = false;
            }
        }
    }
    settle(&complaints);
}
