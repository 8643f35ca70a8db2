//! What a directive of a YAML file covers, by where its comment stands. Does not read the comment.
//!
//! A directive on a line of its own covers what starts on the next line that holds something: an instruction, or an
//! entry or item with everything below it. At the end of a line it covers that line. Above the first key of a
//! Kubernetes object it covers the object.

use std::cell::Cell;

use super::annotation::annotations;
use super::{Directives, Kind, parse};
use crate::settings::Date;
use crate::source::{LineEnds, LineIndex, Span};
use crate::syntax::yaml::{Comment, Document, Kind as NodeKind, NodeId, Pair, Tree, Value};

/// What the problem of a broken comment says to do.
pub(super) const HELP: &str = "write `# plimsoll: ignore[rule-name] reason`";
/// The same for an annotation.
const ANNOTATION_HELP: &str = "write `plimsoll.dev/ignore: \"rule-name\"`";

/// The directives of a YAML file. `today` decides what has expired.
pub fn in_yaml(tree: &Tree<'_>, today: Date) -> Directives {
    let mut out = Directives::default();
    let whole = Span::new(tree.source, 0, tree.text.len() as u32);
    let first =
        tree.documents.iter().find_map(|document| document.root).map(|root| tree.node(root).span.start);
    let mut below = None;
    for comment in &tree.comments {
        let text = tree.text.get(comment.span.range()).unwrap_or("");
        if !is_candidate(text) {
            continue;
        }
        let below = below.get_or_insert_with(|| Below::new(tree.text));
        let place = Place { tree, below, comment };
        each(&mut out, (text, comment.span), OF_DOCKERFILES, today, |kind| match kind {
            Kind::File => Some(whole),
            Kind::Head => first.is_none_or(|first| comment.span.start < first).then_some(whole),
            Kind::First => (below.lines.line(comment.span.start) == below.first).then_some(whole),
            Kind::Stage => None,
            Kind::Next | Kind::Block if comment.own_line => {
                Some(construct_at(tree, place.subject()?, kind == Kind::Block))
            }
            Kind::Next | Kind::Block | Kind::Line => place.line(),
            Kind::Resource => Some(place.resource().unwrap_or(whole)),
        });
    }
    for (result, at, covers) in annotations(tree) {
        out.add(result, at, ANNOTATION_HELP, |_| Some(covers));
    }
    out.finish()
}

/// Linters of Dockerfiles: their comments mean nothing in YAML.
const OF_DOCKERFILES: &[&str] = &["buildkit", "hadolint", "tally"];

/// Takes in the directives of a comment, but for those of linters that do not read the format.
pub(super) fn each(
    out: &mut Directives,
    (text, span): (&str, Span),
    strangers: &[&str],
    today: Date,
    covers: impl Fn(Kind) -> Option<Span>,
) {
    match parse(text, span, today) {
        Ok(directives) => {
            for directive in directives.into_iter().filter(|directive| !strangers.contains(&directive.by)) {
                out.add(Ok(directive), span, HELP, |directive| covers(directive.kind));
            }
        }
        Err(reason) => out.add(Err(reason), span, HELP, |_| None),
    }
}

/// Where a comment of a YAML file stands.
struct Place<'t> {
    tree: &'t Tree<'t>,
    below: &'t Below<'t>,
    comment: &'t Comment,
}

impl<'t> Place<'t> {
    /// The first content that the comment is about: that of its line, or of the next line that has some.
    fn subject(&self) -> Option<u32> {
        let line = self.below.lines.line(self.comment.span.start);
        if self.comment.own_line {
            return self.below.next(line);
        }
        let start = self.below.lines.start(line)?;
        let before = self.tree.text.get(start as usize..self.comment.span.start as usize)?;
        let blanks = before.len() - before.trim_start_matches([' ', '\t']).len();
        Some(start + blanks as u32)
    }

    /// The line of that content.
    fn line(&self) -> Option<Span> {
        let start = self.subject()?;
        let lines = &self.below.lines;
        let end = lines.start(lines.line(start) + 1).unwrap_or(self.tree.text.len() as u32);
        Some(Span::new(self.tree.source, start, end))
    }

    /// The object that holds the comment; in other documents the entry of the second level, such as a service.
    fn resource(&self) -> Option<Span> {
        let at = self.subject()?;
        let document = document_at(self.tree, at)?;
        let root = self.tree.value(document.root?);
        if root.get("apiVersion").is_some() && root.get("kind").is_some() {
            return Some(document.span);
        }
        let (_, top) = child_at(self.tree, root, at)?;
        child_at(self.tree, self.tree.value(top), at).map(|(span, _)| span)
    }
}

/// Finds the next line with content; comments that stand together share the answer.
struct Below<'t> {
    text: &'t str,
    lines: LineIndex,
    /// The first line that holds something, be it a comment.
    first: u32,
    /// A line, the line of the first content below it, and the offset of that.
    last: Cell<(u32, u32, Option<u32>)>,
}

