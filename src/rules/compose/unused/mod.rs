//! What is declared and used by no service.

// The rest is made from the files of this folder: scripts/update.sh

pub mod unused_config;
pub mod unused_network;
pub mod unused_secret;
pub mod unused_volume;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &unused_config::RULE,
    &unused_network::RULE,
    &unused_secret::RULE,
    &unused_volume::RULE,
];
