//! Services that take what they do not say from another one. Reads no file: the loader of the project has them.

use std::collections::HashSet;

use super::loading::{Base, Loading, NOWHERE};
use super::merge::{Join, merge};
use super::merged::{Kind, NodeId};
use super::refusal::Unread;
use super::relative::join;
use super::reset::{self, Resets};
use super::way::Step;
use crate::model::limits::MAX_EXTENDS_DEPTH;
use crate::model::refusal::RefusalKind;
use crate::source::Span;

/// A service on the way to what it extends.
struct Link {
    /// The file, `None` for the document itself.
    file: Option<String>,
    name: String,
    node: NodeId,
    /// What names the service that it extends.
    at: Span,
}

/// What a service extends.
enum Target {
    Nothing,
    Service {
        name: String,
        file: Option<String>,
        at: Span,
    },
    /// It cannot be known.
    Open,
}

/// The document with what its services extend merged into them. `folder` is what files are relative to.
pub(super) fn apply<'t>(
    loading: &mut Loading<'_, 't>,
    root: NodeId,
    folder: &str,
    resets: &Resets,
) -> NodeId {
    let mut root_slots = loading.builder.merged.slots(root).to_vec();
    let mut changed = false;
    for top in root_slots.iter_mut().filter(|slot| slot.key == "services" || slot.key == "jobs") {
        if !matches!(loading.builder.merged.kind(top.value), Kind::Map(_)) {
            let message = format!("`{}` has to be a mapping", top.key);
            loading.builder.refuse_node(RefusalKind::WrongType, top.value, root, message);
            continue;
        }
        let mut slots = loading.builder.merged.slots(top.value).to_vec();
        let mut own = Base::new(&slots, resets.clone());
        let mut any = false;
        for slot in &mut slots {
            let value = resolve(loading, &mut own, &slot.key, folder);
            any |= value != slot.value;
            slot.value = value;
        }
        if any {
            top.value = loading.builder.merged.with(Kind::Map(slots), top.value);
            changed = true;
        }
    }
    if changed { loading.builder.merged.with(Kind::Map(root_slots), root) } else { root }
}