impl<'t> Below<'t> {
    fn new(text: &'t str) -> Below<'t> {
        let lines = LineIndex::new(text, LineEnds::LfOrCr);
        let holds = |line: &u32| !matches!(lines.text(text, *line).trim(), "" | "---");
        let first = (1..=lines.count()).find(holds).unwrap_or(1);
        Below { text, lines, first, last: Cell::new((0, 0, None)) }
    }

    /// The offset of the first content after a line, blank and comment lines skipped.
    fn next(&self, line: u32) -> Option<u32> {
        let (from, to, offset) = self.last.get();
        if from <= line && line < to {
            return offset;
        }
        let found = (line + 1..=self.lines.count()).find_map(|line| {
            let content = self.lines.text(self.text, line);
            let trimmed = content.trim_start_matches([' ', '\t']);
            let is_content = !trimmed.is_empty() && !trimmed.starts_with('#') && trimmed.trim_end() != "---";
            let offset = (content.len() - trimmed.len()) as u32;
            is_content.then(|| Some((line, self.lines.start(line)? + offset))).flatten()
        });
        let (to, offset) = found.map_or((u32::MAX, None), |(line, offset)| (line, Some(offset)));
        self.last.set((line, to, offset));
        offset
    }
}

/// The document that an offset is in.
fn document_at<'t>(tree: &'t Tree<'_>, offset: u32) -> Option<&'t Document> {
    let after = tree.documents.partition_point(|document| document.span.start <= offset);
    tree.documents.get(after.checked_sub(1)?).filter(|document| offset <= document.span.end)
}

/// The construct that starts at an offset: the outermost entry or item there with everything below it, or the whole
/// document when the offset is its first key and it is a Kubernetes object, or `wide`; else the rest of nothing but the
/// offset.
fn construct_at<'t>(tree: &'t Tree<'t>, offset: u32, wide: bool) -> Span {
    let here = Span::new(tree.source, offset, offset + 1);
    let Some(document) = document_at(tree, offset) else { return here };
    let Some(root) = document.root else { return here };
    let root = tree.value(root);
    let first = root.own_entries().next().map(|pair| pair.key.written().span.start);
    let is_object = || root.get("apiVersion").is_some() && root.get("kind").is_some();
    if first == Some(offset) && (wide || is_object()) {
        return document.span;
    }
    descend(tree, root, offset).unwrap_or(here)
}

/// Walks down to the entry or item that starts at an offset.
fn descend<'t>(tree: &'t Tree<'t>, mut value: Value<'t>, offset: u32) -> Option<Span> {
    loop {
        let (span, below) = child_at(tree, value, offset)?;
        if span.start == offset {
            return Some(span);
        }
        value = tree.value(below);
    }
}

/// The last entry or item that starts at an offset or before it, as its span and its value.
fn child_at<'t>(tree: &'t Tree<'t>, value: Value<'t>, offset: u32) -> Option<(Span, NodeId)> {
    match &value.written().kind {
        NodeKind::Mapping(_) => {
            let starts = |pair: Pair<'_>| pair.key.written().span.start <= offset;
            let index = last(value.own_entries().len(), |at| value.own_entry(at).is_some_and(starts))?;
            let pair = value.own_entry(index)?;
            Some((pair.key.written().span.to(extent(pair.value)), pair.value.id()))
        }
        NodeKind::Sequence(_) => {
            let starts = |item| extent(item).start <= offset;
            let index = last(value.items().len(), |at| value.item(at).is_some_and(starts));
            // An item's span starts after its dash: the comment's line starts with the dash.
            if let Some(item) = value.item(index.map_or(0, |index| index + 1)) {
                let span = extent(item);
                let gap = tree.text.get(offset as usize..span.start as usize);
                if gap.is_some_and(|gap| gap.trim() == "-") {
                    return Some((Span::new(tree.source, offset, span.end.max(offset + 1)), item.id()));
                }
            }
            let item = value.item(index?)?;
            Some((extent(item), item.id()))
        }
        _ => None,
    }
}

/// The last of `count` indices for which something holds, given that it holds for none after one for which it does
/// not.
fn last(count: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low.checked_sub(1)
}

/// The span of a value as it is written here.
fn extent(value: Value<'_>) -> Span {
    value.written().span
}

/// Words of which each directive has one.
const WORDS: &[&str] =
    &["plimsoll", "ignore", "IGNORE", "Ignore", "skip=", "disable", "DISABLE", "NOSONAR", "nosem", "NOSEM"];

/// Whether a comment may be a directive; cheap, since most are not.
pub(super) fn is_candidate(text: &str) -> bool {
    WORDS.iter().any(|word| text.contains(word))
}
