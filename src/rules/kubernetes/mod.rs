//! Kubernetes.

// The rest is made from the files of this folder: scripts/update.sh

pub mod api;
pub mod effect;
pub mod pod_security;
