//! The Dockerfile parser against BuildKit's: its own test files, and what it makes of every file of the corpus.

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;

use plimsoll::model::Format;
use plimsoll::source::{LineEnds, LineIndex, SourceId};
use plimsoll::syntax::Limits;
use plimsoll::syntax::dockerfile::{CommandLine, File, Instruction, parse};
use serde_json::Value;

use crate::support::corpus::{File as Written, field, own, shared};

/// What is left out without the shared files.
const ORACLE: &str = "Dockerfiles as BuildKit's own parser reads them";

fn read(text: &str) -> File<'_> {
    parse(SourceId(0), text.strip_prefix('\u{feff}').unwrap_or(text), &Limits::default())
}

#[test]
fn accepts_and_refuses_the_files_that_the_parser_of_buildkit_does() {
    let Some(shared) = shared(ORACLE) else { return };
    let cases = shared.rows("conformance/buildkit-parser.jsonl");
    assert!(!cases.is_empty());
    for case in &cases {
        let file = read(field(case, "text"));
        let refused = !file.problems.is_empty();
        // The cases are for BuildKit's parser alone, which does not ask for a FROM in front.
        let only_from = file.problems.iter().all(|problem| problem.message.contains("FROM"));
        match field(case, "expect") {
            "some" => assert!(refused && !only_from, "{}: must be refused", field(case, "file")),
            _ => assert!(only_from, "{}: {:?}", field(case, "file"), file.problems),
        }
        assert_eq!(file.instructions.is_empty(), field(case, "text").is_empty());
    }
}

#[test]
fn reads_every_file_of_our_own_and_refuses_the_broken_ones() {
    let mut instructions = 0;
    for written in own(Format::Dockerfile) {
        let (path, text) = (&written.path, written.body());
        let file = read(text);
        assert_eq!(!file.problems.is_empty(), written.is_broken(), "{path}: {:?}", file.problems);
        for instruction in &file.instructions {
            check_spans(instruction, text, path);
        }
        instructions += file.instructions.len();
    }
    assert!(instructions > 400, "{instructions} instructions");
}

#[test]
fn cuts_every_file_of_the_corpus_as_buildkit_does() {
    let Some(shared) = shared(ORACLE) else { return };
    let oracle = shared.rows("conformance/buildkit-oracle.jsonl");
    let corpus = shared.files(Format::Dockerfile);
    let texts: BTreeMap<&str, &Written> = corpus.iter().map(|file| (file.path.as_str(), file)).collect();
    let mut instructions = 0;
    for case in &oracle {
        let path = field(case, "path");
        let text = texts.get(path).expect("the file is in the corpus").body();
        let file = read(text);
        let accepted = case.get("parses") == Some(&Value::Bool(true))
            && case.get("instructions_valid") == Some(&Value::Bool(true));
        assert_eq!(file.problems.is_empty(), accepted, "{path}: {:?}", file.problems);
        let lines = LineIndex::new(text, LineEnds::Lf);
        let nodes = case.get("nodes").and_then(Value::as_array).expect("nodes");
        let found: Vec<Value> = file.instructions.iter().map(|one| node(one, &lines)).collect();
        assert_eq!(found.len(), nodes.len(), "{path}");
        for (found, expected) in found.iter().zip(nodes) {
            assert_eq!(found, expected, "{path}");
        }
        for instruction in &file.instructions {
            check_spans(instruction, text, path);
        }
        instructions += nodes.len();
    }
    println!("{} files, {instructions} instructions", oracle.len());
}

/// Keyword, first and last line, flags, exec form and heredoc names.
fn node(instruction: &Instruction<'_>, lines: &LineIndex) -> Value {
    let first = lines.line(instruction.span.start);
    let last = lines.line(instruction.span.end);
    let heredocs: Vec<&str> = instruction.heredocs.iter().map(|heredoc| heredoc.name.as_ref()).collect();
    if instruction.onbuild.is_some() {
        return serde_json::json!(["ONBUILD", first, last, [], false, heredocs]);
    }
    let flags: Vec<String> = instruction
        .flags
        .iter()
        .map(|flag| match &flag.value {
            Some(value) => format!("--{}={value}", flag.name),
            None => format!("--{}", flag.name),
        })
        .collect();
    let name = instruction.name.text.to_uppercase();
    serde_json::json!([name, first, last, flags, instruction.is_exec(), heredocs])
}

/// Every word that stands in one piece is found at its span.
fn check_spans(instruction: &Instruction<'_>, text: &str, path: &str) {
    assert!(instruction.span.contains(instruction.name.span), "{path}");
    let words = match instruction.command_line() {
        Some(CommandLine::Exec(words)) => words.as_slice(),
        _ => &[],
    };
    for word in words.iter().chain([&instruction.name]) {
        assert!(instruction.span.contains(word.span), "{path}");
        if word.is_verbatim() {
            assert_eq!(text.get(word.span.range()), Some(word.text.as_ref()), "{path}");
        }
    }
}
