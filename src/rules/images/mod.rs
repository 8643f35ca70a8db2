//! Image references.

// The rest is made from the files of this folder: scripts/update.sh

pub mod end_of_life_image;
pub mod image_latest_tag;
pub mod image_moving_tag;
pub mod image_without_digest;
pub mod image_without_tag;
pub mod invalid_image_reference;
pub mod partial_version_tag;
pub mod retired_image;
pub mod untrusted_registry;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &end_of_life_image::RULE,
    &image_latest_tag::RULE,
    &image_moving_tag::RULE,
    &image_without_digest::RULE,
    &image_without_tag::RULE,
    &invalid_image_reference::RULE,
    &partial_version_tag::RULE,
    &retired_image::RULE,
    &untrusted_registry::RULE,
];
