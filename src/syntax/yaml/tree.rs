//! The tree and the handle to read it with. Does not parse.
//!
//! Nodes live in one vector and refer to each other by index, so that a tree of any shape is dropped in one step and
//! aliases stay aliases. [`Value`] follows aliases and merge keys with a bound, so that no document costs more than
//! its length.

use std::borrow::Cow;
use std::collections::{HashSet, VecDeque};
use std::num::NonZeroU32;
use std::ops::Range;

use super::place::one_line;
use crate::finding::{Problem, ProblemKind};
use crate::source::{SourceId, Span};

/// The place of a node in its tree, from 1, so that none takes no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

impl NodeId {
    /// The id of the node at an index; past the limit of `u32` one that no tree has.
    pub(crate) fn new(index: usize) -> NodeId {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        NodeId(NonZeroU32::new(number).unwrap_or(NonZeroU32::MAX))
    }

    pub(super) fn index(self) -> usize {
        self.number() as usize
    }

    fn number(self) -> u32 {
        self.0.get() - 1
    }
}

/// What an id of another tree leads to.
static NOWHERE: Node<'static> = Node {
    span: Span { source: SourceId(0), start: 0, end: 0 },
    kind: Kind::Alias(None),
    tag: None,
    anchor: None,
};

/// One file.
#[derive(Debug)]
pub struct Tree<'s> {
    /// Whose text it is.
    pub source: SourceId,
    /// The whole text.
    pub text: &'s str,
    /// The documents, in order.
    pub documents: Vec<Document>,
    /// All comments, in order.
    pub comments: Vec<Comment>,
    /// What was wrong with the text.
    pub problems: Vec<Problem>,
    pub(super) nodes: Vec<Node<'s>>,
    pub(super) entries: Vec<Entry>,
    pub(super) items: Vec<NodeId>,
    /// Ranges of ids that lie below the target of an alias, sorted and apart.
    pub(super) shared: Vec<(u32, u32)>,
}

/// One document of a file.
#[derive(Debug, Clone, Copy)]
pub struct Document {
    /// Its content; `None` when it is empty or broken before the first node.
    pub root: Option<NodeId>,
    /// From its start marker (or first content) to its end.
    pub span: Span,
    /// Whether a syntax error or a limit ended it early, so that what it lacks says nothing.
    pub broken: bool,
    /// Where it ended so.
    pub(super) cut: u32,
}

/// A comment from `#` to the end of its line.
#[derive(Debug, Clone, Copy)]
pub struct Comment {
    /// The comment with its `#`.
    pub span: Span,
    /// Whether it stands alone on its line.
    pub own_line: bool,
}

/// A node of the tree.
#[derive(Debug)]
pub struct Node<'s> {
    /// From the first byte of the content to its last, without anchor, tag and trailing blanks. A block scalar
    /// starts at its header (`|`, `>`); an implicit null is empty and stands where a value could be written.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'s>,
    /// Its tag, if written.
    pub tag: Option<Box<Tag<'s>>>,
    /// Its anchor, if it has one.
    pub anchor: Option<Box<Anchor<'s>>>,
}

impl Node<'_> {
    /// Whether it is written in brackets.
    pub fn is_flow(&self) -> bool {
        match &self.kind {
            Kind::Mapping(mapping) => mapping.flow,
            Kind::Sequence(sequence) => sequence.flow,
            Kind::Scalar(_) | Kind::Alias(_) => false,
        }
    }
}

/// A written tag.
#[derive(Debug, Clone)]
pub struct Tag<'s> {
    /// As resolved: `!reset`, `tag:yaml.org,2002:str`.
    pub name: Cow<'s, str>,
    /// The token.
    pub span: Span,
}

/// An anchor (`&name`).
#[derive(Debug, Clone)]
pub struct Anchor<'s> {
    /// The name without `&`.
    pub name: Cow<'s, str>,
    /// The token with `&`.
    pub span: Span,
}

