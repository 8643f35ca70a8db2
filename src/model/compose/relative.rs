//! Relative paths of a file that lies elsewhere become paths from the folder of the project. Touches no file system.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::builder::Builder;
use super::merged::{Kind, NodeId};
use super::table::{State, Table};
use crate::model::refusal::RefusalKind;
use crate::syntax::value::has_drive;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Path,
    Context,
    Mount,
    Device,
}

static PATHS: LazyLock<Table<Place>> = LazyLock::new(|| {
    use Place::{Context, Device, Mount, Path};
    Table::new(&[
        ("workload.build.context", Context),
        ("workload.build.additional_contexts.*", Context),
        ("workload.build.ssh.*", Path),
        ("container.env_file.*.path", Path),
        ("container.label_file.*", Path),
        ("workload.extends.file", Path),
        ("services.*.develop.watch.*.path", Path),
        ("container.volumes.*", Mount),
        ("configs.*.file", Path),
        ("secrets.*.file", Path),
        ("volumes.*", Device),
    ])
});

/// A document whose relative paths are relative to `folder`.
pub(super) fn resolve<'t>(builder: &mut Builder<'t>, root: NodeId, folder: &str) -> NodeId {
    walk(builder, root, PATHS.root(), folder)
}

fn walk<'t>(builder: &mut Builder<'t>, id: NodeId, state: State, folder: &str) -> NodeId {
    if state.is_none() {
        return id;
    }
    if let Some(place) = PATHS.value(state) {
        return match place {
            Place::Path | Place::Context => path(builder, id, place, folder),
            Place::Mount if text_is(builder, id, "type", "bind") => {
                if builder.merged.get(id, "source").is_none() {
                    builder.refuse_node(
                        RefusalKind::MissingKey,
                        id,
                        id,
                        "the source of the mount is missing",
                    );
                }
                entry(builder, id, "source", folder)
            }
            Place::Device if text_is(builder, id, "driver", "local") => {
                let Some(options) = builder.merged.get(id, "driver_opts") else { return id };
                if !text_is(builder, options, "o", "bind") {
                    return id;
                }
                let options = entry(builder, options, "device", folder);
                builder.merged.set(id, "driver_opts", options)
            }
            Place::Mount | Place::Device => id,
        };
    }
    let mut changed = false;
    let kind = match builder.merged.kind(id).clone() {
        Kind::Map(mut slots) => {
            for slot in &mut slots {
                let value = walk(builder, slot.value, PATHS.key(state, &slot.key), folder);
                changed |= value != slot.value;
                slot.value = value;
            }
            Kind::Map(slots)
        }
        Kind::List(mut items) => {
            for item in &mut items {
                let value = walk(builder, item.value, PATHS.item(state), folder);
                changed |= value != item.value;
                item.value = value;
            }
            Kind::List(items)
        }
        _ => return id,
    };
    if changed { builder.merged.with(kind, id) } else { id }
}

fn text_is(builder: &Builder<'_>, id: NodeId, key: &str, text: &str) -> bool {
    builder.merged.get(id, key).is_some_and(|id| builder.merged.text(id) == Some(text))
}

fn entry<'t>(builder: &mut Builder<'t>, id: NodeId, key: &str, folder: &str) -> NodeId {
    let Some(value) = builder.merged.get(id, key) else { return id };
    let value = path(builder, value, Place::Path, folder);
    builder.merged.set(id, key, value)
}

fn path<'t>(builder: &mut Builder<'t>, id: NodeId, place: Place, folder: &str) -> NodeId {
    let Some(text) = builder.merged.text(id) else { return id };
    let is_elsewhere = place == Place::Context && is_remote_context(text);
    if text.is_empty() || is_elsewhere || text.starts_with(['/', '~', '\\']) || has_drive(text) {
        return id;
    }
    let joined = join(folder, text);
    builder.merged.with(Kind::Text(Cow::Owned(joined)), id)
}

/// Whether a build context is not a folder of the project.
pub(super) fn is_remote_context(text: &str) -> bool {
    let prefixes = ["service:", "https://", "http://", "git://", "ssh://", "github.com/", "git@"];
    text.contains("://") || prefixes.iter().any(|prefix| text.starts_with(prefix))
}

/// A path below a folder, without detours; `.` for the folder of the project.
pub(super) fn join(folder: &str, path: &str) -> String {
    if path.starts_with('/') || folder.is_empty() {
        return crate::syntax::value::clean_path(path);
    }
    crate::syntax::value::clean_path(&format!("{folder}/{path}"))
}

/// The folder of a path; empty for one without.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
