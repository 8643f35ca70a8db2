//! What is taken without a word and does not do what it says.

// The rest is made from the files of this folder: scripts/update.sh

pub mod ignored_setting;
pub mod size_without_unit;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &ignored_setting::RULE,
    &size_without_unit::RULE,
];
