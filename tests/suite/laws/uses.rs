//! What a source file uses: its `use` trees and the paths in its code, resolved to files of this crate. Knows no law.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The module that a file is, as names from the root of the crate on: `src/engine/plan.rs` is `engine`, `plan`.
pub fn module_of(path: &Path) -> Vec<String> {
    let parts = path.components().skip(1).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let mut parts: Vec<String> = parts.collect();
    let last = parts.pop().unwrap_or_default();
    if !matches!(last.as_str(), "mod.rs" | "lib.rs" | "main.rs") {
        parts.push(last.trim_end_matches(".rs").to_owned());
    }
    parts
}

/// The paths below the root of the crate that a module's code names: `crate::a::B` as `a`, `B`. `super` and `self` are
/// resolved, and every leaf of a `use` tree is a path of its own.
pub fn paths(module: &[String], code: &str) -> BTreeSet<Vec<String>> {
    let mut out = BTreeSet::new();
    for start in ["crate", "super", "self"] {
        let needle = format!("{start}::");
        for (at, _) in code.match_indices(&needle) {
            let before = code.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
            if before.is_alphanumeric() || before == '_' || before == ':' || before == '$' {
                continue;
            }
            let mut base = if start == "crate" { Vec::new() } else { module.to_vec() };
            if start == "super" {
                base.pop();
            }
            leaves(base, code.get(at + needle.len()..).unwrap_or(""), &mut out);
        }
    }
    out
}

/// The leaves of the tree at the start of a text, each below a path.
fn leaves(base: Vec<String>, text: &str, out: &mut BTreeSet<Vec<String>>) {
    // Paths that are still open, one for each brace.
    let mut open: Vec<Vec<String>> = Vec::new();
    let mut path = base;
    let mut word = String::new();
    // Whether something was named since the last comma.
    let mut has_leaf = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            c if c.is_alphanumeric() || c == '_' => {
                word.push(c);
                has_leaf = true;
            }
            ':' if rest.peek() == Some(&':') => {
                rest.next();
                push(&mut path, &mut word);
            }
            '{' => {
                open.push(path.clone());
                has_leaf = false;
            }
            ',' | '}' if !open.is_empty() => {
                push(&mut path, &mut word);
                if std::mem::take(&mut has_leaf) {
                    out.insert(path.clone());
                }
                if c == '}' {
                    open.pop();
                }
                path = open.last().cloned().unwrap_or_default();
                if open.is_empty() {
                    return;
                }
            }
            c if c.is_whitespace() && !open.is_empty() => {}
            _ => break,
        }
    }
    push(&mut path, &mut word);
    if !path.is_empty() {
        out.insert(path);
    }
}

fn push(path: &mut Vec<String>, word: &mut String) {
    match word.as_str() {
        "" | "self" => {}
        "super" => drop(path.pop()),
        name => path.push(name.to_owned()),
    }
    word.clear();
}

/// The file that a path leads into: that of its longest beginning that is a module.
pub fn file_of<'f>(path: &[String], files: &'f BTreeMap<Vec<String>, PathBuf>) -> Option<&'f PathBuf> {
    (0..=path.len()).rev().find_map(|length| files.get(path.get(..length)?))
}

/// Groups of files that use each other, in a circle of any length.
pub fn circles(uses: &BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> Vec<Vec<PathBuf>> {
    let reach: BTreeMap<&PathBuf, BTreeSet<&PathBuf>> =
        uses.keys().map(|file| (file, reachable(file, uses))).collect();
    let mut out: Vec<Vec<PathBuf>> = Vec::new();
    for (file, reached) in &reach {
        if !reached.contains(file) || out.iter().flatten().any(|known| known == *file) {
            continue;
        }
        let circle =
            reached.iter().filter(|other| reach.get(**other).is_some_and(|back| back.contains(file)));
        out.push(circle.map(|path| (*path).clone()).collect());
    }
    out
}

fn reachable<'u>(file: &PathBuf, uses: &'u BTreeMap<PathBuf, BTreeSet<PathBuf>>) -> BTreeSet<&'u PathBuf> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&PathBuf> = uses.get(file).into_iter().flatten().collect();
    while let Some(path) = next.pop() {
        if seen.insert(path) {
            next.extend(uses.get(path).into_iter().flatten());
        }
    }
    seen
}

#[test]
fn nested_trees_are_read() {
    let code = "use crate::{a::{B, c::{self, D}}, e::F};\nfn f() { super::g::h(); }";
    let found = paths(&["x".to_owned(), "y".to_owned()], code);
    let found: Vec<String> = found.iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["a::B", "a::c", "a::c::D", "e::F", "x::g::h"]);
}
