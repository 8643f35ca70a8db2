//! Every safe fix over the corpus: what comes out is read again without complaint, has nothing left to fix, and no
//! finding that was not there before.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use plimsoll::engine::{self, Input, Report, Workspace};
use plimsoll::finding::Safety;
use plimsoll::source::MemoryFiles;
use serde_json::Value;

use crate::support::all_rules;

/// The files of a corpus, by path; `None`, with a line that says so, where there are no shared files.
fn corpus() -> Option<Vec<(String, String)>> {
    let Ok(root) = std::env::var("PLIMSOLL_SHARED") else {
        println!("skipped: PLIMSOLL_SHARED is not set");
        return None;
    };
    let mut out = Vec::new();
    for kind in ["dockerfile", "compose", "kubernetes"] {
        let path = PathBuf::from(&root).join("corpus").join(format!("{kind}.jsonl"));
        let text = std::fs::read_to_string(path).expect("the shared file is there");
        for line in text.lines() {
            let file: Value = serde_json::from_str(line).expect("a line of JSON");
            let field = |name: &str| file.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            out.push((format!("{kind}/{}", field("path")), field("text")));
        }
    }
    Some(out)
}

fn check(files: &BTreeMap<String, String>) -> Report {
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, text) in files {
        memory.insert(path, text.clone().into_bytes());
        inputs.push(Input { path: path.into(), bytes: None, named: true });
    }
    engine::check(&inputs, &memory, &all_rules())
}

/// How many findings each rule has in each file.
fn counts(report: &Report) -> BTreeMap<(String, &'static str), usize> {
    let mut out = BTreeMap::new();
    for finding in &report.findings {
        let path = report.sources.path(finding.at.source).display().to_string();
        *out.entry((path, finding.rule.as_str())).or_default() += 1;
    }
    out
}

#[test]
fn safe_fixes_of_the_corpus_bring_nothing_in_and_are_made_once() {
    let Some(corpus) = corpus() else { return };
    let mut files: BTreeMap<String, String> = corpus.into_iter().collect();
    let memory = {
        let mut memory = MemoryFiles::default();
        for (path, text) in &files {
            memory.insert(path, text.clone().into_bytes());
        }
        memory
    };
    let before = check(&files);
    let fixed = Workspace::new(&memory, &all_rules()).fix(&before, Safety::Safe);
    let mut complaints = Vec::new();
    let (mut changed, mut count) = (0, 0);
    for file in fixed {
        let path = file.source.path.display().to_string();
        match file.result {
            // A file with syntax errors is left as it is.
            Err(reason) if reason.contains("syntax errors") => {}
            Err(reason) => complaints.push(format!("{path}: {reason}")),
            Ok(result) => {
                changed += 1;
                count += result.count;
                files.insert(path, result.text);
            }
        }
    }
    let after = check(&files);
    let known = counts(&before);
    for ((path, rule), count) in counts(&after) {
        let earlier = known.get(&(path.clone(), rule)).copied().unwrap_or_default();
        if count > earlier {
            complaints.push(format!("{path}: {count} findings of {rule} after the fixes, {earlier} before"));
        }
    }
    let again = Workspace::new(&memory, &all_rules()).fix(&after, Safety::Safe);
    for file in again {
        if let Ok(result) = file.result
            && result.count > 0
        {
            complaints.push(format!(
                "{}: a second run fixes {} more",
                file.source.path.display(),
                result.count
            ));
        }
    }
    println!("{count} findings fixed in {changed} of {} files", files.len());
    assert!(complaints.is_empty(), "{} complaints:\n{}", complaints.len(), complaints.join("\n"));
}
