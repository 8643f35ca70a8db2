//! What an image says about itself: how it starts, stops and is checked, labels, ports, volumes.

// The rest is made from the files of this folder: scripts/update.sh

pub mod anonymous_volume;
pub mod deprecated_maintainer;
pub mod development_server;
pub mod disabled_healthcheck;
pub mod duplicate_label;
pub mod duplicate_port;
pub mod empty_label;
pub mod exec_form_needs_shell;
pub mod healthcheck_tool_missing;
pub mod host_port_in_expose;
pub mod ignored_cmd;
pub mod ineffective_healthcheck_option;
pub mod inherited_cmd_lost;
pub mod invalid_label_key;
pub mod invalid_label_value;
pub mod invalid_port;
pub mod malformed_exec_form;
pub mod missing_label;
pub mod missing_workdir;
pub mod multiple_cmd;
pub mod multiple_entrypoint;
pub mod multiple_healthcheck;
pub mod noncanonical_stop_signal;
pub mod package_manager_as_entrypoint;
pub mod relative_volume;
pub mod relative_workdir;
pub mod remote_shell_port;
pub mod reserved_label_prefix;
pub mod sensitive_volume;
pub mod shell_form_command;
pub mod superseded_label;
pub mod system_directory_as_workdir;
pub mod ungraceful_stop_signal;
pub mod unknown_label;
pub mod unknown_stop_signal;
pub mod uppercase_expose_protocol;
pub mod write_to_declared_volume;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &anonymous_volume::RULE,
    &deprecated_maintainer::RULE,
    &development_server::RULE,
    &disabled_healthcheck::RULE,
    &duplicate_label::RULE,
    &duplicate_port::RULE,
    &empty_label::RULE,
    &exec_form_needs_shell::RULE,
    &healthcheck_tool_missing::RULE,
    &host_port_in_expose::RULE,
    &ignored_cmd::RULE,
    &ineffective_healthcheck_option::RULE,
    &inherited_cmd_lost::RULE,
    &invalid_label_key::RULE,
    &invalid_label_value::RULE,
    &invalid_port::RULE,
    &malformed_exec_form::RULE,
    &missing_label::RULE,
    &missing_workdir::RULE,
    &multiple_cmd::RULE,
    &multiple_entrypoint::RULE,
    &multiple_healthcheck::RULE,
    &noncanonical_stop_signal::RULE,
    &package_manager_as_entrypoint::RULE,
    &relative_volume::RULE,
    &relative_workdir::RULE,
    &remote_shell_port::RULE,
    &reserved_label_prefix::RULE,
    &sensitive_volume::RULE,
    &shell_form_command::RULE,
    &superseded_label::RULE,
    &system_directory_as_workdir::RULE,
    &ungraceful_stop_signal::RULE,
    &unknown_label::RULE,
    &unknown_stop_signal::RULE,
    &uppercase_expose_protocol::RULE,
    &write_to_declared_volume::RULE,
];
