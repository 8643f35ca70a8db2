//! The rules that say what the engine of a format refuses about a document. The models find it; a rule is the page of
//! its kind.

use crate::model::refusal::{Refusal, RefusalKind};
use crate::rules::prelude::*;

/// Declares such rules: a name, and the kind of refusal that it reports.
macro_rules! refusal_rules {
    ($($rule:ident = $name:literal: $kind:ident,)+) => {$(
        pub static $rule: crate::rules::Rule = crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[crate::rules::Check::Refusal(|refusal, out| say(refusal, RefusalKind::$kind, out))],
        );
    )+};
}

fn say(refusal: &Refusal, kind: RefusalKind, out: &mut Findings<'_>) {
    if refusal.kind != kind {
        return;
    }
    let mut draft = out.report(refusal.at, refusal.message.clone());
    for label in &refusal.labels {
        draft = draft.label(label.span, label.text.clone());
    }
    if let Some(help) = &refusal.help {
        draft.help(help.clone());
    }
}

refusal_rules! {
    CONFLICTING_KEYS = "conflicting-keys": ConflictingKeys,
    FIELD_NOT_IN_VERSION = "field-not-in-version": FieldNotInVersion,
    INVALID_LABEL = "invalid-label": InvalidLabel,
    INVALID_NAME = "invalid-name": InvalidName,
    INVALID_QUANTITY = "invalid-quantity": InvalidQuantity,
    INVALID_VALUE = "invalid-value": InvalidValue,
    MISSING_KEY = "missing-key": MissingKey,
    REPEATED_LIST_ITEM = "repeated-list-item": RepeatedListItem,
    SELECTOR_MISMATCH = "selector-mismatch": SelectorMismatch,
    UNDEFINED_REFERENCE = "undefined-reference": UndefinedReference,
    UNDEFINED_VOLUME = "undefined-volume": UndefinedVolume,
    UNKNOWN_KEY = "unknown-key": UnknownKey,
    WRONG_TYPE = "wrong-type": WrongType,
}
