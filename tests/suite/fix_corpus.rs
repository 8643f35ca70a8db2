//! Every safe fix over the corpus: what comes out is read again without complaint, has nothing left to fix, and no
//! finding that was not there before.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use plimsoll::engine::{self, Input, Report, Workspace};
use plimsoll::finding::Safety;
use plimsoll::model::Format;
use plimsoll::source::MemoryFiles;

use crate::support::all_rules;
use crate::support::corpus::{File, own, shared};

fn check(files: &BTreeMap<String, String>) -> Report {
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, text) in files {
        memory.insert(path, text.clone().into_bytes());
        inputs.push(Input::named(path));
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
    let count = fix_all(own);
    assert!(count > 50, "{count} findings of our own files fixed");
    let Some(shared) = shared("safe fixes of the files of real projects") else { return };
    fix_all(|format| shared.files(format));
}

/// Fixes the files of every format and looks at what came out; the number of findings fixed.
fn fix_all(files: impl Fn(Format) -> Vec<File>) -> usize {
    let named = |format: Format| {
        let name = move |file: File| (format!("{}/{}", format.as_str(), file.path), file.text);
        files(format).into_iter().map(name)
    };
    let mut files: BTreeMap<String, String> = Format::ALL.into_iter().flat_map(named).collect();
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
            // A file with syntax errors is left as it is, and so is one that a program wrote.
            Err(reason)
                if ["syntax errors", "it is generated"].iter().any(|known| reason.contains(known)) => {}
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
    count
}
