//! What a document asks to be included, and how it becomes part of the document. Loads nothing.

use std::collections::HashMap;

use super::loading::{Loading, NOWHERE, is_remote};
use super::merge::{Join, fingerprint, merge};
use super::merged::{Kind, NodeId, Slot};
use super::refusal::Unread;
use super::relative::{folder_of, join};
use super::reset::{self, Resets};
use super::way::Step;
use crate::model::refusal::RefusalKind;
use crate::source::Span;

impl Loading<'_, '_> {
    /// What an item of `include` asks for.
    pub(super) fn wanted(&mut self, item: NodeId, folder: &str) -> Option<Wanted> {
        let merged = &self.builder.merged;
        let at = merged.token_or(item, NOWHERE);
        let paths = match merged.kind(item) {
            Kind::Map(_) => merged.get(item, "path")?,
            _ => item,
        };
        let texts = |id: NodeId| match merged.kind(id) {
            Kind::List(items) => {
                items.iter().map(|item| merged.text(item.value).map(str::to_owned)).collect()
            }
            _ => merged.text(id).map(|text| vec![text.to_owned()]),
        };
        let Some(files) = texts(paths).filter(|files: &Vec<String>| !files.is_empty()) else {
            let is_unknown = merged.is_unknown(paths)
                || merged.items(paths).iter().any(|item| merged.is_unknown(item.value));
            match is_unknown {
                true => self.gap(at, "include", Unread::Unknown),
                false => {
                    let message = "a file that is included has to be named";
                    self.builder.refuse(RefusalKind::WrongType, at, message);
                }
            }
            return None;
        };
        let own = match merged.get(item, "project_directory").filter(|id| !merged.is_null(*id)) {
            None => None,
            Some(id) => match merged.text(id) {
                Some("") => None,
                Some(text) => Some(join(folder, text)),
                None => {
                    self.gap(at, "include", Unread::Unknown);
                    return None;
                }
            },
        };
        let env_files = merged.get(item, "env_file").and_then(texts).unwrap_or_default();
        if let Some(remote) = files.iter().find(|file| is_remote(file)) {
            let remote = remote.clone();
            self.gap(at, &remote, Unread::Remote);
            return None;
        }
        let files: Vec<String> = files.iter().map(|file| join(folder, file)).collect();
        let own = own.unwrap_or_else(|| folder_of(files.first().map_or("", String::as_str)).to_owned());
        let env_files = match env_files.is_empty() {
            true => vec![join(&own, ".env")],
            false => {
                env_files.iter().filter(|file| *file != "/dev/null").map(|file| join(folder, file)).collect()
            }
        };
        Some(Wanted { files, folder: if own == "." { String::new() } else { own }, env_files })
    }

    /// The document with what an included one declares; of what both declare the document's own counts.
    pub(super) fn import(&mut self, imported: NodeId, root: NodeId, at: Span, resets: &Resets) -> NodeId {
        let mut slots = self.builder.merged.slots(root).to_vec();
        for key in ["services", "jobs", "volumes", "networks", "secrets", "configs", "models"] {
            let Some(from) = self.builder.merged.get(imported, key) else { continue };
            let from_slots = self.builder.merged.slots(from).to_vec();
            let index = slots.iter().position(|slot| slot.key == key);
            let own = index.and_then(|index| slots.get(index)).map(|slot| slot.value);
            let mut to = own.map(|own| self.builder.merged.slots(own).to_vec()).unwrap_or_default();
            let places: HashMap<String, usize> =
                to.iter().enumerate().map(|(index, slot)| (slot.key.to_string(), index)).collect();
            for mut slot in from_slots {
                let base = self.builder.merged.ways.one(Some(Step::Include(at)));
                let conflict = places.get(slot.key.as_ref()).and_then(|index| to.get_mut(*index));
                let Some(conflict) = conflict else {
                    slot.way = self.builder.merged.ways.join(base, slot.way);
                    to.push(slot);
                    continue;
                };
                if fingerprint(self.builder, slot.value) == fingerprint(self.builder, conflict.value) {
                    continue;
                }
                let path = [key, slot.key.as_ref()];
                let source = reset::apply(self.builder, slot.value, &path, resets);
                let join = Join { base, over: None, upper_first: true };
                conflict.value = merge(self.builder, source, conflict.value, &path, join);
            }
            let kind = Kind::Map(to);
            match (index, own) {
                (Some(index), Some(own)) => {
                    let value = self.builder.merged.with(kind, own);
                    if let Some(slot) = slots.get_mut(index) {
                        slot.value = value;
                    }
                }
                _ => {
                    let outer = self.builder.merged.slot(imported, key).cloned();
                    let value = self.builder.merged.with(kind, from);
                    slots.extend(outer.map(|outer| Slot { value, ..outer }));
                }
            }
        }
        self.builder.merged.with(Kind::Map(slots), root)
    }
}

/// What an item of `include` asks for.
pub(super) struct Wanted {
    pub(super) files: Vec<String>,
    /// What its paths are relative to.
    pub(super) folder: String,
    pub(super) env_files: Vec<String>,
}
