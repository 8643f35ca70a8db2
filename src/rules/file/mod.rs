//! Any format: encoding, YAML, and the comments that suppress findings.

// The rest is made from the files of this folder: scripts/update.sh

pub mod duplicate_key;
pub mod invalid_encoding;
pub mod malformed_suppression;
pub mod unknown_rule_in_suppression;
pub mod unused_suppression;
pub mod yaml_syntax;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &duplicate_key::RULE,
    &invalid_encoding::RULE,
    &malformed_suppression::RULE,
    &unknown_rule_in_suppression::RULE,
    &unused_suppression::RULE,
    &yaml_syntax::RULE,
];
