//! Writing into real files: afterwards the value is there, and everything else is as it was.

use plimsoll::finding::Edit;
use plimsoll::fix::yaml::{Literal, remove_entry, set};
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Tree, Value, parse};
use serde_json::Value as Json;

use crate::support::corpus::{File, YAML, own, shared};
use crate::yaml_suite::to_json;

/// A way from a root to a node.
#[derive(Clone)]
enum Step {
    Key(String),
    Item(usize),
}

fn tree(text: &str) -> Tree<'_> {
    parse(SourceId(0), text, &Limits::default())
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut text = text.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// All mappings that are written in a tree, with the document and the way to each.
fn mappings<'t>(tree: &'t Tree<'t>) -> Vec<(Value<'t>, usize, Vec<Step>)> {
    let mut out = Vec::new();
    let mut stack: Vec<_> = tree.roots().enumerate().map(|(at, root)| (root, at, Vec::new())).collect();
    while let Some((value, document, steps)) = stack.pop() {
        if value.id() != value.tree().value(value.id()).id() || value.span() != value.written().span {
            continue;
        }
        let deeper = |step| [steps.clone(), vec![step]].concat();
        for pair in value.own_entries() {
            let key = pair.key.text().unwrap_or("").to_owned();
            stack.push((pair.value, document, deeper(Step::Key(key))));
        }
        stack.extend(value.items().enumerate().map(|(at, item)| (item, document, deeper(Step::Item(at)))));
        if value.is_mapping() {
            out.push((value, document, steps));
        }
    }
    out
}

/// The roots of a text as JSON.
fn values(text: &str) -> Vec<Json> {
    let tree = tree(text);
    assert!(tree.problems.is_empty(), "{:?}\n{text}", tree.problems);
    tree.roots().map(to_json).collect()
}

fn at<'j>(documents: &'j mut [Json], document: usize, steps: &[Step]) -> &'j mut Json {
    steps.iter().fold(&mut documents[document], |json, step| match step {
        Step::Key(key) => &mut json[key.as_str()],
        Step::Item(index) => &mut json[*index],
    })
}

/// How often a change was made in a corpus, and how often it was refused.
#[derive(Default)]
struct Count {
    done: usize,
    refused: usize,
}

/// Changes mappings of every corpus in one way; `change` gives the edits and what the values become. Our own corpus is
/// the first, and is changed in more places.
fn change_all(change: impl Fn(Value<'_>, &mut Json) -> Option<Vec<Edit>>) -> Vec<Count> {
    let ours: Vec<File> = YAML.into_iter().flat_map(own).collect();
    let mut counts = vec![change_files(ours.iter(), 3, &change)];
    if let Some(shared) = shared("writing into YAML files of real projects") {
        let files: Vec<File> = YAML.into_iter().flat_map(|format| shared.files(format)).collect();
        counts.push(change_files(files.iter().step_by(4), 13, &change));
    }
    counts
}

/// Changes every `step`th mapping of files.
fn change_files<'f>(
    files: impl Iterator<Item = &'f File>,
    step: usize,
    change: impl Fn(Value<'_>, &mut Json) -> Option<Vec<Edit>>,
) -> Count {
    let mut count = Count::default();
    for (at_file, file) in files.enumerate() {
        let text = file.body().replace('\r', "");
        let text = match at_file % 3 {
            0 => text.replace('\n', "\r\n"),
            1 => text.trim_end().to_owned(),
            _ => text,
        };
        let tree = tree(&text);
        if !tree.problems.is_empty() || text.len() > 20_000 {
            continue;
        }
        let before: Vec<Json> = tree.roots().map(to_json).collect();
        for (mapping, document, steps) in mappings(&tree).into_iter().step_by(step) {
            let mut expected = before.clone();
            match change(mapping, at(&mut expected, document, &steps)) {
                None => count.refused += 1,
                Some(edits) => {
                    count.done += 1;
                    let after = apply(&text, &edits);
                    assert_eq!(values(&after), expected, "{}\n{edits:?}\n{after}", file.path);
                }
            }
        }
    }
    count
}

#[test]
fn new_entries_change_nothing_else() {
    let counts = change_all(|mapping, json| {
        json["zz"]["yy"] = "x".into();
        set(mapping, &["zz", "yy"], Literal::Plain("x"))
    });
    for Count { done, refused } in counts {
        assert!(done > refused * 4, "{done} done, {refused} refused");
    }
}

#[test]
fn new_lists_change_nothing_else() {
    let counts = change_all(|mapping, json| {
        json["zz"]["yy"] = vec!["x"].into();
        set(mapping, &["zz", "yy"], Literal::Item("x"))
    });
    for Count { done, refused } in counts {
        assert!(done > refused * 4, "{done} done, {refused} refused");
    }
}

#[test]
fn new_items_change_nothing_else() {
    let counts = change_all(|mapping, json| {
        let list = mapping.own_entries().find(|pair| pair.value.is_sequence())?;
        let key = list.key.text()?;
        json[key].as_array_mut()?.push("x".into());
        set(mapping, &[key], Literal::Item("x"))
    });
    assert!(counts.iter().all(|count| count.done > 0));
}

#[test]
fn new_values_change_nothing_else() {
    let counts = change_all(|mapping, json| {
        let entry = mapping.own_entries().find(|pair| pair.value.scalar().is_some())?;
        let key = entry.key.text()?;
        json[key] = "x".into();
        set(mapping, &[key], Literal::Plain("x"))
    });
    assert!(counts.iter().all(|count| count.done > 0));
}

#[test]
fn removed_entries_change_nothing_else() {
    for last in [false, true] {
        let counts = change_all(|mapping, json| {
            let mut entries = mapping.own_entries();
            let entry = if last { entries.next_back() } else { entries.next() }?;
            let key = entry.key.text()?;
            // What a merge brings in comes to light where the entry was.
            if mapping.own_entries().any(|pair| pair.key.text() == Some("<<")) {
                return None;
            }
            json.as_object_mut()?.remove(key);
            remove_entry(mapping, key)
        });
        for Count { done, refused } in counts {
            assert!(done * 2 > refused, "{done} done, {refused} refused");
        }
    }
}