/// A service with what it extends.
fn resolve(loading: &mut Loading<'_, '_>, own: &mut Base, name: &str, folder: &str) -> NodeId {
    let mut chain: Vec<Link> = Vec::new();
    let mut seen: HashSet<(Option<String>, String)> = HashSet::new();
    let mut at = (None::<String>, name.to_owned());
    let first = own.services.get(name).copied();
    let mut depth = 0;
    // The service at the end of the chain, from which all others take.
    let base = loop {
        let (node, is_done) = match &at.0 {
            None => (own.services.get(&at.1), own.done.get(&at.1).copied()),
            Some(file) => match loading.bases.get(file) {
                Some(base) => (base.services.get(&at.1), base.done.get(&at.1).copied()),
                None => (None, None),
            },
        };
        let Some(node) = node.copied() else {
            if let Some(link) = chain.last() {
                let message = format!("the service `{}` that is extended is not there", at.1);
                loading.builder.refuse(RefusalKind::MissingExtendedService, link.at, message);
            }
            break None;
        };
        if let Some(count) = is_done {
            depth = count;
            break Some(node);
        }
        if loading.builder.merged.is_null(node) {
            break Some(node);
        }
        if chain.len() >= MAX_EXTENDS_DEPTH {
            loading.gap(loading.builder.merged.token_or(node, NOWHERE), &at.1, Unread::Limit);
            break None;
        }
        if !matches!(loading.builder.merged.kind(node), Kind::Map(_)) {
            if !loading.builder.merged.is_unknown(node) {
                let message = format!("the service `{}` has to be a mapping", at.1);
                loading.builder.refuse_node(RefusalKind::WrongType, node, node, message);
            }
            break None;
        }
        match target(loading, node) {
            Target::Nothing => break Some(node),
            Target::Open => {
                break None;
            }
            Target::Service { name, file, at: token } => {
                if !seen.insert(at.clone()) {
                    let message = format!("the service `{}` extends itself", at.1);
                    loading.builder.refuse(RefusalKind::ReferenceCycle, token, message);
                    break None;
                }
                let file = match file {
                    None => at.0.clone(),
                    Some(file) => {
                        // Paths of a file that is extended are relative to the project already.
                        let path = if at.0.is_none() { join(folder, &file) } else { file };
                        if !loading.base(&path, token) {
                            break None;
                        }
                        Some(path)
                    }
                };
                chain.push(Link { file: at.0, name: at.1, node, at: token });
                at = (file, name);
            }
        }
    };
    if depth + chain.len() > MAX_EXTENDS_DEPTH {
        loading.gap(chain.first().map_or(NOWHERE, |link| link.at), name, Unread::Limit);
        return first.unwrap_or_else(|| loading.builder.merged.add_null());
    }
    let Some(mut merged) = base else {
        return first.unwrap_or_else(|| loading.builder.merged.add_null());
    };
    let mut is_whole = true;
    for link in chain.into_iter().rev() {
        let resets = match &link.file {
            None => own.resets.clone(),
            Some(file) => loading.bases.get(file).map(|base| base.resets.clone()).unwrap_or_default(),
        };
        merged = if loading.builder.merged.is_null(merged) {
            // Nothing is taken from a service that says nothing; what it extends stays written.
            is_whole = false;
            link.node
        } else {
            let source = reset::apply(loading.builder, merged, &["services", &link.name], &resets);
            let base = loading.builder.merged.ways.one(Some(Step::Extends(link.at)));
            let join = Join { base, over: None, upper_first: true };
            let node = without_extends(loading, link.node);
            let out = merge(loading.builder, source, node, &["services", "x"], join);
            without_extends(loading, out)
        };
        let base = match &link.file {
            None => Some(&mut *own),
            Some(file) => loading.bases.get_mut(file),
        };
        if let Some(base) = base {
            base.services.insert(link.name.clone(), merged);
            depth += 1;
            if is_whole {
                base.done.insert(link.name, depth);
            }
        }
    }
    merged
}

fn without_extends(loading: &mut Loading<'_, '_>, id: NodeId) -> NodeId {
    if loading.builder.merged.get(id, "extends").is_none() {
        return id;
    }
    let slots =
        loading.builder.merged.slots(id).iter().filter(|slot| slot.key != "extends").cloned().collect();
    loading.builder.merged.with(Kind::Map(slots), id)
}

fn target(loading: &mut Loading<'_, '_>, service: NodeId) -> Target {
    let merged = &loading.builder.merged;
    let Some(extends) = merged.get(service, "extends") else { return Target::Nothing };
    let token = |id: NodeId| merged.token_or(id, merged.token(service).unwrap_or(NOWHERE));
    match merged.kind(extends) {
        Kind::Text(name) => Target::Service { name: name.to_string(), file: None, at: token(extends) },
        Kind::Map(_) => {
            let Some(name) = merged.get(extends, "service").filter(|id| !merged.is_null(*id)) else {
                let message = "the service that is extended has to be named";
                loading.builder.refuse_node(RefusalKind::MissingKey, extends, service, message);
                return Target::Open;
            };
            let file = merged.get(extends, "file").filter(|id| !merged.is_null(*id));
            let at = token(name);
            let (text, path) = (merged.text(name), file.map(|file| merged.text(file)));
            match (text, path) {
                (Some(name), None) => Target::Service { name: name.to_owned(), file: None, at },
                (Some(name), Some(Some(path))) => {
                    let at = file.map_or(at, token);
                    Target::Service { name: name.to_owned(), file: Some(path.to_owned()), at }
                }
                _ => {
                    let unknown = [Some(name), file].into_iter().flatten().find(|id| merged.is_unknown(*id));
                    match unknown {
                        Some(id) => loading.gap(token(id), "extends", Unread::Unknown),
                        None => loading.builder.refuse_node(
                            RefusalKind::WrongType,
                            extends,
                            service,
                            "the names of a service and a file have to be strings",
                        ),
                    }
                    Target::Open
                }
            }
        }
        _ => Target::Open,
    }
}
