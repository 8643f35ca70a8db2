//! Stages and what they start from.

// The rest is made from the files of this folder: scripts/update.sh

pub mod base_image_without_default;
pub mod constant_platform;
pub mod copy_from_empty_stage;
pub mod duplicate_stage_name;
pub mod misplaced_stage_description;
pub mod misspelled_stage_name;
pub mod onbuild_in_final_stage;
pub mod platform_arg_default;
pub mod redundant_target_platform;
pub mod reserved_stage_name;
pub mod stage_reference_by_index;
pub mod undefined_arg_in_from;
pub mod undefined_arg_left_out;
pub mod undefined_stage;
pub mod unreachable_stage;
pub mod uppercase_stage_name;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &base_image_without_default::RULE,
    &constant_platform::RULE,
    &copy_from_empty_stage::RULE,
    &duplicate_stage_name::RULE,
    &misplaced_stage_description::RULE,
    &misspelled_stage_name::RULE,
    &onbuild_in_final_stage::RULE,
    &platform_arg_default::RULE,
    &redundant_target_platform::RULE,
    &reserved_stage_name::RULE,
    &stage_reference_by_index::RULE,
    &undefined_arg_in_from::RULE,
    &undefined_arg_left_out::RULE,
    &undefined_stage::RULE,
    &unreachable_stage::RULE,
    &uppercase_stage_name::RULE,
];
