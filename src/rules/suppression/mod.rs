//! Rules about directives. Holds no logic.

family! {
    malformed_suppression,
    unknown_rule_in_suppression,
    unused_suppression,
}