/// The kinds of nodes.
#[derive(Debug)]
pub enum Kind<'s> {
    /// A scalar, also an implicit null.
    Scalar(Scalar<'s>),
    /// A mapping.
    Mapping(Mapping),
    /// A sequence.
    Sequence(Sequence),
    /// `*name`; the target is `None` when there is no such anchor before it.
    Alias(Option<NodeId>),
}

/// How a scalar was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Nothing is written: `key:` or an empty item.
    Empty,
    /// Without quotes.
    Plain,
    /// `'…'`
    SingleQuoted,
    /// `"…"`
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
}

/// A scalar's decoded text and its style.
#[derive(Debug)]
pub struct Scalar<'s> {
    /// The content after unescaping and folding; borrowed when it stands in the text as it is.
    pub text: Cow<'s, str>,
    /// How it was written.
    pub style: ScalarStyle,
}

/// The entries of a mapping.
#[derive(Debug, Clone)]
pub struct Mapping {
    pub(super) entries: Range<u32>,
    /// Whether it is written as `{…}`.
    pub flow: bool,
}

/// The items of a sequence.
#[derive(Debug, Clone)]
pub struct Sequence {
    pub(super) items: Range<u32>,
    /// Whether it is written as `[…]`.
    pub flow: bool,
}

/// A key and its value.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The key.
    pub key: NodeId,
    /// The value; an implicit null when none is written.
    pub value: NodeId,
}

/// How an entry came into a mapping, or a value to its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Via {
    /// Written here.
    Here,
    /// Through an alias or a merge key; the span is the `*alias`.
    Alias(Span),
}

/// How many merge sources of one mapping are looked at, nested ones included.
const MERGE_BUDGET: usize = 256;
/// How far below a collection the first token is looked for.
const TOKEN_DEPTH: usize = 8;
/// How many aliases are followed from one place.
const ALIAS_BUDGET: usize = 64;

impl<'s> Tree<'s> {
    /// The node of an id. Ids come from this tree only; a foreign one may lead to an alias without target.
    pub fn node(&self, id: NodeId) -> &Node<'s> {
        self.nodes.get(id.index()).unwrap_or(&NOWHERE)
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no node.
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// A handle to a node.
    pub fn value(&self, id: NodeId) -> Value<'_> {
        Value { tree: self, id, by: None }
    }

    fn via(&self, by: Option<NodeId>) -> Via {
        by.map_or(Via::Here, |alias| Via::Alias(self.node(alias).span))
    }

    /// The roots of all documents that have one.
    pub fn roots(&self) -> impl Iterator<Item = Value<'_>> {
        self.documents.iter().filter_map(|document| document.root).map(|root| self.value(root))
    }

    /// Forgets the documents that could not be read to their end, and what is wrong with them but for limits.
    pub fn drop_broken(&mut self) {
        let documents = std::mem::take(&mut self.documents);
        let is_whole = |at: u32| {
            let after = documents.partition_point(|document| document.span.start <= at);
            after
                .checked_sub(1)
                .and_then(|index| documents.get(index))
                .is_some_and(|document| !document.broken)
        };
        self.problems.retain(|problem| problem.kind == ProblemKind::Limit || is_whole(problem.at.start));
        self.documents = documents;
        self.documents.retain(|document| !document.broken);
    }

    /// What a key is compared by: whether it is a merge key, and its text. `None` for nulls, collections, aliases.
    pub(super) fn key_text(&self, id: NodeId) -> Option<(bool, &str)> {
        match &self.node(id).kind {
            Kind::Scalar(scalar) if !scalar.is_null() => Some((scalar.is_merge_key(), scalar.text.as_ref())),
            _ => None,
        }
    }

    pub(super) fn entries_of(&self, mapping: &Mapping) -> &[Entry] {
        self.entries.get(mapping.entries.start as usize..mapping.entries.end as usize).unwrap_or(&[])
    }

    pub(super) fn items_of(&self, sequence: &Sequence) -> &[NodeId] {
        self.items.get(sequence.items.start as usize..sequence.items.end as usize).unwrap_or(&[])
    }

    /// The id after the last node in a node; ids are given in the order of the text.
    pub(super) fn after(&self, mut id: NodeId) -> u32 {
        loop {
            let next = match &self.node(id).kind {
                Kind::Mapping(mapping) => self.entries_of(mapping).last().map(|entry| entry.value),
                Kind::Sequence(sequence) => self.items_of(sequence).last().copied(),
                Kind::Scalar(_) | Kind::Alias(_) => None,
            };
            match next {
                Some(next) => id = next,
                None => return id.number().saturating_add(1),
            }
        }
    }

    /// Follows aliases to the node that holds content; `None` for an alias without target or a cycle.
    fn follow(&self, mut id: NodeId) -> Option<NodeId> {
        for _ in 0..ALIAS_BUDGET {
            match self.node(id).kind {
                Kind::Alias(target) => id = target?,
                _ => return Some(id),
            }
        }
        None
    }
}

