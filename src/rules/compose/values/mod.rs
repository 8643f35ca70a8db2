//! Values and commands that arrive in the container other than they are written.

// The rest is made from the files of this folder: scripts/update.sh

pub mod decimal_file_mode;
pub mod literal_quotes_in_value;
pub mod reformatted_value;
pub mod sexagesimal_port;
pub mod shell_syntax_in_exec_form;
pub mod unescaped_dollar;
pub mod unset_variable;
pub mod variable_expanded_on_host;
pub mod yaml11_boolean;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &decimal_file_mode::RULE,
    &literal_quotes_in_value::RULE,
    &reformatted_value::RULE,
    &sexagesimal_port::RULE,
    &shell_syntax_in_exec_form::RULE,
    &unescaped_dollar::RULE,
    &unset_variable::RULE,
    &variable_expanded_on_host::RULE,
    &yaml11_boolean::RULE,
];
