//! Builds the tree from the events of a YAML parser. Does not interpret keys or scalars.
//!
//! The events come from `granit-parser`, which no other module knows. What is built is bounded and free of cycles:
//! following every alias of a tree visits no more nodes and goes no deeper than [`Limits`] says.

use std::borrow::Cow;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle as Style, ScanError, StrInput, StructureStyle};
use rustc_hash::FxHashMap;

use super::copied::original;
use super::duplicates;
use super::fault::{Cause, Context, describe};
use super::place::{before_on_line, block_range, indicator, merge_ranges, short, skip_blank};
use super::tree::{
    Anchor, Comment, Document, Entry, Kind, Mapping, Node, NodeId, Scalar, ScalarStyle, Sequence, Tag, Tree,
};
use crate::finding::{Problem, ProblemKind};
use crate::source::{SourceId, Span};
use crate::syntax::Limits;

/// Reads a text. Syntax errors and exceeded limits become problems; what was read before one stays in the tree, and
/// reading goes on with the next document.
pub fn parse<'s>(source: SourceId, text: &'s str, limits: &Limits) -> Tree<'s> {
    parse_text(source, text, limits).0
}

/// The same, with the places of quotes whose text goes on in a line that is not indented.
pub(super) fn parse_text<'s>(source: SourceId, text: &'s str, limits: &Limits) -> (Tree<'s>, Vec<usize>) {
    let mut builder = Builder::new(source, text, *limits);
    let mut parser = parser(text, limits);
    while builder.read_document_part(&mut parser, |text| text) {}
    let quotes = std::mem::take(&mut builder.quotes);
    (builder.finish(), quotes)
}

/// The same of a copy of a text in which some bytes are blanks. The tree is that of the text itself.
pub(super) fn parse_copy<'s>(
    source: SourceId,
    text: &'s str,
    copy: &str,
    limits: &Limits,
) -> (Tree<'s>, Vec<usize>) {
    let mut builder = Builder::new(source, text, *limits);
    let mut parser = parser(copy, limits);
    while builder.read_document_part(&mut parser, |read| original(text, copy, read)) {}
    let quotes = std::mem::take(&mut builder.quotes);
    (builder.finish(), quotes)
}

fn parser<'e>(text: &'e str, limits: &Limits) -> Parser<'e, StrInput<'e>> {
    let depth = limits.depth as usize;
    let options = granit_parser::options! {
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        max_buffered_comment_events: usize::MAX,
        flow_nesting_limit: depth + 1,
        block_nesting_limit: depth + 1,
    };
    Parser::new_from_str_with_options(text, options)
}

/// Why a document is not read to its end.
enum Stop {
    Document,
    File,
}

/// A collection that is not closed yet.
struct Frame {
    node: NodeId,
    /// Where its children start in [`Builder::pending`].
    first: usize,
    anchor: Option<usize>,
    size: Size,
}

/// How large a node is when all aliases below it are followed.
#[derive(Clone, Copy, Default)]
struct Size {
    nodes: u64,
    height: usize,
}

/// The target of aliases.
struct Target {
    node: NodeId,
    /// `None` as long as the node is open, so that an alias to it is a cycle.
    size: Option<Size>,
}

struct Builder<'s> {
    tree: Tree<'s>,
    limits: Limits,
    frames: Vec<Frame>,
    /// Children of all open collections.
    pending: Vec<NodeId>,
    targets: FxHashMap<usize, Target>,
    aliased_nodes: u64,
    in_document: bool,
    /// The collection or scalar that the next anchor event belongs to.
    last: Option<NodeId>,
    /// The end of the last token that became part of a node.
    last_end: usize,
    /// Where the last error was, to notice when there is no progress.
    last_error: Option<usize>,
    /// The quotes whose text goes on in a line that is not indented.
    quotes: Vec<usize>,
}

