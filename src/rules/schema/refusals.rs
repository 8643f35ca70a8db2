//! The rules that say what the engine of a format refuses about a document. The models find it; a rule is the page of
//! its kind.

use crate::model::kube::TrapKind;
use crate::model::refusal::{Refusal, RefusalKind};
use crate::rules::kubernetes::effect::traps;
use crate::rules::prelude::*;

/// Declares such rules: a name, the kind of refusal that it reports, and the kind of trap, where the engine of another
/// format takes it.
macro_rules! refusal_rules {
    ($($rule:ident = $name:literal: $kind:ident $(and trap $trap:ident)?,)+) => {$(
        pub static $rule: crate::rules::Rule = crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[
                crate::rules::Check::Refusal(|refusal, out| say(refusal, RefusalKind::$kind, out)),
                $(crate::rules::Check::Trap(|trap, out| traps::say(trap, TrapKind::$trap, out)),)?
            ],
        );
    )+};
}

/// Reports a refusal of a kind.
pub fn say(refusal: &Refusal, kind: RefusalKind, out: &mut Findings<'_>) {
    if refusal.kind != kind {
        return;
    }
    let mut draft = out.report(refusal.at, refusal.message.clone());
    for label in &refusal.labels {
        draft = draft.label(label.span, label.text.clone());
    }
    if let Some(help) = &refusal.help {
        draft = draft.help(help.clone());
    }
    if let Some(fix) = &refusal.fix {
        draft.fix(fix.safety, fix.title.clone(), Some(fix.edits.clone()));
    }
}

refusal_rules! {
    CONFLICTING_KEYS = "conflicting-keys": ConflictingKeys,
    CONFLICTING_LIMITS = "conflicting-limits": ConflictingLimits,
    DUPLICATE_CONTAINER_NAME = "duplicate-container-name": DuplicateContainerName,
    DUPLICATE_HOST_PORT = "duplicate-host-port": DuplicateHostPort,
    DUPLICATE_MOUNT_TARGET = "duplicate-mount-target": DuplicateMountTarget,
    FIELD_NOT_IN_VERSION = "field-not-in-version": FieldNotInVersion,
    FIXED_NAME_WITH_REPLICAS = "fixed-name-with-replicas": FixedNameWithReplicas,
    FIXED_PORT_WITH_REPLICAS = "fixed-port-with-replicas": FixedPortWithReplicas,
    INCOMPATIBLE_OVERRIDE = "incompatible-override": IncompatibleOverride,
    INVALID_INTERPOLATION = "invalid-interpolation": InvalidInterpolation,
    INVALID_LABEL = "invalid-label": InvalidLabel,
    INVALID_MERGE_KEY = "invalid-merge-key": InvalidMergeKey,
    INVALID_NAME = "invalid-name": InvalidName,
    INVALID_QUANTITY = "invalid-quantity": InvalidQuantity,
    INVALID_RESTART_POLICY = "invalid-restart-policy": InvalidRestartPolicy,
    INVALID_SECURITY_OPTION = "invalid-security-option": InvalidSecurityOption,
    INVALID_SYSCTL = "invalid-sysctl": InvalidSysctl,
    INVALID_VALUE = "invalid-value": InvalidValue,
    LEGACY_COMPOSE_LAYOUT = "legacy-compose-layout": LegacyLayout,
    MISSING_EXTENDED_SERVICE = "missing-extended-service": MissingExtendedService,
    MISSING_INCLUDED_FILE = "missing-included-file": MissingIncludedFile,
    MISSING_KEY = "missing-key": MissingKey,
    REFERENCE_CYCLE = "reference-cycle": ReferenceCycle,
    REPEATED_LIST_ITEM = "repeated-list-item": RepeatedListItem,
    SELECTOR_MISMATCH = "selector-mismatch": SelectorMismatch,
    SERVICE_WITHOUT_IMAGE = "service-without-image": ServiceWithoutImage,
    UNDEFINED_CONFIG = "undefined-config": UndefinedConfig,
    UNDEFINED_MODEL = "undefined-model": UndefinedModel,
    UNDEFINED_NETWORK = "undefined-network": UndefinedNetwork,
    UNDEFINED_REFERENCE = "undefined-reference": UndefinedReference,
    UNDEFINED_SECRET = "undefined-secret": UndefinedSecret,
    UNDEFINED_SERVICE = "undefined-service": UndefinedService,
    UNDEFINED_VOLUME = "undefined-volume": UndefinedVolume,
    UNKNOWN_CAPABILITY = "unknown-capability": UnknownCapability and trap UnknownCapability,
    UNKNOWN_KEY = "unknown-key": UnknownKey,
    WRONG_TYPE = "wrong-type": WrongType,
}
