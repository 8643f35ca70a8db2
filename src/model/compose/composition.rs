//! A project as Compose puts it together, with what it refuses about it. Reports nothing and reads no file.

use super::builder::{Builder, Document};
use super::engine::Ignored;
use super::environment::Environment;
use super::identity::Dialect;
use super::load::project;
use super::loading::{Loading, Sources};
use super::merged::{Kind, Merged, NodeId};
use super::part::Part;
use super::refusal::{Dropped, Gap, Removed, Shadowed, Unread};
use super::wanted::Wanted;
use super::way::Step;
use super::{consistency, decode, engine, schema};
use crate::model::refusal::{Refusal, RefusalKind};
use crate::source::Span;
use crate::syntax::yaml::{Tree, Value};

/// A project that was put together.
#[derive(Debug)]
pub struct Composition<'t> {
    merged: Merged<'t>,
    /// What is merged, in the forms that were written.
    root: Option<NodeId>,
    /// The same as Compose keeps it.
    model: Option<NodeId>,
    /// The documents that were read, each as it is written: the entry file's, then in the order of the loader.
    pub documents: Vec<Document<'t>>,
    /// What Compose refuses.
    pub refusals: Vec<Refusal>,
    /// What Compose reads, and the engine or Compose itself refuses to run.
    pub engine: Vec<Refusal>,
    /// What the engine takes and leaves without effect.
    pub ignored: Vec<Ignored>,
    /// Whether other files may use or say what these lack.
    pub open: bool,
    /// What a layer took from another one.
    pub removed: Vec<Removed<'t>>,
    /// Mounts that another one of the same list displaced.
    pub dropped: Vec<Dropped>,
    /// Mappings that stand instead of those that a merge key brings.
    pub shadowed: Vec<Shadowed>,
    /// What could not be looked at, so that what is absent here may be there.
    pub gaps: Vec<Gap>,
    /// The variables of the host that its files ask for without a default.
    pub wanted: Vec<Wanted<'t>>,
}

/// Whether the files of a project are all that there is of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Compose is given them and no others.
    Whole,
    /// The same below the folder of another project: if no service has anything to run, they are laid over that.
    Within,
    /// Nothing speaks of others; but if a service has nothing to run, it is laid over one that has.
    Alone,
    /// They may be laid over or under others, which then have what these lack.
    Perhaps,
}

/// A value of a project as Compose keeps it, with its place.
#[derive(Clone, Copy)]
pub struct Model<'c> {
    merged: &'c Merged<'c>,
    id: NodeId,
}

