//! Every YAML file of the corpus is read, and its tree is sound.

use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Kind, ScalarStyle, Tree, looks_templated, parse};

use crate::yaml_suite::{rows, shared};

/// Files that are no YAML, each with the reason.
const BROKEN: &[(&str, &str)] = &[
    (
        "argoproj__argo-cd/gitops-engine/pkg/health/testdata/statefulset-ondelete.yaml",
        "a key stands twice in one mapping",
    ),
    (
        "cert-manager__cert-manager/make/config/bind/service.yaml",
        "text follows a flow mapping, as PyYAML says too",
    ),
    (
        "kubernetes__examples/_archived/openshift-origin/etcd-controller.yaml",
        "a key stands twice in one mapping",
    ),
];

/// Files among the manifests that are templates, though they happen to be YAML too.
const TEMPLATES: &[&str] = &[
    "vllm/vllm-llama4-maverick-17b-128e-instruct-fp8.yaml",
    "vllm/vllm-llama4-maverick-17b-128e.yaml",
    "vllm/vllm-llama4-scout-17b-16e.yaml",
    "templates/web_worker.template.yaml",
    "templates/basic/deploy.template.yaml",
];

#[test]
fn the_corpus_is_yaml_but_for_known_files() {
    let Some(shared) = shared("the YAML corpus") else { return };
    let mut wrong = Vec::new();
    for kind in ["compose", "kubernetes"] {
        for row in rows(shared.join(format!("corpus/{kind}.jsonl"))) {
            let path = row["path"].as_str().unwrap_or_default();
            let text = row["text"].as_str().unwrap_or_default();
            let text = text.trim_start_matches('\u{feff}');
            let tree = parse(SourceId(0), text, &Limits::default());
            check(&tree, path);
            let known = BROKEN.iter().any(|(broken, _)| *broken == path);
            if !known {
                wrong.extend(tree.problems.iter().map(|problem| {
                    let line = text.get(..problem.at.start as usize).unwrap_or("").lines().count();
                    format!("{path}:{line}: {:?} {}", problem.kind, problem.message)
                }));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn templates_of_yaml_are_recognised_and_manifests_are_not() {
    let Some(shared) = shared("the YAML corpus") else { return };
    let mut missed = Vec::new();
    for row in rows(shared.join("corpus/helm.jsonl")) {
        let (path, text) =
            (row["path"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        let broken = !parse(SourceId(0), text, &Limits::default()).problems.is_empty();
        if broken && !looks_templated(text) {
            missed.push(path.to_owned());
        }
    }
    assert!(missed.is_empty(), "no templates: {}", missed.join("\n"));
    for kind in ["compose", "kubernetes"] {
        for row in rows(shared.join(format!("corpus/{kind}.jsonl"))) {
            let (path, text) =
                (row["path"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
            if looks_templated(text) && !TEMPLATES.iter().any(|known| path.ends_with(known)) {
                missed.push(path.to_owned());
            }
        }
    }
    assert!(missed.is_empty(), "taken for templates: {}", missed.join("\n"));
}

#[test]
fn cut_and_changed_files_are_read_without_harm() {
    let Some(shared) = shared("the YAML corpus") else { return };
    for row in rows(shared.join("corpus/compose.jsonl")).iter().step_by(9) {
        let text = row["text"].as_str().unwrap_or_default();
        let path = row["path"].as_str().unwrap_or_default();
        check(&parse(SourceId(0), &text.replace('\n', "\r\n"), &Limits::default()), path);
        check(&parse(SourceId(0), &text.replace("  ", "\t"), &Limits::default()), path);
        let step = text.len() / 60 + 1;
        for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
            check(&parse(SourceId(0), &text[..end], &Limits::default()), path);
        }
    }
}

/// Spans lie in the text, on characters, around what they are spans of.
fn check(tree: &Tree<'_>, path: &str) {
    let text = tree.text;
    for comment in &tree.comments {
        let written = text.get(comment.span.range());
        assert!(written.is_some_and(|text| text.starts_with('#')), "{path}: comment {written:?}");
    }
    for problem in &tree.problems {
        assert!(text.get(problem.at.range()).is_some(), "{path}: {problem:?}");
    }
    let mut stack: Vec<_> = tree.roots().collect();
    while let Some(value) = stack.pop() {
        let node = value.written();
        let written = text.get(node.span.range()).unwrap_or_else(|| panic!("{path}: {node:?}"));
        let first = written.bytes().next();
        match &node.kind {
            Kind::Alias(_) => assert_eq!(first, Some(b'*'), "{path}: {node:?}"),
            Kind::Mapping(_) if value.is_flow() => assert!(first.is_some(), "{path}: {node:?}"),
            Kind::Mapping(_) | Kind::Sequence(_) => {
                let last =
                    value.own_entries().map(|pair| pair.value).next_back().or(value.items().next_back());
                let end = last.map(|last| last.written().span.end);
                assert!(value.is_mapping() || matches!(first, None | Some(b'-' | b'[')), "{path}: {node:?}");
                assert!(
                    value.is_flow() || end.is_none_or(|end| end == node.span.end),
                    "{path}: {node:?} ends at {end:?}"
                );
            }
            Kind::Scalar(scalar) => match scalar.style {
                ScalarStyle::Empty => {
                    assert!(written.is_empty());
                    let before = text.as_bytes().get((node.span.start as usize).wrapping_sub(1));
                    assert!(
                        matches!(before, None | Some(b':' | b'-' | b'}'))
                            || value.is_flow()
                            || node.tag.is_some()
                            || node.anchor.is_some()
                            || before.is_some_and(u8::is_ascii_alphanumeric),
                        "{path}: {node:?} {before:?}"
                    );
                }
                ScalarStyle::Plain => assert_eq!(written.trim(), written, "{path}"),
                ScalarStyle::SingleQuoted => {
                    assert!(first == Some(b'\'') && written.ends_with('\''), "{path}")
                }
                ScalarStyle::DoubleQuoted => assert!(first == Some(b'"') && written.ends_with('"'), "{path}"),
                ScalarStyle::Literal => assert_eq!(first, Some(b'|'), "{path}: {node:?} {written}"),
                ScalarStyle::Folded => assert_eq!(first, Some(b'>'), "{path}: {node:?} {written}"),
            },
        }
        if !matches!(node.kind, Kind::Alias(_)) {
            for pair in value.own_entries() {
                assert!(node.span.contains(pair.key.written().span), "{path}: key of {node:?}");
                assert!(node.span.contains(pair.value.written().span), "{path}: value of {node:?}");
                stack.extend([pair.key, pair.value]);
            }
            stack.extend(value.items().inspect(|item| {
                assert!(node.span.contains(item.written().span), "{path}: item of {node:?}");
            }));
        }
    }
}
