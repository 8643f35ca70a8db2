//! Annotations of Kubernetes objects that suppress rules there: ours and those of kube-linter, kube-score, Polaris and
//! Checkov. Reads nothing of an object but its annotations.

use super::aliases::rules_of;
use super::directive::{Directive, Kind, place};
use crate::source::{Span, Spanned};
use crate::suppress::limits::{MAX_ANNOTATED, MAX_ANNOTATION_WORDS};
use crate::syntax::yaml::{Tree, Value};

/// What one annotation says: a directive and the object that it covers, or what is wrong with one of ours.
pub(super) type Annotated = (Result<Directive, String>, Span, Span);

/// The annotations of all objects of a file: each with its own place and that of its object.
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

fn object(object: Value<'_>, covers: Span, out: &mut Vec<Annotated>) {
    let Some(annotations) = object.at(&["metadata", "annotations"]) else { return };
    for pair in annotations.entries() {
        let Some(key) = pair.key.text() else { continue };
        let at = pair.key.span();
        if let Some(result) = annotation(key, at, pair.value) {
            out.push((result, at, covers));
        }
    }
}

/// An annotation as a directive; `None` when it is none.
fn annotation(key: &str, at: Span, value: Value<'_>) -> Option<Result<Directive, String>> {
    let (domain, name) = key.split_once('/')?;
    let text = value.text().unwrap_or("");
    match (domain, name) {
        ("plimsoll.dev", "ignore") => return Some(ours(value, at)),
        ("plimsoll.dev", _) => return Some(Err("the only annotation is `plimsoll.dev/ignore`".into())),
        _ => {}
    }
    let directive = |by, reason: &str| Directive::new(by, Kind::Resource, reason, at);
    let named = |mut directive: Directive, id: &str| {
        directive.rules.extend(rules_of(directive.by, id).iter().map(|rule| Spanned::new(*rule, at)));
        directive
    };
    Some(Ok(match (domain, name) {
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
    }))
}

/// `plimsoll.dev/ignore: "name, name"`.
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
