//! From the files of a project to one document, in the order of Compose: variables, included files, what is reset,
//! services that are extended, merging, long forms, defaults.

use super::builder::{Builder, Judged, Role};
use super::environment::Environment;
use super::include::Wanted;
use super::loading::{Loading, NOWHERE};
use super::merged::{Kind, NodeId};
use super::refusal::Unread;
use super::reset;
use super::way::Way;
use super::{checks, defaults, extends, layer, relative};
use crate::model::limits::MAX_INCLUDE_DEPTH;
use crate::model::refusal::RefusalKind;
use crate::source::Span;
use crate::syntax::yaml::Value;

/// The files of a project, each laid over the one before; `None` when they say nothing.
pub(super) fn project(loading: &mut Loading<'_, '_>, files: &[String]) -> Option<NodeId> {
    let entry = files.first().and_then(|file| loading.sources.tree(file).ok());
    loading.start = entry.map_or(NOWHERE, |tree| Span::new(tree.source, 0, 0));
    loading.model(files, "", None)
}

impl<'t> Loading<'_, 't> {
    /// One document of several files. `by` is what includes them; without it they are the project's own.
    fn model(&mut self, files: &[String], folder: &str, by: Option<Span>) -> Option<NodeId> {
        let mut dict = None;
        let mut layers = Vec::new();
        for (index, path) in files.iter().enumerate() {
            let tree = match self.sources.tree(path) {
                Ok(tree) => tree,
                Err(why) => {
                    self.missing(by.unwrap_or(self.start), path, why);
                    continue;
                }
            };
            let number = self.builder.layer(folder);
            self.stack.push(path.clone());
            for (root, way) in self.documents(tree, index > 0) {
                dict = Some(self.document(root, dict, (folder, number), way, &mut layers));
            }
            self.stack.pop();
        }
        self.judge(&layers);
        let dict = defaults::fill(self.builder, dict?);
        checks::check(self.builder, dict);
        Some(match by {
            Some(_) => relative::resolve(self.builder, dict, if folder.is_empty() { "." } else { folder }),
            None => dict,
        })
    }

    /// A document of a file in `folder`, the layer of that number, laid over what there is. Adds to `layers` what it
    /// says itself and what it becomes with those before it.
    fn document(
        &mut self,
        root: Value<'t>,
        dict: Option<NodeId>,
        (folder, number): (&str, u16),
        way: Way,
        layers: &mut Vec<[NodeId; 2]>,
    ) -> NodeId {
        let layer::Layer { root, resets } = layer::read(self.builder, root, number, Role::Part);
        let own = root;
        let root = self.include(root, folder, &resets);
        let dict = dict.map(|dict| reset::apply(self.builder, dict, &[], &resets));
        let root = extends::apply(self, root, folder, &resets);
        let dict = self.lay(root, dict, way);
        layers.push([own, dict]);
        let dict = without(self.builder, dict, "version");
        self.long(dict)
    }

    /// Has the schema look at layers: at each as it is written, and at what all become together.
    fn judge(&mut self, layers: &[[NodeId; 2]]) {
        let Some(([_, whole], before)) = layers.split_last() else { return };
        if let Some([_, first]) = before.first() {
            self.builder.judged.push(Judged::First(*first));
        }
        self.builder.judged.extend(before.iter().map(|[own, _]| Judged::Layer(*own)));
        self.builder.judged.push(Judged::Whole(*whole));
    }

    /// The document with what it includes.
    fn include(&mut self, root: NodeId, folder: &str, resets: &reset::Resets) -> NodeId {
        let Some(include) = self.builder.merged.get(root, "include") else { return root };
        let mut root = without(self.builder, root, "include");
        let items = match self.builder.merged.kind(include) {
            Kind::Null => return root,
            Kind::List(items) => items.clone(),
            Kind::Unknown => Vec::new(),
            _ => {
                let message = "`include` has to be a list";
                self.builder.refuse_node(RefusalKind::WrongType, include, include, message);
                return root;
            }
        };
        for item in items {
            if let Some(wanted) = self.wanted(item.value, folder) {
                let at = self.builder.merged.token_or(item.value, NOWHERE);
                if let Some(imported) = self.included(wanted, at) {
                    root = self.import(imported, root, at, resets);
                }
            }
        }
        root
    }

    fn included(&mut self, wanted: Wanted, at: Span) -> Option<NodeId> {
        if wanted.files.first().is_some_and(|file| self.stack.contains(file)) {
            self.builder.refuse(RefusalKind::ReferenceCycle, at, "the file includes itself");
            return None;
        }
        if self.stack.len() >= MAX_INCLUDE_DEPTH {
            let name = wanted.files.first().cloned().unwrap_or_default();
            self.gap(at, &name, Unread::Limit);
            return None;
        }
        let outer = self.builder.environment.clone();
        if let Environment::Closed(variables) = &mut self.builder.environment {
            for file in &wanted.env_files {
                for (name, value) in self.sources.variables(file).unwrap_or_default() {
                    variables.entry(name).or_insert(value);
                }
            }
        }
        let key = format!("{:?} {} {:?}", wanted.files, wanted.folder, self.builder.environment);
        let known = self.included.get(&key).copied();
        let imported = known.unwrap_or_else(|| {
            let imported = self.model(&wanted.files, &wanted.folder, Some(at));
            self.included.insert(key, imported);
            imported
        });
        self.builder.environment = outer;
        imported
    }
}

/// A mapping without a key.
fn without<'t>(builder: &mut Builder<'t>, id: NodeId, key: &str) -> NodeId {
    if builder.merged.get(id, key).is_none() {
        return id;
    }
    let slots = builder.merged.slots(id).iter().filter(|slot| slot.key != key).cloned().collect();
    builder.merged.with(Kind::Map(slots), id)
}