/// A handle to a node: cheap to copy, aliases are followed by every method that asks for content.
#[derive(Clone, Copy)]
pub struct Value<'t> {
    tree: &'t Tree<'t>,
    id: NodeId,
    /// The alias by which it came here, in the same tree.
    by: Option<NodeId>,
}

/// An entry of a mapping, as a reader with merge keys sees it.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'t> {
    /// The key.
    pub key: Value<'t>,
    /// The value.
    pub value: Value<'t>,
    /// Whether the entry is the mapping's own or came through a merge key.
    pub via: Via,
}

impl<'t> Value<'t> {
    /// The tree that the node is in.
    pub fn tree(self) -> &'t Tree<'t> {
        self.tree
    }

    /// The node's id, aliases not followed.
    pub fn id(self) -> NodeId {
        self.id
    }

    /// Whether an alias anywhere leads to the node or to one that it is in, so that a change here shows there.
    pub fn is_shared(self) -> bool {
        let shared = &self.tree.shared;
        let after = shared.partition_point(|range| range.0 <= self.id.number());
        let before = after.checked_sub(1).and_then(|at| shared.get(at));
        before.is_some_and(|range| self.id.number() < range.1)
    }

    /// Whether an alias elsewhere leads to the node or to one in it.
    pub fn holds_shared(self) -> bool {
        let shared = &self.tree.shared;
        let after = self.tree.after(self.id);
        let first = shared.partition_point(|range| range.1 <= self.id.number());
        shared.get(first).is_some_and(|range| range.0 < after)
    }

    /// Whether what is written here stands for nothing else besides.
    pub fn is_own(self) -> bool {
        !self.is_shared() && !self.holds_shared() && self.by().is_none()
    }

    /// Whether the document that the node is in was cut short by a syntax error or a limit.
    pub fn is_broken(self) -> bool {
        self.document().is_some_and(|document| document.broken)
    }

    /// Whether the document was cut short on the line of a place in it, so that what stands there is not whole.
    pub fn is_cut_at(self, place: Span) -> bool {
        let is_cut = |document: &&Document| document.broken && place.source == self.tree.source;
        let Some(document) = self.document().filter(is_cut) else { return false };
        let between = self.tree.text.get(place.start as usize..document.cut as usize);
        between.is_some_and(|text| !text.contains('\n'))
    }