impl<'s> Builder<'s> {
    fn new(source: SourceId, text: &'s str, limits: Limits) -> Builder<'s> {
        Builder {
            tree: Tree {
                source,
                text,
                documents: Vec::new(),
                comments: Vec::new(),
                problems: Vec::new(),
                nodes: Vec::new(),
                entries: Vec::new(),
                items: Vec::new(),
                shared: Vec::new(),
            },
            limits,
            frames: Vec::new(),
            pending: Vec::new(),
            targets: FxHashMap::default(),
            aliased_nodes: 0,
            in_document: false,
            last: None,
            last_end: 0,
            last_error: None,
            quotes: Vec::new(),
        }
    }

    /// Reads events up to an error or the end; whether there is more to read.
    /// `own` makes of what was read a part of the text that the tree is of.
    fn read_document_part<'e>(
        &mut self,
        parser: &mut Parser<'e, StrInput<'e>>,
        own: impl Fn(Cow<'e, str>) -> Cow<'s, str>,
    ) -> bool {
        loop {
            let stop = match parser.next_event() {
                None => return false,
                Some(Ok((Event::StreamEnd, _))) => return false,
                Some(Ok((event, span))) => self.event(event, span, &own).err(),
                Some(Err(error)) => Some(self.syntax_error(&error)),
            };
            match stop {
                None => {}
                Some(Stop::Document) => {
                    self.break_document();
                    return parser.proceed_next_document().unwrap_or(false);
                }
                Some(Stop::File) => {
                    self.break_document();
                    return false;
                }
            }
        }
    }

    fn finish(mut self) -> Tree<'s> {
        if self.in_document {
            self.break_document();
        }
        self.tree.comments.sort_by_key(|comment| comment.span.start);
        self.tree.problems.sort_by_key(|problem| problem.at.start);
        merge_ranges(&mut self.tree.shared);
        self.tree
    }

