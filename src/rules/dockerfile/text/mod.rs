//! Lines, comments, parser directives and syntax of a Dockerfile.

// The rest is made from the files of this folder: scripts/update.sh

pub mod blank_continuation_line;
pub mod comment_after_continuation;
pub mod commented_out_instruction;
pub mod consecutive_blank_lines;
pub mod continuation_swallows_instruction;
pub mod crlf_in_script;
pub mod dockerfile_syntax;
pub mod floating_syntax_frontend;
pub mod inconsistent_as_casing;
pub mod inconsistent_instruction_casing;
pub mod long_line;
pub mod misplaced_directive;
pub mod missing_final_newline;
pub mod misspelled_directive;
pub mod mixed_line_endings;
pub mod syntax_version_too_old;
pub mod todo_comment;
pub mod trailing_whitespace;
pub mod unbuildable_instruction;
pub mod unfilled_placeholder;
pub mod wrong_escape_character;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &blank_continuation_line::RULE,
    &comment_after_continuation::RULE,
    &commented_out_instruction::RULE,
    &consecutive_blank_lines::RULE,
    &continuation_swallows_instruction::RULE,
    &crlf_in_script::RULE,
    &dockerfile_syntax::RULE,
    &floating_syntax_frontend::RULE,
    &inconsistent_as_casing::RULE,
    &inconsistent_instruction_casing::RULE,
    &long_line::RULE,
    &misplaced_directive::RULE,
    &missing_final_newline::RULE,
    &misspelled_directive::RULE,
    &mixed_line_endings::RULE,
    &syntax_version_too_old::RULE,
    &todo_comment::RULE,
    &trailing_whitespace::RULE,
    &unbuildable_instruction::RULE,
    &unfilled_placeholder::RULE,
    &wrong_escape_character::RULE,
];
