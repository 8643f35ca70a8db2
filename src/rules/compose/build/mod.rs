//! How a service is built.

// The rest is made from the files of this folder: scripts/update.sh

pub mod build_on_host_network;
pub mod insecure_build_entitlement;
pub mod privileged_build;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &build_on_host_network::RULE,
    &insecure_build_entitlement::RULE,
    &privileged_build::RULE,
];
