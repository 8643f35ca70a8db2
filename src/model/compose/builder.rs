//! What is gathered while a project is put together: nodes, refusals, what was removed, what could not be read. Merges
//! nothing itself.

use std::collections::HashSet;

use super::environment::Environment;
use super::merged::{Kind, LayerInfo, Merged, Node, NodeId};
use super::refusal::{Dropped, Gap, Removed, Shadowed};
use super::wanted::Wanted;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::finding::Label;
use crate::model::limits::MAX_GAPS;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::source::Span;
use crate::syntax::yaml::Value;

/// A document of a project as it is written.
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    /// Its root, a mapping.
    pub root: Value<'t>,
    /// What it is to the project.
    pub role: Role,
}

/// What a document is to a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A part of it: of the entry file, of one that is laid over it, or of one that is included.
    Part,
    /// It has services that others extend; Compose does not look at the rest.
    Base,
}

/// What of a project its schema is asked about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Judged {
    /// The first document with what it includes and extends: others do not give it what it lacks.
    First(NodeId),
    /// A document as it is written, to which others add.
    Layer(NodeId),
    /// What is put together, before long forms are made of short ones.
    Whole(NodeId),
}

/// A project that is being put together.
pub(super) struct Builder<'t> {
    pub(super) merged: Merged<'t>,
    pub(super) environment: Environment,
    pub(super) documents: Vec<Document<'t>>,
    pub(super) refusals: Vec<Refusal>,
    pub(super) removed: Vec<Removed<'t>>,
    pub(super) dropped: Vec<Dropped>,
    pub(super) shadowed: Vec<Shadowed>,
    pub(super) gaps: Vec<Gap>,
    /// Variables of the host without a default.
    pub(super) wanted: Vec<Wanted<'t>>,
    /// What the schema is asked about.
    pub(super) judged: Vec<Judged>,
    /// What was said already, and where.
    seen: HashSet<(Span, u64)>,
    /// The values that were refused.
    wrong: HashSet<Span>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(environment: Environment) -> Builder<'t> {
        Builder {
            merged: Merged::default(),
            environment,
            documents: Vec::new(),
            refusals: Vec::new(),
            removed: Vec::new(),
            dropped: Vec::new(),
            shadowed: Vec::new(),
            gaps: Vec::new(),
            wanted: Vec::new(),
            judged: Vec::new(),
            seen: HashSet::new(),
            wrong: HashSet::new(),
        }
    }

    /// The number of a new layer.
    pub(super) fn layer(&mut self, folder: &str) -> u16 {
        self.merged.layers.push(LayerInfo { folder: folder.to_owned() });
        u16::try_from(self.merged.layers.len() - 1).unwrap_or(u16::MAX)
    }

    pub(super) fn add(&mut self, kind: Kind<'t>, origin: Value<'t>, layer: u16) -> NodeId {
        self.merged.add(Node { kind, origin: Some(origin), short: false, layer })
    }

    pub(super) fn refuse(&mut self, kind: RefusalKind, at: Span, message: impl Into<String>) {
        self.refuse_with(kind, at, message, Vec::new());
    }

    /// The same with other places: each with its reason.
    pub(super) fn refuse_with(
        &mut self,
        kind: RefusalKind,
        at: Span,
        message: impl Into<String>,
        labels: Vec<(Span, String)>,
    ) {
        let labels = labels.into_iter().map(|(span, text)| Label { span, text }).collect();
        let refusal = Refusal { kind, at, message: message.into(), help: None, labels, fix: None };
        // What is wrong with a value is said once.
        let is_about_value = matches!(kind, RefusalKind::InvalidValue | RefusalKind::WrongType);
        if is_about_value && self.wrong.contains(&at) {
            return;
        }
        if self.is_first(refusal.at, &refusal.message) {
            if is_about_value {
                self.wrong.insert(at);
            }
            self.refusals.push(refusal);
        }
    }

    /// Whether a text was not remembered for a place before. It is now.
    fn is_first(&mut self, at: Span, text: &str) -> bool {
        self.seen.insert((at, FxBuildHasher.hash_one(text)))
    }

    /// Remembers an item that another one of its list displaced.
    pub(super) fn drop_item(&mut self, dropped: Dropped) {
        if self.is_first(dropped.at, &dropped.path) {
            self.dropped.push(dropped);
        }
    }

    /// Remembers a mapping that stands instead of one that a merge key brings.
    pub(super) fn shadow(&mut self, at: Span, other: Span) {
        if self.is_first(at, "") {
            self.shadowed.push(Shadowed { at, other });
        }
    }

    /// Remembers what could not be looked at.
    pub(super) fn gap(&mut self, gap: Gap) {
        if self.gaps.len() < MAX_GAPS && self.is_first(gap.at, &gap.name) {
            self.gaps.push(gap);
        }
    }

    /// Refuses a node, at the place of another one if nothing is written for it.
    pub(super) fn refuse_node(
        &mut self,
        kind: RefusalKind,
        id: NodeId,
        or: NodeId,
        message: impl Into<String>,
    ) {
        if let Some(at) = self.merged.token(id).or_else(|| self.merged.token(or)) {
            self.refuse(kind, at, message);
        }
    }
}
