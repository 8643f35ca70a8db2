//! Writing into real files: afterwards the value is there, and everything else is as it was.

use plimsoll::finding::Edit;
use plimsoll::fix::yaml::{Literal, remove_entry, set};
use plimsoll::source::SourceId;
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Tree, Value, parse};
use serde_json::Value as Json;

use crate::yaml_suite::{rows, shared, to_json};

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

/// Changes every mapping of the corpus in one way; `change` gives the edits and what the values become.
fn change_all(name: &str, change: impl Fn(Value<'_>, &mut Json) -> Option<Vec<Edit>>) -> (usize, usize) {
    let Some(shared) = shared(name) else { return (1, 0) };
    let (mut done, mut refused) = (0, 0);
    for kind in ["compose", "kubernetes"] {
        for (row_at, row) in rows(shared.join(format!("corpus/{kind}.jsonl"))).iter().step_by(4).enumerate() {
            let text =
                row["text"].as_str().unwrap_or_default().trim_start_matches('\u{feff}').replace('\r', "");
            let text = match row_at % 3 {
                0 => text.replace('\n', "\r\n"),
                1 => text.trim_end().to_owned(),
                _ => text,
            };
            let tree = tree(&text);
            if !tree.problems.is_empty() || text.len() > 20_000 {
                continue;
            }
            let before: Vec<Json> = tree.roots().map(to_json).collect();
            for (mapping, document, steps) in mappings(&tree).into_iter().step_by(13) {
                let mut expected = before.clone();
                match change(mapping, at(&mut expected, document, &steps)) {
                    None => refused += 1,
                    Some(edits) => {
                        done += 1;
                        let after = apply(&text, &edits);
                        assert_eq!(values(&after), expected, "{}\n{edits:?}\n{after}", row["path"]);
                    }
                }
            }
        }
    }
    (done, refused)
}

#[test]
fn new_entries_change_nothing_else() {
    let (done, refused) = change_all("writing entries", |mapping, json| {
        json["zz"]["yy"] = "x".into();
        set(mapping, &["zz", "yy"], Literal::Plain("x"))
    });
    assert!(done > refused * 4, "{done} done, {refused} refused");
}

#[test]
fn new_lists_change_nothing_else() {
    let (done, refused) = change_all("writing lists", |mapping, json| {
        json["zz"]["yy"] = vec!["x"].into();
        set(mapping, &["zz", "yy"], Literal::Item("x"))
    });
    assert!(done > refused * 4, "{done} done, {refused} refused");
}

#[test]
fn new_items_change_nothing_else() {
    let (done, _) = change_all("writing items", |mapping, json| {
        let list = mapping.own_entries().find(|pair| pair.value.is_sequence())?;
        let key = list.key.text()?;
        json[key].as_array_mut()?.push("x".into());
        set(mapping, &[key], Literal::Item("x"))
    });
    assert!(done > 0);
}

#[test]
fn new_values_change_nothing_else() {
    let (done, _) = change_all("replacing values", |mapping, json| {
        let entry = mapping.own_entries().find(|pair| pair.value.scalar().is_some())?;
        let key = entry.key.text()?;
        json[key] = "x".into();
        set(mapping, &[key], Literal::Plain("x"))
    });
    assert!(done > 0);
}

#[test]
fn removed_entries_change_nothing_else() {
    for last in [false, true] {
        let (done, refused) = change_all("removing entries", |mapping, json| {
            let mut entries = mapping.own_entries();
            let entry = if last { entries.next_back() } else { entries.next() }?;
            let key = entry.key.text()?;
            json.as_object_mut()?.remove(key);
            remove_entry(mapping, key)
        });
        assert!(done * 2 > refused, "{done} done, {refused} refused");
    }
}
