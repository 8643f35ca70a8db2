//! Laws about what surrounds the code: the hook, the spelling of fields, and plimsoll on itself.

use std::path::Path;
use std::process::Command;

use plimsoll::discover::by_name;
use plimsoll::model::Format;
use plimsoll::workload::Field;
use regex::Regex;

use super::{files, read, settle};
use crate::support::{all_rules, check, root};

/// The value of a key in the hook manifest, unquoted; every hook has the same patterns.
fn pattern(key: &str) -> Regex {
    let manifest = read(".pre-commit-hooks.yaml");
    let mut lines = manifest.lines().map(str::trim).filter_map(|line| line.strip_prefix(&format!("{key}: ")));
    // The first hook defines an anchor, the others use it.
    let (anchor, text) = lines.next().and_then(|first| first.split_once(' ')).unwrap_or_default();
    let alias = anchor.replacen('&', "*", 1);
    assert!(anchor.starts_with('&') && lines.all(|other| other == alias), "all hooks have the same `{key}`");
    Regex::new(text).unwrap_or_else(|error| panic!("`{key}` of .pre-commit-hooks.yaml: {error}"))
}

#[test]
fn the_hook_selects_what_discovery_would() {
    let (included, excluded) = (pattern("files"), pattern("exclude"));
    let names = [
        "Dockerfile",
        "dockerfile",
        "a/Dockerfile.dev",
        "Dockerfile-dev",
        "Dockerfile_dev",
        "api.dockerfile",
        "dev.Dockerfile",
        "x-Dockerfile",
        "Containerfile",
        "Containerfile.prod",
        "app.containerfile",
        "compose.yaml",
        "docker-compose.yml",
        "k8s/deploy.yaml",
        "values.yml",
        "Dockerfile.dockerignore",
        "Dockerfile.j2",
        "Dockerfile.md",
        "my.Dockerfile.txt",
        "dockerfiles",
        "README.md",
        "main.rs",
        "Dockerfile.py",
        ".yaml",
        "a.yaml.bak",
    ];
    let menagerie =
        ["dockerfile", "yaml", "yml", "md", "env"].iter().flat_map(|end| files("tests/menagerie", end));
    let paths =
        names.iter().map(|name| (*name).to_owned()).chain(menagerie.map(|path| path.display().to_string()));
    let mut complaints = Vec::new();
    for path in paths {
        let hook = included.is_match(&path) && !excluded.is_match(&path);
        let ours = by_name(Path::new(&path)).is_some();
        if hook != ours {
            complaints
                .push(format!("{path}: the hook says {hook}, discovery says {ours}: change one of them"));
        }
    }
    settle(&complaints);
}

#[test]
fn a_spelling_of_a_field_is_a_key_that_the_model_knows() {
    // What is set through its spelling is what the view reads back: a key of another name would change nothing.
    let mut complaints = Vec::new();
    for (format, path, text) in [
        (Format::Compose, "compose.yaml", "services:\n  a:\n    image: b:1\n"),
        (
            Format::Kubernetes,
            "pod.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: a\n      image: b:1\n",
        ),
    ] {
        for (field, rule, value) in [
            (Field::CapDrop, "default-capabilities", "[ALL]"),
            (Field::ReadOnly, "writable-root-filesystem", "true"),
            (Field::MemoryLimit, "unlimited-memory", "64M"),
        ] {
            let Some(spelling) = field.spelling(format) else { continue };
            let indent = if format == Format::Compose { "    " } else { "      " };
            let keys: Vec<&str> = spelling.split('.').collect();
            let mut with = text.to_owned();
            for (level, key) in keys.iter().enumerate() {
                let tail = if level + 1 == keys.len() { format!(" {value}") } else { String::new() };
                with.push_str(&format!("{indent}{}{key}:{tail}\n", "  ".repeat(level)));
            }
            let found = |text: &str| {
                let report = check(&[(path.into(), text.as_bytes().to_vec())], &all_rules());
                report.findings.iter().any(|finding| finding.rule == rule)
            };
            if !found(text) || found(&with) {
                complaints.push(format!("{field:?}: {format} does not read `{spelling}` back"));
            }
        }
    }
    for field in Field::ALL {
        if Format::ALL.iter().all(|format| field.spelling(*format).is_none()) {
            complaints.push(format!("{field:?}: give it a spelling in some format"));
        }
    }
    settle(&complaints);
}

#[test]
fn plimsoll_finds_nothing_wrong_in_its_own_repository() {
    let output = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(["check", "--output-format", "concise", "--allow-empty", "."])
        .current_dir(root())
        .output();
    let output =
        output.map(|output| (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned()));
    let Ok((code, text)) = output else { panic!("the binary could not be started") };
    assert_eq!(code, Some(0), "mend or suppress what plimsoll finds here:\n{text}");
}

#[test]
fn text_of_the_project_speaks_of_itself_alone() {
    let documents = files("docs", "md").into_iter().chain(["README.md".into(), "AGENTS.md".into()]);
    let here = format!("{}/", root().display());
    let mut complaints = Vec::new();
    for path in documents.chain(files("src", "rs")) {
        let text = read(&path);
        for word in [here.as_str(), "TODO", "FIXME"] {
            if text.contains(word) {
                complaints.push(format!("{}: remove `{word}`", path.display()));
            }
        }
    }
    settle(&complaints);
}
