//! The state in which a project is loaded, and the files whose services others extend. Reads no file: [`Sources`] has
//! their trees.

use std::collections::{BTreeMap, HashMap};

use super::builder::{Builder, Role};
use super::merge::{Join, merge};
use super::merged::{NodeId, Slot};
use super::refusal::{Gap, Unread};
use super::relative::folder_of;
use super::reset::{self, Resets};
use super::way::{Step, Way};
use super::{canonical, layer, relative, unicity};
use crate::model::limits::MAX_DOCUMENTS;
use crate::model::refusal::RefusalKind;
use crate::source::{SourceId, Span};
use crate::syntax::yaml::{Tree, Value};

/// A place for what has none.
pub(super) const NOWHERE: Span = Span { source: SourceId(0), start: 0, end: 0 };

/// The files that a project may refer to, already parsed. Paths are relative to the folder of the project, without
/// detours.
pub trait Sources<'t> {
    /// The tree of a file.
    ///
    /// # Errors
    /// Why there is none.
    fn tree(&self, path: &str) -> Result<&'t Tree<'t>, Unread>;

    /// The variables that a file of variables sets; only asked when all variables are known.
    fn variables(&self, _path: &str) -> Option<BTreeMap<String, String>> {
        None
    }

    /// Whether there is a file that is not YAML; `None` when nobody knows.
    fn has_file(&self, _path: &str) -> Option<bool> {
        None
    }
}

/// A project that is being loaded.
pub(super) struct Loading<'l, 't> {
    pub(super) builder: &'l mut Builder<'t>,
    pub(super) sources: &'l dyn Sources<'t>,
    /// Files that services of others extend.
    pub(super) bases: HashMap<String, Base>,
    /// What was included already, by all that decides what it is.
    pub(super) included: HashMap<String, Option<NodeId>>,
    /// The files that include each other, outermost first.
    pub(super) stack: Vec<String>,
    /// The start of the entry file.
    pub(super) start: Span,
}

/// The services of a file that others extend, by name; what they extend is merged when it is asked for.
pub(super) struct Base {
    pub(super) services: HashMap<String, NodeId>,
    /// Those that have what they extend, with how many they take it from.
    pub(super) done: HashMap<String, usize>,
    pub(super) resets: Resets,
}

impl Base {
    pub(super) fn new(slots: &[Slot<'_>], resets: Resets) -> Base {
        let services = slots.iter().map(|slot| (slot.key.to_string(), slot.value)).collect();
        Base { services, done: HashMap::new(), resets }
    }
}

impl<'l, 't> Loading<'l, 't> {
    pub(super) fn new(builder: &'l mut Builder<'t>, sources: &'l dyn Sources<'t>) -> Loading<'l, 't> {
        let (bases, included, stack) = Default::default();
        Loading { builder, sources, bases, included, stack, start: NOWHERE }
    }

    pub(super) fn gap(&mut self, at: Span, name: &str, why: Unread) {
        self.builder.gap(Gap { at, name: name.to_owned(), why });
    }

    /// A file that is not there, or cannot be read.
    pub(super) fn missing(&mut self, at: Span, path: &str, why: Unread) {
        if why == Unread::Missing {
            let message = format!("there is no file `{path}`");
            self.builder.refuse(RefusalKind::MissingIncludedFile, at, message);
        }
        self.gap(at, path, why);
    }

    /// The documents of a file that say something, each with the step that leads to it.
    pub(super) fn documents(&mut self, tree: &'t Tree<'t>, is_override: bool) -> Vec<(Value<'t>, Way)> {
        let mut out = Vec::new();
        for document in &tree.documents {
            let root = document.root.map(|id| tree.value(id)).filter(|root| !root.is_null());
            let Some(root) = root else {
                if tree.documents.len() > 1 && !document.broken {
                    self.builder.refuse(RefusalKind::WrongType, document.span, "the document is empty");
                }
                continue;
            };
            if !root.is_mapping() {
                let message = "the document has to be a mapping";
                self.builder.refuse(RefusalKind::WrongType, root.token(), message);
                continue;
            }
            if out.len() >= MAX_DOCUMENTS {
                self.gap(root.token(), "the document", Unread::Limit);
                break;
            }
            let step = match (out.len(), is_override) {
                (0, true) => Some(Step::Override(root.token())),
                (0, false) => None,
                _ => Some(Step::Document(root.token())),
            };
            out.push((root, self.builder.merged.ways.one(step)));
        }
        out
    }

    /// A document laid over what there is.
    pub(super) fn lay(&mut self, root: NodeId, dict: Option<NodeId>, way: Way) -> NodeId {
        let dict = match dict {
            None => root,
            Some(dict) => {
                let join = Join { base: None, over: way, upper_first: false };
                merge(self.builder, dict, root, &[], join)
            }
        };
        unicity::enforce(self.builder, dict)
    }

    /// A document in long forms.
    pub(super) fn long(&mut self, dict: NodeId) -> NodeId {
        let dict = canonical::canonical(self.builder, dict);
        let dict = canonical::without_empty(self.builder, dict);
        unicity::enforce(self.builder, dict)
    }

    /// Loads a file that services extend; whether it is there. What it includes and extends itself is left as it is.
    pub(super) fn base(&mut self, path: &str, at: Span) -> bool {
        if self.bases.contains_key(path) {
            return true;
        }
        let tree = match self.sources.tree(path) {
            Ok(tree) => tree,
            Err(why) => {
                self.missing(at, path, why);
                return false;
            }
        };
        let own = folder_of(path);
        let number = self.builder.layer(own);
        let mut resets = Resets::default();
        let mut dict = None;
        for (root, way) in self.documents(tree, false) {
            let read = layer::read(self.builder, root, number, Role::Base);
            let below = dict.map(|dict| reset::apply(self.builder, dict, &[], &read.resets));
            let laid = self.lay(read.root, below, way);
            dict = Some(self.long(laid));
            resets = read.resets;
        }
        let folder = if own.is_empty() { "." } else { own };
        let root = dict.map(|dict| relative::resolve(self.builder, dict, folder));
        let services = root.and_then(|root| self.builder.merged.get(root, "services"));
        let slots = services.map(|services| self.builder.merged.slots(services).to_vec()).unwrap_or_default();
        self.bases.insert(path.to_owned(), Base::new(&slots, resets));
        true
    }
}

/// Whether a file is at an address instead of on the disk.
pub(super) fn is_remote(path: &str) -> bool {
    path.contains("://") || path.starts_with("git@") || path.starts_with("github.com/")
}
