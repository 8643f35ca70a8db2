//! Where services keep their data.

// The rest is made from the files of this folder: scripts/update.sh

pub mod data_path_of_other_version;
pub mod database_without_volume;
pub mod volume_misses_data_path;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &data_path_of_other_version::RULE,
    &database_without_volume::RULE,
    &volume_misses_data_path::RULE,
];