    fn document(self) -> Option<&'t Document> {
        let at = self.written().span.start;
        let documents = &self.tree.documents;
        let after = documents.partition_point(|document| document.span.start <= at);
        documents.get(after.checked_sub(1)?)
    }

    /// The node as it is written here; an alias stays one.
    pub fn written(self) -> &'t Node<'t> {
        self.tree.node(self.id)
    }

    /// The node that holds the content, after aliases; the alias itself when it leads nowhere.
    pub fn node(self) -> &'t Node<'t> {
        self.tree.node(self.tree.follow(self.id).unwrap_or(self.id))
    }

    /// Where the content stands: for an alias, the span of what it refers to.
    pub fn span(self) -> Span {
        self.node().span
    }

    /// What can be pointed at on one line: the first line of a scalar, of a mapping or sequence its first key or item.
    pub fn token(self) -> Span {
        let mut id = self.tree.follow(self.id).unwrap_or(self.id);
        for _ in 0..TOKEN_DEPTH {
            let first = match &self.tree.node(id).kind {
                Kind::Mapping(mapping) => self.tree.entries_of(mapping).first().map(|entry| entry.key),
                Kind::Sequence(sequence) => self.tree.items_of(sequence).first().copied(),
                Kind::Scalar(_) | Kind::Alias(_) => None,
            };
            match first {
                Some(first) => id = first,
                None => break,
            }
        }
        one_line(self.tree.text, self.tree.node(id).span)
    }

    /// How the value came here: through a merge key, an alias or neither.
    pub fn via(self) -> Via {
        self.tree.via(self.by())
    }

    /// The alias by which what is below it came here.
    fn by(self) -> Option<NodeId> {
        match self.written().kind {
            Kind::Alias(_) => Some(self.id),
            _ => self.by,
        }
    }

    /// The scalar, if it is one.
    pub fn scalar(self) -> Option<&'t Scalar<'t>> {
        match &self.node().kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a scalar, whatever it would be resolved to; `None` for mappings, sequences and nulls.
    pub fn text(self) -> Option<&'t str> {
        self.scalar().filter(|scalar| !scalar.is_null()).map(|scalar| scalar.text.as_ref())
    }

    /// Whether it is a null, written or not.
    pub fn is_null(self) -> bool {
        self.scalar().is_some_and(Scalar::is_null)
    }

    /// Whether it is a mapping.
    pub fn is_mapping(self) -> bool {
        matches!(self.node().kind, Kind::Mapping(_))
    }

    /// Whether it is a sequence.
    pub fn is_sequence(self) -> bool {
        matches!(self.node().kind, Kind::Sequence(_))
    }

    /// Whether it is `{{ name }}`, which reads as a mapping with a mapping as its key, and is a hole that a template
    /// fills.
    pub fn is_hole(self) -> bool {
        let is_braces = |pair: &Pair<'t>| pair.key.is_flow() && pair.key.is_mapping();
        self.is_flow() && self.is_mapping() && self.own_entries().next().as_ref().is_some_and(is_braces)
    }

    /// Whether it is a mapping or sequence in flow style.
    pub fn is_flow(self) -> bool {
        self.node().is_flow()
    }

    /// The items of a sequence; none for anything else.
    pub fn items(self) -> impl DoubleEndedIterator<Item = Value<'t>> + ExactSizeIterator {
        let (tree, by) = (self.tree, self.by());
        let items = match &self.node().kind {
            Kind::Sequence(sequence) => tree.items_of(sequence),
            _ => &[],
        };
        items.iter().map(move |&id| Value { tree, id, by })
    }

    /// The item of a sequence at an index.
    pub fn item(self, index: usize) -> Option<Value<'t>> {
        let Kind::Sequence(sequence) = &self.node().kind else { return None };
        let id = *self.tree.items_of(sequence).get(index)?;
        Some(Value { tree: self.tree, id, by: self.by() })
    }

    /// The entry at an index among those that are written in a mapping.
    pub fn own_entry(self, index: usize) -> Option<Pair<'t>> {
        let Kind::Mapping(mapping) = &self.node().kind else { return None };
        let (tree, by) = (self.tree, self.by());
        let entry = tree.entries_of(mapping).get(index)?;
        let value = |id| Value { tree, id, by };
        Some(Pair { key: value(entry.key), value: value(entry.value), via: tree.via(by) })
    }

    /// The entries that are written in a mapping, merge keys included as such; none for anything else.
    pub fn own_entries(self) -> impl DoubleEndedIterator<Item = Pair<'t>> + ExactSizeIterator {
        let tree = self.tree;
        let by = self.by();
        let via = tree.via(by);
        let entries = match &self.node().kind {
            Kind::Mapping(mapping) => tree.entries_of(mapping),
            _ => &[],
        };
        let value = move |id| Value { tree, id, by };
        entries.iter().map(move |entry| Pair { key: value(entry.key), value: value(entry.value), via })
    }

    /// The entries of a mapping with merge keys (`<<`) resolved: own keys first, in order, then those of the merged
    /// mappings that are not there yet. Of duplicate keys the last wins, as in the readers that accept them.
    pub fn entries(self) -> Vec<Pair<'t>> {
        let mut out: Vec<Pair<'t>> = Vec::with_capacity(self.own_entries().len());
        let mut seen = HashSet::new();
        let mut queue = VecDeque::from([(self, self.by())]);
        let mut budget = MERGE_BUDGET;
        while let Some((mapping, by)) = queue.pop_front() {
            let Some(left) = budget.checked_sub(1) else { break };
            budget = left;
            let first = out.len();
            let mut sources = Vec::new();
            for pair in mapping.own_entries().rev() {
                if pair.is_merge() {
                    let merged = pair.merge_sources();
                    sources.extend(merged.into_iter().rev().map(|from| (from, Some(from.id))));
                } else if pair.key.text().is_none_or(|key| seen.insert(key)) {
                    let value = Value { by, ..pair.value };
                    out.push(Pair { key: pair.key, value, via: self.tree.via(by) });
                }
            }
            out.get_mut(first..).unwrap_or_default().reverse();
            for source in sources.into_iter().take(left) {
                queue.push_front(source);
            }
        }
        out
    }

    /// The value of a key, merge keys resolved; of duplicates the last.
    pub fn get(self, key: &str) -> Option<Value<'t>> {
        self.pair(key).map(|pair| pair.value)
    }

    /// The entry of a key, merge keys resolved; of duplicates the last.
    pub fn pair(self, key: &str) -> Option<Pair<'t>> {
        let Kind::Mapping(mapping) = &self.node().kind else { return None };
        let (tree, entries) = (self.tree, self.tree.entries_of(mapping));
        let mut merges = false;
        for (index, entry) in entries.iter().enumerate().rev() {
            let Some(Kind::Scalar(scalar)) = tree.follow(entry.key).map(|key| &tree.node(key).kind) else {
                continue;
            };
            if scalar.is_merge_key() {
                merges = true;
            } else if scalar.text == key && !scalar.is_null() {
                return self.own_entry(index);
            }
        }
        let of_key = |pair: &Pair<'t>| pair.key.text() == Some(key);
        if merges { self.entries().into_iter().find(of_key) } else { None }
    }

    /// The value at a path of keys.
    pub fn at(self, path: &[&str]) -> Option<Value<'t>> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }
}

impl<'t> Pair<'t> {
    /// Whether the entry is a merge key: a plain `<<`.
    pub fn is_merge(&self) -> bool {
        self.key.scalar().is_some_and(Scalar::is_merge_key)
    }

    /// The mappings that a merge key brings in, first the one that wins.
    fn merge_sources(&self) -> Vec<Value<'t>> {
        if self.value.is_sequence() { self.value.items().collect() } else { vec![self.value] }
    }
}

impl std::fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} at {:?}", self.node().kind, self.span())
    }
}

impl Scalar<'_> {
    /// Whether it is a null in every schema: nothing written, or plain `null`, `Null`, `NULL`, `~`.
    pub fn is_null(&self) -> bool {
        match self.style {
            ScalarStyle::Empty => true,
            ScalarStyle::Plain => matches!(self.text.as_ref(), "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// Whether it is a plain `<<`, which as a key merges mappings.
    pub fn is_merge_key(&self) -> bool {
        self.style == ScalarStyle::Plain && self.text == "<<"
    }

    /// Whether quotes or a block header make it a string whatever it looks like.
    pub fn is_quoted(&self) -> bool {
        !matches!(self.style, ScalarStyle::Plain | ScalarStyle::Empty)
    }
}