/// What a value is.
#[derive(Debug, Clone)]
pub enum Shape<'c, M> {
    /// Nothing.
    Null,
    /// A switch.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// A text.
    Text(&'c str),
    /// Only known once variables are.
    Unknown,
    /// A list.
    List(Vec<M>),
    /// A mapping, by key.
    Map(Vec<(&'c str, M)>),
}

/// Sees a value, the keys that lead to it and the steps from the entry file to where it stands.
pub type SeeLeaf<'s> = &'s mut dyn FnMut(&[&str], Value<'_>, &[Step]);

impl<'t> Composition<'t> {
    /// Puts a project together of `files`, each laid over the one before. Their paths, and those that `sources` is
    /// asked for, are relative to the folder of the first.
    pub fn load(files: &[String], sources: &dyn Sources<'t>, environment: Environment) -> Composition<'t> {
        let mut builder = Builder::new(environment);
        let mut loading = Loading::new(&mut builder, sources);
        let root = project(&mut loading, files);
        let start = loading.start;
        let mut model = None;
        match root.filter(|root| !builder.merged.slots(*root).is_empty()) {
            Some(root) => {
                let decoded = decode::decode(&mut builder, root);
                consistency::check(&mut builder, decoded, sources);
                model = Some(decoded);
            }
            None if builder.gaps.is_empty() && builder.refusals.is_empty() => {
                let (kind, at) = match builder.documents.first() {
                    Some(document) => (RefusalKind::MissingKey, document.root.token()),
                    None => (RefusalKind::EmptyProject, start),
                };
                builder.refuse(kind, at, "there is nothing in the project");
            }
            None => {}
        }
        let Builder {
            merged,
            documents,
            refusals: found,
            removed,
            dropped,
            shadowed,
            gaps,
            wanted,
            judged,
            ..
        } = builder;
        let dialect = dialect(&documents);
        let told = schema::refusals(&merged, &judged, &documents, dialect);
        let refusals = told.with(&merged, root, found);
        let engine = model.filter(|_| !merged.full).map(|model| engine::judge(&merged, model, sources));
        let (engine, ignored) = engine.unwrap_or_default();
        Composition {
            merged,
            root,
            model,
            documents,
            refusals,
            engine,
            ignored,
            open: true,
            removed,
            dropped,
            shadowed,
            gaps,
            wanted,
        }
    }

    /// The whole project, in the forms that were written.
    pub fn root(&self) -> Option<Part<'_>> {
        self.root.map(|root| Part::new(&self.merged, root, None))
    }

    /// The whole project as Compose keeps it.
    pub fn model(&self) -> Option<Model<'_>> {
        self.model.map(|id| Model { merged: &self.merged, id })
    }

    /// A project of one file, alone: variables are unknown, and so are other files.
    pub fn of_tree(tree: &'t Tree<'t>) -> Composition<'t> {
        Composition::load(&[ALONE.to_owned()], &Alone(tree), Environment::Open)
    }

    /// Takes back what is only refused because something is missed that another file, or whoever fills these in, may
    /// have.
    pub fn stand(&mut self, standing: Standing) {
        let without_image = |refusal: &&Refusal| refusal.kind == RefusalKind::ServiceWithoutImage;
        let lacking = self.refusals.iter().filter(without_image).count();
        let services = self.root().and_then(|root| root.get("services"));
        let lacks_all = lacking > 0 && services.is_some_and(|services| services.entries().len() == lacking);
        let is_open = !self.gaps.is_empty()
            || self.merged.is_layer
            || standing == Standing::Perhaps
            || (standing == Standing::Within && lacks_all)
            || (standing == Standing::Alone && lacking > 0);
        self.open = is_open;
        self.ignored.retain(|ignored| !is_open || !ignored.hangs_on_absence);
        let is_coolify = self.dialect() == Some(Dialect::Coolify);
        let is_lifted = |kind: RefusalKind| match kind {
            RefusalKind::UndefinedVolume if is_coolify => true,
            kind => is_open && kind.is_about_absence(),
        };
        self.refusals.retain(|refusal| !is_lifted(refusal.kind));
    }

    /// Who fills its files in before Compose reads them.
    pub fn dialect(&self) -> Option<Dialect> {
        dialect(&self.documents)
    }

    /// Whether it takes away from what others say, so that it is only laid over them.
    pub fn is_layer(&self) -> bool {
        self.merged.is_layer
    }

    /// Whether it is larger than what is put together.
    pub fn is_cut(&self) -> bool {
        self.merged.full
    }

    /// Shows every value that was written for the project.
    pub fn leaves(&self, see: SeeLeaf<'_>) {
        if let Some(root) = self.root {
            Walk { merged: &self.merged, path: Vec::new(), steps: Vec::new(), see }.node(root);
        }
    }
}

fn dialect(documents: &[Document<'_>]) -> Option<Dialect> {
    documents.iter().map(|document| document.root.tree().text).find_map(Dialect::of)
}

/// What a file is called that is read alone.
const ALONE: &str = "compose.yaml";

struct Alone<'t>(&'t Tree<'t>);

impl<'t> Sources<'t> for Alone<'t> {
    fn tree(&self, path: &str) -> Result<&'t Tree<'t>, Unread> {
        if path == ALONE { Ok(self.0) } else { Err(Unread::Unreadable) }
    }
}

struct Walk<'w, 't> {
    merged: &'w Merged<'t>,
    path: Vec<&'w str>,
    steps: Vec<Step>,
    see: SeeLeaf<'w>,
}

impl<'w, 't> Walk<'w, 't> {
    fn node(&mut self, id: NodeId) {
        let merged = self.merged;
        match merged.kind(id) {
            Kind::Map(slots) if !merged.node(id).short => {
                for slot in slots {
                    self.below(&slot.key, slot.value, slot.way);
                }
            }
            Kind::List(items) if !merged.node(id).short => {
                items.iter().for_each(|item| self.below("[]", item.value, item.way));
            }
            Kind::Pair(slot) => self.below(&slot.key, slot.value, None),
            _ => {
                if let Some(value) = merged.node(id).origin {
                    (self.see)(&self.path, value, &self.steps);
                }
            }
        }
    }

    fn below(&mut self, key: &'w str, id: NodeId, way: super::way::Way) {
        let steps = self.merged.ways.steps(way);
        let count = self.steps.len();
        self.steps.extend(steps);
        self.path.push(key);
        self.node(id);
        self.path.pop();
        self.steps.truncate(count);
    }
}

impl<'c> Model<'c> {
    /// What it is.
    pub fn shape(self) -> Shape<'c, Model<'c>> {
        let of = |id| Model { merged: self.merged, id };
        match self.merged.kind(self.id) {
            Kind::Null => Shape::Null,
            Kind::Bool(on) => Shape::Bool(*on),
            Kind::Int(number) => Shape::Int(*number),
            Kind::Float(number) => Shape::Float(*number),
            Kind::Text(text) => Shape::Text(text),
            Kind::Unknown | Kind::Pair(_) => Shape::Unknown,
            Kind::List(items) => Shape::List(items.iter().map(|item| of(item.value)).collect()),
            Kind::Map(slots) => {
                Shape::Map(slots.iter().map(|slot| (slot.key.as_ref(), of(slot.value))).collect())
            }
        }
    }

    /// The text that is written for it, before variables are put in.
    pub fn raw(self) -> Option<&'c str> {
        self.merged.node(self.id).origin.and_then(Value::text)
    }

    /// Where it is written; `None` when Compose made it.
    pub fn place(self) -> Option<Span> {
        self.merged.token(self.id)
    }
}
