//! Finds keys that stand twice in one mapping. Does not say who would refuse them.

use std::collections::HashMap;

use super::place::{one_line, short};
use super::tree::{Kind, NodeId, Tree};
use crate::finding::{Problem, ProblemKind};
use crate::syntax::limits::MAX_DUPLICATE_KEYS;

/// Up to how many keys are compared pairwise; beyond it a hash map is cheaper.
const PAIRWISE: usize = 8;

/// Reports the keys of a mapping that stand there a second time; `children` are its keys and values in turn. Keys
/// are equal when their texts are.
pub(super) fn report(tree: &mut Tree<'_>, children: &[NodeId]) {
    let (pairs, _) = children.as_chunks::<2>();
    let found = find(tree, pairs);
    for (index, &(first, second)) in found.iter().enumerate().take(MAX_DUPLICATE_KEYS + 1) {
        let (first, second) = (tree.node(first), tree.node(second));
        let name = match &second.kind {
            Kind::Scalar(scalar) => short(&scalar.text),
            _ => String::new(),
        };
        let message = match found.len() - index {
            others if index == MAX_DUPLICATE_KEYS => {
                format!("`{name}` and the keys behind it stand twice in this mapping, {others} in all")
            }
            _ => format!("the key `{name}` stands twice in this mapping"),
        };
        let problem = Problem::new(ProblemKind::DuplicateKey, one_line(tree.text, second.span), message)
            .label(one_line(tree.text, first.span), "it stands here first");
        tree.problems.push(problem);
    }
}

/// Each key that repeats an earlier one, after the first of its name.
fn find(tree: &Tree<'_>, pairs: &[[NodeId; 2]]) -> Vec<(NodeId, NodeId)> {
    let named = pairs.iter().filter_map(|&[key, _]| Some((key, tree.key_text(key)?)));
    if pairs.len() <= PAIRWISE {
        let earlier =
            |key, name| named.clone().take_while(move |(other, _)| *other != key).find(|n| n.1 == name);
        return named.clone().filter_map(|(key, name)| Some((earlier(key, name)?.0, key))).collect();
    }
    // With the keyed hasher of `std`: the keys are chosen by whoever wrote the file.
    let mut firsts = HashMap::with_capacity(pairs.len());
    named
        .filter_map(|(key, name)| {
            let first = *firsts.entry(name).or_insert(key);
            (first != key).then_some((first, key))
        })
        .collect()
}
