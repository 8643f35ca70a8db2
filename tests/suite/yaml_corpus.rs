//! Every YAML file of the corpus is read, and its tree is sound.

use plimsoll::model::Format;
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Kind, ScalarStyle, Tree, looks_templated, parse};

use crate::support::corpus::{File, YAML, own, shared};

/// What is left out without the shared files.
const SHARED: &str = "YAML files of real projects";

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
    ("broken/docker-compose.duplicate.yml", "a key stands twice in one mapping"),
    ("broken/docker-compose.indent.yml", "an item lies to the left of its list"),
    ("broken/docker-compose.tabs.yml", "it is indented with tabs"),
    ("broken/duplicate-key.yaml", "a key stands twice in one mapping"),
    ("broken/indentation.yaml", "a key lies to the right of its mapping"),
    ("broken/unclosed.yaml", "a quote is never closed"),
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
    let mut wrong = Vec::new();
    for File { path, text } in files() {
        let text = text.trim_start_matches('\u{feff}');
        let tree = parse(SourceId(0), text, &Limits::default());
        check(&tree, &path);
        let known = BROKEN.iter().any(|(broken, _)| *broken == path);
        if known && tree.problems.is_empty() {
            wrong.push(format!("{path}: is not broken"));
        }
        if !known {
            wrong.extend(tree.problems.iter().map(|problem| {
                let line = text.get(..problem.at.start as usize).unwrap_or("").lines().count();
                format!("{path}:{line}: {:?} {}", problem.kind, problem.message)
            }));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Our own files, and the shared ones where they are.
fn files() -> impl Iterator<Item = File> {
    let shared = shared(SHARED);
    YAML.into_iter().flat_map(move |format| {
        own(format)
            .into_iter()
            .chain(shared.as_ref().map(|shared| shared.files(format)).into_iter().flatten())
    })
}

#[test]
fn templates_of_yaml_are_recognised_and_manifests_are_not() {
    let is_missed = |file: &File| {
        let broken = !parse(SourceId(0), &file.text, &Limits::default()).problems.is_empty();
        broken && !looks_templated(&file.text)
    };
    let templates = shared(SHARED).map(|shared| shared.templates()).unwrap_or_default();
    let missed: Vec<&str> =
        templates.iter().filter(|file| is_missed(file)).map(|file| file.path.as_str()).collect();
    assert!(missed.is_empty(), "no templates: {}", missed.join("\n"));
    let is_template = |file: &File| {
        looks_templated(&file.text) && !TEMPLATES.iter().any(|known| file.path.ends_with(known))
    };
    let taken: Vec<String> = files().filter(is_template).map(|file| file.path).collect();
    assert!(taken.is_empty(), "taken for templates: {}", taken.join("\n"));
}

#[test]
fn cut_and_changed_files_are_read_without_harm() {
    let shared = shared(SHARED).map(|shared| shared.files(Format::Compose));
    for File { path, text } in own(Format::Compose).iter().chain(shared.iter().flatten().step_by(9)) {
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
                        matches!(before, None | Some(b':' | b'-' | b'}' | b'<'))
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
