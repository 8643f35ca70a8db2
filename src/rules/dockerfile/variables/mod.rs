//! ARG and ENV, and where they are used.

// The rest is made from the files of this folder: scripts/update.sh

pub mod arg_out_of_scope;
pub mod debug_mode_enabled;
pub mod duplicate_variable;
pub mod env_self_reference;
pub mod in_shell;
pub mod invalid_substitution;
pub mod legacy_key_value;
pub mod path_overwritten;
pub mod proxy_in_environment;
pub mod shadowed_global_arg;
pub mod single_quoted_variable;
pub mod space_around_equals;
pub mod undefined_variable;
pub mod unexpanded_tilde;
pub mod unused_arg;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &arg_out_of_scope::RULE,
    &debug_mode_enabled::RULE,
    &duplicate_variable::RULE,
    &env_self_reference::RULE,
    &invalid_substitution::RULE,
    &legacy_key_value::RULE,
    &path_overwritten::RULE,
    &proxy_in_environment::RULE,
    &shadowed_global_arg::RULE,
    &single_quoted_variable::RULE,
    &space_around_equals::RULE,
    &undefined_variable::RULE,
    &unexpanded_tilde::RULE,
    &unused_arg::RULE,
];
