//! COPY, ADD and the build context.

// The rest is made from the files of this folder: scripts/update.sh

pub mod add_instead_of_copy;
pub mod archive_copied_then_extracted;
pub mod chown_after_copy;
pub mod copied_as_root;
pub mod copy_destination_without_slash;
pub mod copy_source_ignored;
pub mod copy_source_outside_context;
pub mod duplicate_copy;
pub mod entire_filesystem_copied;
pub mod git_folder_copied;
pub mod missing_dockerignore;
pub mod relative_copy_destination;
pub mod remote_archive_not_extracted;
pub mod source_copied_before_dependencies;
pub mod unverified_remote_add;
pub mod whole_context_copied;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &add_instead_of_copy::RULE,
    &archive_copied_then_extracted::RULE,
    &chown_after_copy::RULE,
    &copied_as_root::RULE,
    &copy_destination_without_slash::RULE,
    &copy_source_ignored::RULE,
    &copy_source_outside_context::RULE,
    &duplicate_copy::RULE,
    &entire_filesystem_copied::RULE,
    &git_folder_copied::RULE,
    &missing_dockerignore::RULE,
    &relative_copy_destination::RULE,
    &remote_archive_not_extracted::RULE,
    &source_copied_before_dependencies::RULE,
    &unverified_remote_add::RULE,
    &whole_context_copied::RULE,
];
