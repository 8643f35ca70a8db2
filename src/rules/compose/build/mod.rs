//! How a service is built.

// The rest is made from the files of this folder: scripts/update.sh

pub mod build_on_host_network;
pub mod insecure_build_entitlement;
pub mod missing_dockerfile;
pub mod privileged_build;
pub mod undefined_build_target;
pub mod unexposed_port;
pub mod unknown_build_argument;
pub mod unpinned_build_context;
pub mod unprovided_build_secret;

/// The rules of this topic, by name.
#[rustfmt::skip]
pub static RULES: &[&crate::rules::Rule] = &[
    &build_on_host_network::RULE,
    &insecure_build_entitlement::RULE,
    &missing_dockerfile::RULE,
    &privileged_build::RULE,
    &undefined_build_target::RULE,
    &unexposed_port::RULE,
    &unknown_build_argument::RULE,
    &unpinned_build_context::RULE,
    &unprovided_build_secret::RULE,
];
