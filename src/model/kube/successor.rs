//! Which version of the API replaces that of an object, and whether a server says of the object in it what it said
//! before. Says nothing about what servers do with versions that are gone.

use std::iter::successors;

use super::Object;
use super::refusals::verdict;
use crate::facts::kubernetes;
use crate::finding::Edit;
use crate::settings::Minors;
use crate::syntax::yaml::Value;

/// The version that replaces that of an object.
pub struct Successor {
    /// Its group and version.
    pub version: &'static str,
    /// The change that writes it, where nothing else of the object has to change.
    pub edit: Option<Edit>,
}

/// The version of the API that all servers of some minors have for the kind of an object in place of its own; `None`
/// when nothing replaces it.
pub fn successor(object: &Object<'_>, minors: Minors) -> Option<Successor> {
    let next = |version: &&str| {
        let replacement = kubernetes::kind(version, object.kind)?.replacement;
        (!replacement.is_empty()).then_some(replacement)
    };
    let is_served = |version: &&'static str| {
        let kind = kubernetes::kind(version, object.kind);
        kind.is_some_and(|kind| kind.is_in_all(minors.oldest, minors.newest))
    };
    let version = successors(next(&object.api_version), next).filter(is_served).last()?;
    let edit = if is_read_alike(object) && has_same_verdict(object, version, minors) {
        written(object).map(|at| Edit { span: at.written().span, text: version.to_owned() })
    } else {
        None
    };
    Some(Successor { version, edit })
}

/// Whether the newest server has no more and no less against the object in another version; of a version without types
/// it is not known what a server had against it.
fn has_same_verdict(object: &Object<'_>, version: &'static str, minors: Minors) -> bool {
    let last = kubernetes::kind(object.api_version, object.kind).and_then(|kind| kind.last);
    let before = verdict(object, object.api_version, last.unwrap_or(minors.newest).min(minors.newest));
    verdict(object, version, minors.newest) == Some(before.unwrap_or_default())
}

/// Whether what is written means the same in the newer version: without a selector, a budget of `policy/v1beta1` is for
/// no pods, and one of `policy/v1` is for all.
fn is_read_alike(object: &Object<'_>) -> bool {
    let selector = || object.node.at(&["spec", "selector"]);
    object.kind != "PodDisruptionBudget"
        || selector().is_some_and(|selector| selector.entries().iter().any(|pair| !pair.value.is_null()))
}

/// The version where it is written as it is, and shared with nothing.
fn written<'t>(object: &Object<'t>) -> Option<Value<'t>> {
    let value = object.node.get("apiVersion")?;
    let text = value.tree().text.get(value.written().span.range())?;
    (value.is_own() && text.trim_matches(['"', '\'']) == object.api_version).then_some(value)
}
