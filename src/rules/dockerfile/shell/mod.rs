//! The shell text of instructions, in the words of ShellCheck.

// The rest is made from the files of this folder: PLIMSOLL_UPDATE=1 cargo test --test suite laws

pub mod ambiguous_test_operator;
pub mod array_used_as_text;
pub mod assignment_cut_by_blank;
pub mod background_before_separator;
pub mod backquoted_substitution;
pub mod backslash_lost_by_read;
pub mod bash_feature_in_sh;
pub mod captured_output_redirected;
pub mod comparison_writes_file;
pub mod condition_always_true;
pub mod constant_condition;
pub mod cut_positional_parameter;
pub mod exit_status_not_a_number;
pub mod failure_hidden_by_export;
pub mod fallback_runs_after_success;
pub mod file_truncated_while_read;
pub mod folders;
pub mod glob_compared_literally;
pub mod glob_in_file_test;
pub mod heredoc_without_errexit;
pub mod hints;
pub mod listing_parsed;
pub mod literal_echo_escape;
pub mod local_outside_function;
pub mod loop_control_outside_loop;
pub mod malformed_assignment;
pub mod malformed_test;
pub mod names_split_by_xargs;
pub mod names_split_in_loop;
pub mod needless_shell_wrapper;
pub mod numbers_compared_as_text;
pub mod obsolete_grep;
pub mod option_like_glob;
pub mod other_shell_fault;
pub mod output_redirected_twice;
pub mod output_run_as_command;
pub mod pattern_open_to_shell;
pub mod quotes_end_early;
pub mod redirection_without_sudo;
pub mod repeated_append;
pub mod root_may_be_removed;
pub mod sh_link_replaced;
pub mod shell_not_in_image;
pub mod shell_syntax;
pub mod single_item_loop;
pub mod single_quoted_expansion;
pub mod status_asked_later;
pub mod stderr_stays_on_terminal;
pub mod trace_shows_secret;
pub mod trap_expanded_early;
pub mod typographic_quote;
pub mod unchecked_directory_change;
pub mod unchecked_negation;
pub mod ungrouped_find_alternatives;
pub mod unquoted_expansion;
pub mod unquoted_substitution;
pub mod unquoted_test_operand;
pub mod unreachable_command;
pub mod unread_input;
pub mod unseen_prefix_assignment;
pub mod unused_shell_variable;
pub mod useless_echo;
pub mod variable_lost_in_subshell;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &ambiguous_test_operator::RULE,
    &array_used_as_text::RULE,
    &assignment_cut_by_blank::RULE,
    &background_before_separator::RULE,
    &backquoted_substitution::RULE,
    &backslash_lost_by_read::RULE,
    &bash_feature_in_sh::RULE,
    &captured_output_redirected::RULE,
    &comparison_writes_file::RULE,
    &condition_always_true::RULE,
    &constant_condition::RULE,
    &cut_positional_parameter::RULE,
    &exit_status_not_a_number::RULE,
    &failure_hidden_by_export::RULE,
    &fallback_runs_after_success::RULE,
    &file_truncated_while_read::RULE,
    &glob_compared_literally::RULE,
    &glob_in_file_test::RULE,
    &heredoc_without_errexit::RULE,
    &listing_parsed::RULE,
    &literal_echo_escape::RULE,
    &local_outside_function::RULE,
    &loop_control_outside_loop::RULE,
    &malformed_assignment::RULE,
    &malformed_test::RULE,
    &names_split_by_xargs::RULE,
    &names_split_in_loop::RULE,
    &needless_shell_wrapper::RULE,
    &numbers_compared_as_text::RULE,
    &obsolete_grep::RULE,
    &option_like_glob::RULE,
    &other_shell_fault::RULE,
    &output_redirected_twice::RULE,
    &output_run_as_command::RULE,
    &pattern_open_to_shell::RULE,
    &quotes_end_early::RULE,
    &redirection_without_sudo::RULE,
    &repeated_append::RULE,
    &root_may_be_removed::RULE,
    &sh_link_replaced::RULE,
    &shell_not_in_image::RULE,
    &shell_syntax::RULE,
    &single_item_loop::RULE,
    &single_quoted_expansion::RULE,
    &status_asked_later::RULE,
    &stderr_stays_on_terminal::RULE,
    &trace_shows_secret::RULE,
    &trap_expanded_early::RULE,
    &typographic_quote::RULE,
    &unchecked_directory_change::RULE,
    &unchecked_negation::RULE,
    &ungrouped_find_alternatives::RULE,
    &unquoted_expansion::RULE,
    &unquoted_substitution::RULE,
    &unquoted_test_operand::RULE,
    &unreachable_command::RULE,
    &unread_input::RULE,
    &unseen_prefix_assignment::RULE,
    &unused_shell_variable::RULE,
    &useless_echo::RULE,
    &variable_lost_in_subshell::RULE,
];
