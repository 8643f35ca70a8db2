//! Annotations of Kubernetes objects and of the pods that they describe, which suppress rules there: ours and those of
//! kube-linter, kube-score, Polaris and Checkov. Reads nothing else of an object but the names of containers.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::aliases::rules_of;
use super::directive::{Directive, Kind, place};
use crate::facts::kubernetes::pods;
use crate::source::{Span, Spanned, shown};
use crate::suppress::limits::{MAX_ANNOTATED, MAX_ANNOTATION_WORDS};
use crate::syntax::yaml::{Tree, Value};

/// What one annotation says: a directive, or what is wrong with one of ours; then its place, and what it covers: an
/// object, a pod or a container.
pub(super) type Annotated = (Result<Directive, String>, Span, Span);

/// The annotations of all objects of a file.
pub(super) fn annotations(tree: &Tree<'_>) -> Vec<Annotated> {
    let mut out = Vec::new();
    let mut budget = MAX_ANNOTATED;
    let documents =
        tree.documents.iter().filter_map(|document| Some((tree.value(document.root?), document.span)));
    for (root, span) in documents {
        if !is_object(root) {
            continue;
        }
        object(root, span, &mut out);
        if let Some(items) = root.get("items") {
            for item in items.items().filter(|item| is_object(*item)) {
                let Some(left) = budget.checked_sub(1) else { return out };
                budget = left;
                object(item, item.written().span, &mut out);
            }
        }
    }
    out
}

fn is_object(value: Value<'_>) -> bool {
    value.get("apiVersion").is_some() && value.get("kind").is_some()
}

/// What a part of an object says of itself: its metadata, and what a directive there covers.
struct Part<'t, 'c> {
    node: Value<'t>,
    covers: Span,
    containers: &'c Containers<'t>,
}

fn object(object: Value<'_>, covers: Span, out: &mut Vec<Annotated>) {
    let pod = pod_of(object);
    let containers = Containers { pod, by_name: OnceCell::new() };
    Part { node: object, covers, containers: &containers }.read(out);
    if let Some(pod) = pod.filter(|pod| pod.id() != object.id()) {
        Part { node: pod, covers: pod.written().span, containers: &containers }.read(out);
    }
}

/// The pod that an object describes, with its metadata.
fn pod_of(object: Value<'_>) -> Option<Value<'_>> {
    let text = |key: &str| object.get(key).and_then(Value::text);
    object.at(pods::template(text("apiVersion")?, text("kind")?)?)
}

/// The containers of a pod, which are looked up when an annotation names one.
struct Containers<'t> {
    pod: Option<Value<'t>>,
    by_name: OnceCell<FxHashMap<&'t str, Span>>,
}

impl<'t> Containers<'t> {
    fn named(&self, name: &str) -> Option<Span> {
        self.by_name.get_or_init(|| self.all().collect()).get(name).copied()
    }

    fn all(&self) -> impl Iterator<Item = (&'t str, Span)> {
        let spec = self.pod.and_then(|pod| pod.get("spec"));
        let lists = pods::CONTAINERS.into_iter().filter_map(move |list| spec?.get(list));
        let items = lists.flat_map(Value::items);
        items.filter_map(|item| Some((item.get("name")?.text()?, item.written().span)))
    }
}

impl Part<'_, '_> {
    fn read(&self, out: &mut Vec<Annotated>) {
        let Some(annotations) = self.node.at(&["metadata", "annotations"]) else { return };
        for pair in annotations.entries() {
            let Some(key) = pair.key.text() else { continue };
            let at = pair.key.span();
            let read = match key.strip_prefix("plimsoll.dev/") {
                Some(name) => Some(self.ours(name, at, pair.value)),
                None => annotation(key, at, pair.value).map(|directive| (Ok(directive), self.covers)),
            };
            out.extend(read.map(|(result, covers)| (result, at, covers)));
        }
    }

    /// `plimsoll.dev/ignore`, and `plimsoll.dev/ignore.NAME` for a single container.
    fn ours(&self, name: &str, at: Span, value: Value<'_>) -> (Result<Directive, String>, Span) {
        let covers = match name.strip_prefix("ignore") {
            Some("") => Ok(self.covers),
            Some(rest) if rest.starts_with('.') => {
                let name = rest.trim_start_matches('.');
                let covers = self.containers.named(name);
                covers.ok_or_else(|| format!("the pod has no container `{}`", shown(name)))
            }
            _ => {
                Err("the only annotations are `plimsoll.dev/ignore` and `plimsoll.dev/ignore.CONTAINER`"
                    .into())
            }
        };
        match covers {
            Ok(covers) => (ours(value, at), covers),
            Err(reason) => (Err(reason), self.covers),
        }
    }
}

/// An annotation of another linter as a directive; `None` when it is none.
fn annotation(key: &str, at: Span, value: Value<'_>) -> Option<Directive> {
    let (domain, name) = key.split_once('/')?;
    let text = value.text().unwrap_or("");
    let directive = |by, reason: &str| Directive::new(by, Kind::Resource, reason, at);
    let named = |mut directive: Directive, id: &str| {
        directive.rules.extend(rules_of(directive.by, id).iter().map(|rule| Spanned::new(*rule, at)));
        directive
    };
    Some(match (domain, name) {
        ("ignore-check.kube-linter.io", check) => named(directive("kube-linter", text), check),
        ("kube-linter.io", "ignore-all") => Directive { all: true, ..directive("kube-linter", text) },
        ("kube-score", "ignore") => text
            .split(',')
            .take(MAX_ANNOTATION_WORDS)
            .fold(directive("kube-score", ""), |all, id| named(all, id.trim())),
        ("polaris.fairwinds.com", "exempt") if text == "true" => {
            Directive { all: true, ..directive("polaris", "") }
        }
        ("polaris.fairwinds.com", name) if text == "true" => {
            named(directive("polaris", ""), name.strip_suffix("-exempt")?)
        }
        ("checkov.io" | "bridgecrew.io" | "cortex.io", name) if name.starts_with("skip") => {
            let (ids, reason) = text.split_once('=').unwrap_or((text, ""));
            let ids = ids.split(',').take(MAX_ANNOTATION_WORDS);
            ids.fold(directive("checkov", reason), |all, id| named(all, id.trim()))
        }
        _ => return None,
    })
}

/// The value of ours: `"name, name"`.
fn ours(value: Value<'_>, at: Span) -> Result<Directive, String> {
    let text = value.text().ok_or("the annotation names no rules: its value is text such as `root-user`")?;
    let span = value.span();
    // Where the text stands in the file as it is, every word has a place of its own.
    let written = value.tree().text.get(span.range()).unwrap_or("");
    let verbatim = written.find(text).map(|offset| span.start + offset as u32);
    let mut directive = Directive::new("plimsoll", Kind::Resource, "", at);
    for word in text.split(',').map(str::trim).filter(|word| !word.is_empty()).take(MAX_ANNOTATION_WORDS) {
        let place = verbatim.map_or(span, |start| place(text, word, Span { start, ..span }));
        directive.name(word, place);
    }
    if directive.rules.is_empty() && directive.unknown.is_empty() {
        return Err("the annotation names no rules".into());
    }
    Ok(directive)
}
