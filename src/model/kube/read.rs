//! How the models of Kubernetes read single values. Looks at no object.

use crate::source::Span;
use crate::syntax::value::is_deferred;
use crate::syntax::yaml::{Pair, Plain, Value};

/// Whether a value is the boolean `true`.
pub(super) fn is_true(value: Option<Value<'_>>) -> bool {
    value.and_then(Value::as_bool_kube) == Some(true)
}

/// The text of a value; `None` when there is none, or it is only known at deployment.
pub(super) fn known(value: Option<Value<'_>>) -> Option<&str> {
    value?.text().filter(|text| !is_deferred(text))
}

/// Whether a value is only known at deployment: a template's placeholder, with braces or as a text.
fn is_open(value: Value<'_>) -> bool {
    value.is_hole() || value.text().is_some_and(is_deferred)
}

/// The first value on a path that is only known at deployment, so that nothing is known of what lies below.
pub fn open_on(mut value: Value<'_>, path: &[&str]) -> Option<Span> {
    for key in path {
        value = value.get(key)?;
        if is_open(value) {
            return Some(value.span());
        }
    }
    None
}

/// Whether a value, or the document that it is in, is only known at deployment.
pub(super) fn is_unknown(value: Value<'_>) -> bool {
    value.is_broken() || is_open(value)
}

/// A field that has a value.
pub(super) fn written(pair: Option<Pair<'_>>) -> Option<Pair<'_>> {
    pair.filter(|pair| !pair.value.is_null())
}

/// A label's value: null is the empty text; `None` when it is only known at deployment or is no text.
pub(super) fn value_of(value: Value<'_>) -> Option<&str> {
    match value.yaml11() {
        Some(Plain::Null) => Some(""),
        Some(Plain::Text) => known(Some(value)),
        _ => None,
    }
}

/// The items of the list at a key.
pub(super) fn items<'t>(value: Value<'t>, key: &str) -> impl Iterator<Item = Value<'t>> {
    value.get(key).into_iter().flat_map(Value::items)
}
