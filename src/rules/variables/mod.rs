//! Rules about variables: ARG and ENV, and where they are used. Holds no logic.

mod in_shell;

family! {
    arg_out_of_scope,
    debug_mode_enabled,
    duplicate_variable,
    env_self_reference,
    invalid_substitution,
    legacy_key_value,
    path_overwritten,
    platform_arg_default,
    proxy_in_environment,
    shadowed_global_arg,
    single_quoted_variable,
    space_around_equals,
    undefined_variable,
    unexpanded_tilde,
    unused_arg,
}
