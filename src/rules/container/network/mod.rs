//! Where a container is reached, and whom it reaches.

// The rest is made from the files of this folder: scripts/update.sh

pub mod container_port_only;
pub mod default_bridge;
pub mod foreign_namespace;
pub mod published_on_all_interfaces;
pub mod sensitive_port_published;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &container_port_only::RULE,
    &default_bridge::RULE,
    &foreign_namespace::RULE,
    &published_on_all_interfaces::RULE,
    &sensitive_port_published::RULE,
];
