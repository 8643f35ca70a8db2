//! Documents as objects. Does not look into their specifications.

use super::Use;
use super::pod::{PodTemplate, templates};
use super::rendered::{Rendered, is_test};
use crate::facts::kubernetes;
use crate::model::limits::MAX_OBJECTS;
use crate::model::meant;
use crate::source::Span;
use crate::syntax::nearest;
use crate::syntax::yaml::{Plain, Tree, Value};

/// An object of any kind.
#[derive(Debug, Clone)]
pub struct Object<'t> {
    /// `group/version` or `version`; empty when it is missing or no text.
    pub api_version: &'t str,
    /// The kind; empty when it is missing or no text.
    pub kind: &'t str,
    /// `metadata.name`, or `metadata.generateName`; empty when there is none.
    pub name: &'t str,
    /// `metadata.namespace`, if written.
    pub namespace: Option<&'t str>,
    /// `metadata.labels`.
    pub labels: Vec<(&'t str, &'t str)>,
    /// The token that stands for the object: its name, else its kind.
    pub anchor: Span,
    /// The path of the template that a chart's output says it was made from.
    pub template: Option<&'t str>,
    /// The pods that it describes.
    pub pods: Vec<PodTemplate<'t>>,
    /// The mapping.
    pub node: Value<'t>,
}

impl Object<'_> {
    /// The token of its `apiVersion`.
    pub fn api_version_at(&self) -> Option<Span> {
        self.node.get("apiVersion").map(Value::token)
    }

    /// What says that it only lives for a test of a chart: an annotation, or the folder of the template.
    pub fn test(&self, of_use: Use<'_>) -> Option<Span> {
        let hook = self.node.at(&["metadata", "annotations", "helm.sh/hook"]);
        let is_hook = |text: &str| text.split(',').any(|hook| matches!(hook.trim(), "test" | "test-success"));
        let annotated = hook.filter(|hook| hook.text().is_some_and(is_hook)).map(Value::span);
        let is_below = || of_use.is_test || self.template.is_some_and(is_test);
        annotated.or_else(|| is_below().then_some(self.anchor))
    }
}

/// Whether a document is an object: a mapping with an `apiVersion` and a `kind` that are text, or one of them and
/// metadata, so that the other was forgotten or misspelt.
pub fn is_object(root: Value<'_>) -> bool {
    identity(root).is_some()
}

/// The `apiVersion` and `kind` of a document that is an object; empty where one is missing or no text.
fn identity(root: Value<'_>) -> Option<(&str, &str)> {
    let has_metadata = || root.get("metadata").is_some_and(Value::is_mapping);
    match (text(root, "apiVersion"), text(root, "kind")) {
        (Some(api_version), Some(kind)) => Some((api_version, kind)),
        (Some(api_version), None) if has_metadata() && is_version(api_version) => Some((api_version, "")),
        (None, Some(kind))
            if has_metadata()
                && (kubernetes::is_served(kind) || kubernetes::is_custom(kind) || has_version(root)) =>
        {
            Some(("", kind))
        }
        _ => None,
    }
}

/// Whether a document has something in place of an `apiVersion`: what is no text, or a key that is nearly the same.
fn has_version(root: Value<'_>) -> bool {
    let is_near = |key: &str| key == "apiVersion" || nearest(key, ["apiVersion"]).is_some();
    root.entries().iter().any(|pair| pair.key.text().is_some_and(is_near))
}

/// Whether a text is the version of an API: `v1`, `apps/v1beta1`.
fn is_version(text: &str) -> bool {
    let version = text.rsplit_once('/').map_or(text, |(_, version)| version);
    version.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a text that cannot be parsed in full was meant as objects: one of its documents has `apiVersion` and `kind`
/// at its top.
pub fn was_meant(text: &str) -> bool {
    meant::documents(text).any(|document| {
        let lines = meant::lines(document);
        let Some((top, first)) = lines.clone().next() else { return false };
        if first.starts_with('{') {
            return KEYS.iter().all(|key| meant::has_key(document, key));
        }
        let has =
            |key| lines.clone().any(|(indent, line)| indent == top && meant::starts_with_key(line, key));
        KEYS.into_iter().all(has)
    })
}

/// The keys that an object cannot be without.
const KEYS: [&str; 2] = ["apiVersion", "kind"];

/// All objects of a file, in order, those in lists included.
pub fn objects<'t>(tree: &'t Tree<'t>) -> Vec<Object<'t>> {
    let mut out = Vec::new();
    let rendered = Rendered::of(tree);
    let mut stack: Vec<Value<'t>> = tree.roots().collect();
    stack.reverse();
    let mut budget = MAX_OBJECTS;
    while let Some(root) = stack.pop() {
        let Some(left) = budget.checked_sub(1) else { break };
        budget = left;
        let Some((api_version, kind)) = identity(root) else { continue };
        if kind.ends_with("List")
            && let Some(items) = root.get("items").filter(|items| items.is_sequence())
        {
            stack.extend(items.items().rev());
            continue;
        }
        let template = rendered.at(root.written().span.start).and_then(|path| tree.text.get(path.range()));
        out.push(Object { template, ..object(root, api_version, kind) });
    }
    out
}

fn object<'t>(node: Value<'t>, api_version: &'t str, kind: &'t str) -> Object<'t> {
    let metadata = node.get("metadata");
    let field = |key: &str| metadata.and_then(|metadata| metadata.get(key));
    let name = field("name").or_else(|| field("generateName")).filter(|name| name.text().is_some());
    let anchor = name.or_else(|| node.get("kind")).map_or(node.span(), Value::span);
    let labels = field("labels").map(Value::entries).unwrap_or_default();
    Object {
        api_version,
        kind,
        name: name.and_then(Value::text).unwrap_or(""),
        namespace: field("namespace").and_then(Value::text),
        labels: labels.iter().filter_map(|pair| Some((pair.key.text()?, pair.value.text()?))).collect(),
        anchor,
        template: None,
        pods: templates(node, api_version, kind),
        node,
    }
}

fn text<'t>(root: Value<'t>, key: &str) -> Option<&'t str> {
    root.get(key).filter(|value| value.yaml11() == Some(Plain::Text))?.text()
}
