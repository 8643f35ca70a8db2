//! The shell text of instructions, in the words of ShellCheck.

// The rest is made from the files of this folder: scripts/update.sh

pub mod assignment_cut_by_blank;
pub mod bash_feature_in_sh;
pub mod faults;
pub mod heredoc_without_errexit;
pub mod literal_echo_escape;
pub mod local_outside_function;
pub mod needless_shell_wrapper;
pub mod other_shell_fault;
pub mod redirection_without_sudo;
pub mod root_may_be_removed;
pub mod sh_link_replaced;
pub mod shell_not_in_image;
pub mod shell_syntax;
pub mod stderr_stays_on_terminal;
pub mod trace_shows_secret;
pub mod unchecked_directory_change;
pub mod unchecked_negation;
pub mod unquoted_expansion;
pub mod unquoted_substitution;
pub mod unquoted_test_operand;
pub mod unread_input;
pub mod unseen_prefix_assignment;
pub mod unused_shell_variable;
pub mod variable_lost_in_subshell;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &faults::AMBIGUOUS_TEST_OPERATOR,
    &faults::ARRAY_USED_AS_TEXT,
    &assignment_cut_by_blank::RULE,
    &faults::BACKGROUND_BEFORE_SEPARATOR,
    &faults::BACKQUOTED_SUBSTITUTION,
    &faults::BACKSLASH_LOST_BY_READ,
    &bash_feature_in_sh::RULE,
    &faults::CAPTURED_OUTPUT_REDIRECTED,
    &faults::COMPARISON_WRITES_FILE,
    &faults::CONDITION_ALWAYS_TRUE,
    &faults::CONSTANT_CONDITION,
    &faults::CUT_POSITIONAL_PARAMETER,
    &faults::EXIT_STATUS_NOT_A_NUMBER,
    &faults::FAILURE_HIDDEN_BY_EXPORT,
    &faults::FALLBACK_RUNS_AFTER_SUCCESS,
    &faults::FILE_TRUNCATED_WHILE_READ,
    &faults::GLOB_COMPARED_LITERALLY,
    &faults::GLOB_IN_FILE_TEST,
    &heredoc_without_errexit::RULE,
    &faults::LISTING_PARSED,
    &literal_echo_escape::RULE,
    &local_outside_function::RULE,
    &faults::LOOP_CONTROL_OUTSIDE_LOOP,
    &faults::MALFORMED_ASSIGNMENT,
    &faults::MALFORMED_TEST,
    &faults::NAMES_SPLIT_BY_XARGS,
    &faults::NAMES_SPLIT_IN_LOOP,
    &needless_shell_wrapper::RULE,
    &faults::NUMBERS_COMPARED_AS_TEXT,
    &faults::OBSOLETE_GREP,
    &faults::OPTION_LIKE_GLOB,
    &other_shell_fault::RULE,
    &faults::OUTPUT_REDIRECTED_TWICE,
    &faults::OUTPUT_RUN_AS_COMMAND,
    &faults::PATTERN_OPEN_TO_SHELL,
    &faults::QUOTES_END_EARLY,
    &redirection_without_sudo::RULE,
    &faults::REPEATED_APPEND,
    &root_may_be_removed::RULE,
    &sh_link_replaced::RULE,
    &shell_not_in_image::RULE,
    &shell_syntax::RULE,
    &faults::SINGLE_ITEM_LOOP,
    &faults::SINGLE_QUOTED_EXPANSION,
    &faults::STATUS_ASKED_LATER,
    &stderr_stays_on_terminal::RULE,
    &trace_shows_secret::RULE,
    &faults::TRAP_EXPANDED_EARLY,
    &faults::TYPOGRAPHIC_QUOTE,
    &unchecked_directory_change::RULE,
    &unchecked_negation::RULE,
    &faults::UNGROUPED_FIND_ALTERNATIVES,
    &unquoted_expansion::RULE,
    &unquoted_substitution::RULE,
    &unquoted_test_operand::RULE,
    &faults::UNREACHABLE_COMMAND,
    &unread_input::RULE,
    &unseen_prefix_assignment::RULE,
    &unused_shell_variable::RULE,
    &faults::USELESS_ECHO,
    &variable_lost_in_subshell::RULE,
];
