//! plimsoll lints Dockerfiles, Compose files and Kubernetes manifests.
//!
//! ```text
//!  paths ──discover──▶ Source ──syntax──▶ Tree ──model──▶ Document ──project──▶ Project
//!                                                                                 │ workload
//!  terminal, json, sarif … ◀──emit── Report ◀──engine── Finding ◀──rules── Workloads
//!                                       └──fix──▶ edits
//! ```
//!
//! Parsers and models never fail: what they cannot read becomes a problem, and a problem becomes a finding. Rules ask
//! models questions; they parse nothing and do no I/O. `docs/architecture.md` has the whole picture.

#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
pub mod discover;
pub mod emit;
pub mod engine;
pub mod facts;
pub mod finding;
pub mod fix;
pub mod model;
pub mod project;
pub mod rules;
pub mod schema;
pub mod settings;
pub mod source;
pub mod suppress;
pub mod syntax;
pub mod workload;