    fn event<'e>(
        &mut self,
        event: Event<'e>,
        span: granit_parser::Span,
        own: impl Fn(Cow<'e, str>) -> Cow<'s, str>,
    ) -> Result<(), Stop> {
        let range = span.byte_range().unwrap_or(self.last_end..self.last_end);
        match event {
            Event::DocumentStart(explicit, _) => self.start_document(explicit, range.start),
            Event::DocumentEnd => self.end_document(range.end),
            Event::Comment(..) => {
                let own_line = before_on_line(self.tree.text, range.start).trim_ascii().is_empty();
                self.tree.comments.push(Comment { span: self.span(range), own_line });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let tag = tag.map(|tag| self.tag(&tag, &span));
                let bare = tag.is_none() && anchor == 0;
                let (text, style, range) = self.place_scalar(own(text), style, range, bare);
                if self.frames.is_empty() && style == ScalarStyle::Empty && bare {
                    return Ok(()); // an empty document
                }
                self.push(range, Kind::Scalar(Scalar { text, style }), tag, Size::default(), anchor)?;
            }
            Event::SequenceStart(style, anchor, tag) => {
                let flow = style == StructureStyle::Flow;
                let range = if flow { range } else { self.first_dash(range) };
                let kind = Kind::Sequence(Sequence { items: 0..0, flow });
                self.open(kind, anchor, tag.map(|tag| self.tag(&tag, &span)), range)?;
            }
            Event::MappingStart(style, anchor, tag) => {
                let kind = Kind::Mapping(Mapping { entries: 0..0, flow: style == StructureStyle::Flow });
                self.open(kind, anchor, tag.map(|tag| self.tag(&tag, &span)), range)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::Anchor(_, name) => {
                let span = self.span(range);
                if let Some(node) = self.last.and_then(|id| self.tree.nodes.get_mut(id.index())) {
                    node.anchor = Some(Box::new(Anchor { name: own(name), span }));
                }
            }
            Event::Alias(id) => self.alias(id, range)?,
            Event::UnresolvedAlias(name) => {
                let span = self.span(range.clone());
                let message = format!("the anchor `{}` is not defined before this", short(&name));
                self.tree.problems.push(Problem::new(ProblemKind::YamlSyntax, span, message));
                self.push(range, Kind::Alias(None), None, Size::default(), 0)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::at(self.tree.source, range)
    }

    fn start_document(&mut self, explicit: bool, at: usize) {
        if self.in_document {
            self.break_document();
        }
        self.end_open_span(at);
        let span = self.span(at..at);
        self.tree.documents.push(Document { root: None, span, broken: false, cut: 0 });
        self.targets.clear();
        self.in_document = true;
        self.last_end = if explicit { at + "---".len() } else { at };
    }

    fn end_document(&mut self, at: usize) {
        self.end_open_span(at);
        self.in_document = false;
    }

    /// Lets the last document reach up to a place.
    fn end_open_span(&mut self, at: usize) {
        let Some(document) = self.tree.documents.last_mut() else { return };
        if self.in_document || document.broken {
            document.span = Span::at(self.tree.source, document.span.start as usize..at);
        }
    }

    /// Ends a document early: closes what is open and marks it.
    fn break_document(&mut self) {
        while !self.frames.is_empty() {
            self.close(0);
        }
        self.pending.clear();
        let end = self.tree.text.len();
        if !self.in_document {
            let span = self.span(self.last_error.unwrap_or(end)..end);
            self.tree.documents.push(Document { root: None, span, broken: true, cut: 0 });
        }
        if let Some(document) = self.tree.documents.last_mut() {
            document.broken = true;
            document.cut = index(self.last_error.unwrap_or(end));
        }
        self.end_open_span(end);
        self.in_document = false;
    }

    fn syntax_error(&mut self, error: &ScanError) -> Stop {
        let at = error.marker().byte_offset().unwrap_or(self.tree.text.len());
        let stuck = self.last_error == Some(at);
        self.last_error = Some(at);
        if stuck {
            return Stop::File;
        }
        if *error.kind() == ErrorKind::RecursionLimitExceeded {
            self.too_deep(at..at + 1);
            return Stop::Document;
        }
        let open =
            self.frames.iter().rev().map(|frame| self.tree.node(frame.node)).find(|node| node.is_flow());
        let context = Context {
            text: self.tree.text,
            last_end: self.last_end,
            last_plain: self.last.and_then(|id| self.tree.nodes.get(id.index())).and_then(plain_range),
            open_flow: open.map(|node| node.span.start as usize),
        };
        let (range, message) = describe(cause(error.kind()), at, &context);
        if *error.kind() == ErrorKind::InvalidQuotedScalarIndent {
            self.quotes.push(range.start);
        }
        let span = self.span(range);
        self.tree.problems.push(Problem::new(ProblemKind::YamlSyntax, span, message));
        Stop::Document
    }

    fn limit(&mut self, range: Range<usize>, message: String, flag: &str) {
        let end = range.end.min(self.tree.text.len());
        let span = self.span(range.start.min(end)..end);
        let help = format!("{flag} raises the limit");
        self.tree.problems.push(Problem::new(ProblemKind::Limit, span, message).help(help));
    }

    fn too_deep(&mut self, range: Range<usize>) {
        let message = format!("the document is nested deeper than {} levels", self.limits.depth);
        self.limit(range, message, "--max-depth");
    }

    fn tag(&self, tag: &granit_parser::Tag, span: &granit_parser::Span) -> Box<Tag<'s>> {
        let name = format!("{}{}", tag.handle(), tag.suffix());
        let range = span.tag_span().and_then(|span| span.byte_range()).unwrap_or_default();
        let written = self.tree.text.get(range.clone()).filter(|written| *written == name);
        let name = written.map_or(Cow::Owned(name), Cow::Borrowed);
        Box::new(Tag { name, span: self.span(range) })
    }

    /// Adds a node without children.
    fn push(
        &mut self,
        range: Range<usize>,
        kind: Kind<'s>,
        tag: Option<Box<Tag<'s>>>,
        below: Size,
        anchor: usize,
    ) -> Result<(), Stop> {
        let end = range.end;
        let id = self.node(kind, tag, range)?;
        let size = Size { nodes: below.nodes.saturating_add(1), height: below.height };
        if anchor != 0 {
            self.targets.insert(anchor, Target { node: id, size: Some(size) });
        }
        self.last_end = self.last_end.max(end);
        self.attach(id, size);
        Ok(())
    }

    fn node(
        &mut self,
        kind: Kind<'s>,
        tag: Option<Box<Tag<'s>>>,
        range: Range<usize>,
    ) -> Result<NodeId, Stop> {
        if self.tree.nodes.len() >= self.limits.nodes as usize {
            let message = format!("the file has more than {} YAML nodes", self.limits.nodes);
            self.limit(range.start..range.start + 1, message, "--max-nodes");
            return Err(Stop::File);
        }
        let id = NodeId::new(self.tree.nodes.len());
        self.tree.nodes.push(Node { span: self.span(range), kind, tag, anchor: None });
        self.last = Some(id);
        Ok(id)
    }

    /// Makes a node the next child of the open collection, or the root.
    fn attach(&mut self, id: NodeId, size: Size) {
        if let Some(frame) = self.frames.last_mut() {
            self.pending.push(id);
            frame.size.nodes = frame.size.nodes.saturating_add(size.nodes);
            frame.size.height = frame.size.height.max(size.height);
        } else if let Some(document) = self.tree.documents.last_mut() {
            document.root = Some(id);
        }
    }

    fn open(
        &mut self,
        kind: Kind<'s>,
        anchor: usize,
        tag: Option<Box<Tag<'s>>>,
        range: Range<usize>,
    ) -> Result<(), Stop> {
        if self.frames.len() >= self.limits.depth as usize {
            self.too_deep(range.start..range.start + 1);
            return Err(Stop::Document);
        }
        let (start, end) = (range.start, range.end);
        let node = self.node(kind, tag, start..end)?;
        let anchor = Some(anchor).filter(|id| *id != 0);
        if let Some(id) = anchor {
            self.targets.insert(id, Target { node, size: None });
        }
        self.frames.push(Frame { node, first: self.pending.len(), anchor, size: Size::default() });
        self.last_end = self.last_end.max(end);
        Ok(())
    }

    /// Closes the innermost collection. `end` is where its closing bracket ends, if it has one.
    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else { return };
        let is_mapping = matches!(self.tree.node(frame.node).kind, Kind::Mapping(_));
        if is_mapping && (self.pending.len() - frame.first) % 2 == 1 {
            self.push_missing_value();
        }
        let children = self.pending.get(frame.first..).unwrap_or_default();
        let last_end = children.last().map(|id| self.tree.node(*id).span.end);
        let bracket = if is_mapping { b'}' } else { b']' };
        let has_bracket = end > 0 && self.tree.text.as_bytes().get(end - 1) == Some(&bracket);
        if is_mapping {
            duplicates::report(&mut self.tree, children);
        }
        let Some(node) = self.tree.nodes.get_mut(frame.node.index()) else { return };
        let mut to = last_end.unwrap_or(node.span.end);
        match &mut node.kind {
            Kind::Mapping(mapping) => {
                let from = self.tree.entries.len();
                let (pairs, _) = children.as_chunks::<2>();
                self.tree.entries.extend(pairs.iter().map(|&[key, value]| Entry { key, value }));
                mapping.entries = index(from)..index(self.tree.entries.len());
                to = if mapping.flow && has_bracket { index(end) } else { to };
            }
            Kind::Sequence(sequence) => {
                let from = self.tree.items.len();
                self.tree.items.extend_from_slice(children);
                sequence.items = index(from)..index(self.tree.items.len());
                to = if sequence.flow && has_bracket { index(end) } else { to };
            }
            Kind::Scalar(_) | Kind::Alias(_) => {}
        }
        node.span = Span::new(node.span.source, node.span.start, to.max(node.span.start));
        self.last_end = self.last_end.max(to as usize);
        let size = Size { nodes: frame.size.nodes.saturating_add(1), height: frame.size.height + 1 };
        if let Some(target) = frame.anchor.and_then(|id| self.targets.get_mut(&id)) {
            target.size = Some(size);
        }
        self.pending.truncate(frame.first);
        self.last = None;
        self.attach(frame.node, size);
    }

    /// Gives a key that an error cut off from its value an empty one.
    fn push_missing_value(&mut self) {
        let at = self.pending.last().map_or(0, |key| self.tree.node(*key).span.end);
        let id = NodeId::new(self.tree.nodes.len());
        let kind = Kind::Scalar(Scalar { text: Cow::Borrowed(""), style: ScalarStyle::Empty });
        let span = Span::new(self.tree.source, at, at);
        self.tree.nodes.push(Node { span, kind, tag: None, anchor: None });
        self.pending.push(id);
    }

    fn alias(&mut self, id: usize, range: Range<usize>) -> Result<(), Stop> {
        let Some(target) = self.targets.get(&id) else {
            return self.push(range, Kind::Alias(None), None, Size::default(), 0);
        };
        let node = target.node;
        let Some(size) = target.size else {
            let anchor = self.tree.node(node).anchor.as_ref();
            let name = anchor.map_or(String::new(), |anchor| short(&anchor.name));
            let message = format!("what the anchor `{name}` stands for contains this alias to itself");
            let problem = Problem::new(ProblemKind::YamlSyntax, self.span(range.clone()), message);
            self.tree.problems.push(problem);
            return self.push(range, Kind::Alias(None), None, Size::default(), 0);
        };
        self.aliased_nodes = self.aliased_nodes.saturating_add(size.nodes);
        let allowed = u64::from(self.limits.aliases) + self.tree.nodes.len() as u64 / 10;
        if self.aliased_nodes > allowed {
            self.limit(range, format!("aliases repeat more than {allowed} nodes"), "--max-aliases");
            return Err(Stop::Document);
        }
        if self.frames.len() + size.height > self.limits.depth as usize {
            self.too_deep(range);
            return Err(Stop::Document);
        }
        let last = self.tree.after(node);
        self.tree.shared.push((index(node.index()), last));
        self.push(range, Kind::Alias(Some(node)), None, size, 0)
    }

    /// The text, style and exact range of a scalar.
    fn place_scalar(
        &self,
        text: Cow<'s, str>,
        style: Style,
        range: Range<usize>,
        bare: bool,
    ) -> (Cow<'s, str>, ScalarStyle, Range<usize>) {
        let style = match style {
            Style::Plain if range.is_empty() => {
                let at = if bare { self.place_of_empty(range.start) } else { range.start };
                return (Cow::Borrowed(""), ScalarStyle::Empty, at..at);
            }
            Style::Plain => ScalarStyle::Plain,
            Style::SingleQuoted => ScalarStyle::SingleQuoted,
            Style::DoubleQuoted => ScalarStyle::DoubleQuoted,
            Style::Literal => ScalarStyle::Literal,
            Style::Folded => ScalarStyle::Folded,
        };
        let range = match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                block_range(self.tree.text, self.previous_end(), range)
            }
            _ => range,
        };
        (text, style, range)
    }

    /// The end of what stands before the next node of the open collection.
    fn previous_end(&self) -> usize {
        let Some(frame) = self.frames.last() else { return self.last_end };
        let previous = self.pending.get(frame.first..).and_then(<[NodeId]>::last);
        previous.map_or(self.tree.node(frame.node).span.start, |id| self.tree.node(*id).span.end) as usize
    }

    /// The start of a block sequence: a sequence that is not indented more than its key is told by its first item.
    fn first_dash(&self, range: Range<usize>) -> Range<usize> {
        let parent = self.frames.last().map(|frame| &self.tree.node(frame.node).kind);
        if !matches!(parent, Some(Kind::Mapping(_))) {
            return range;
        }
        let dash = indicator(self.tree.text, self.previous_end(), range.start, b"-").unwrap_or(range.start);
        dash..dash
    }

    /// Where a value could be written that is not: after the colon of its key or the dash of its item.
    fn place_of_empty(&self, fallback: usize) -> usize {
        let Some(frame) = self.frames.last() else { return fallback };
        let is_mapping = matches!(self.tree.node(frame.node).kind, Kind::Mapping(_));
        let is_value = (self.pending.len() - frame.first) % 2 == 1;
        let indicator = match (is_mapping, is_value) {
            (true, true) => b':',
            (true, false) => return fallback,
            (false, _) => b'-',
        };
        let from = self.previous_end();
        let at = skip_blank(self.tree.text, from);
        if self.tree.text.as_bytes().get(at) == Some(&indicator) {
            at + 1
        } else if is_mapping {
            from
        } else {
            fallback
        }
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn plain_range(node: &Node<'_>) -> Option<Range<usize>> {
    match &node.kind {
        Kind::Scalar(scalar) if scalar.style == ScalarStyle::Plain => Some(node.span.range()),
        _ => None,
    }
}

/// The parser's kinds of errors as ours.
fn cause(kind: &ErrorKind) -> Cause {
    use ErrorKind as E;
    match kind {
        E::TabNotAllowed | E::TabInBlockIndentation | E::TabInIndentation | E::TabInPlainScalar => Cause::Tab,
        E::TabAtBlockScalarStart => Cause::Tab,
        E::UnexpectedCharacter { character } => Cause::Character(*character),
        E::UnclosedQuotedScalar | E::InvalidQuotedScalarIndent | E::DocumentIndicatorInQuotedScalar => {
            Cause::OpenQuote
        }
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => Cause::AfterQuote,
        E::UnknownQuotedScalarEscape => Cause::Escape,
        E::MappingValueNotAllowed => Cause::Colon,
        E::ExpectedBlockMappingKey | E::ExpectedBlockSequenceEntry | E::InvalidIndentation => Cause::Level,
        E::UnexpectedEofBlockMapping | E::UnexpectedEofBlockSequence => Cause::Level,
        E::SimpleKeyExpected | E::InvalidSimpleKey => Cause::KeyWithoutColon,
        E::BlockSequenceEntryNotAllowed | E::BlockEntryInFlowCollection => Cause::Item,
        E::UnclosedFlowCollection { .. }
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofFlowSequence
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::InvalidColonPlacement
        | E::InvalidFlowScalarIndent => Cause::Flow,
        E::MismatchedFlowCollectionEnd { open, close } => Cause::Mismatched(*open, *close),
        E::MisplacedFlowCollectionEnd => Cause::Misplaced,
        E::ExpectedDocumentStart | E::InvalidDocumentEnd => Cause::AfterContent,
        E::UndeclaredTagHandle => {
            Cause::Words("this tag's handle is not declared by a `%TAG` directive".into())
        }
        E::InvalidBlockScalarIndent => {
            Cause::Words("this line of the block text is indented too little".into())
        }
        E::MissingAnchorOrAliasName => Cause::Words("a name is missing after `&` or `*`".into()),
        E::ExpectedNodeContent => Cause::Words("a value is expected here".into()),
        E::MappingKeyNotAllowed => Cause::Words("a key is not allowed here".into()),
        E::CommentNotSeparated => Cause::Words("a comment needs a space before its `#`".into()),
        other => Cause::Words(other.to_string()),
    }
}
