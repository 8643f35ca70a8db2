//! Laws about documents that are made from the code. With `PLIMSOLL_UPDATE=1` the tests write them: scripts/update.sh.

use std::fs;
use std::path::PathBuf;

use plimsoll::config::schema;

use super::{files, lists, read, settle};
use crate::support::root;

/// Compares a generated document with the file, or writes it.
fn fresh(path: &str, text: &str) {
    if std::env::var_os("PLIMSOLL_UPDATE").is_some() {
        fs::write(root().join(path), text).unwrap_or_default();
    }
    assert!(read(path) == text, "{path} is out of date: run scripts/update.sh and review it");
}

#[test]
fn lists_of_rules_are_fresh() {
    let generated = lists::generated(&root());
    // All are written before one of them is judged.
    for (path, text) in &generated {
        fresh(&path.display().to_string(), text);
    }
    let nameless = generated.iter().filter(|(_, text)| text.contains(lists::NAMELESS));
    let complaint = |(path, _): &(PathBuf, String)| {
        let path = path.display();
        format!("{path}: say in its first line what its rules are about, then run scripts/update.sh")
    };
    settle(&nameless.map(complaint).collect::<Vec<_>>());
}

#[test]
fn the_guide_shows_the_real_files() {
    let guide = read("docs/adding-a-rule.md");
    let page = read("rules/default-capabilities.md");
    let function = read("src/rules/container/privilege/default_capabilities.rs");
    let mut text = guide;
    for (open, close, file) in [("````markdown\n", "````\n", page), ("```rust\n", "```\n", function)] {
        let Some((before, rest)) = text.split_once(open) else { panic!("the guide has a block {open}") };
        let end = format!("\n{close}");
        let after = rest.strip_prefix(close).or_else(|| rest.split_once(&end).map(|(_, after)| after));
        let after = after.unwrap_or_default();
        text = format!("{before}{open}{file}{close}{after}");
    }
    fresh("docs/adding-a-rule.md", &text);
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
