//! Tests of the whole: the binary, conformance, corpora, laws. Each module is one subject.

#[path = "../support/mod.rs"]
mod support;

mod cli;
mod compose_corpus;
mod compose_loader;
mod compose_project;
mod config;
mod conformance;
mod corpus;
mod custom_resources;
mod damage;
mod dockerfile_oracle;
mod fix;
mod fix_corpus;
mod ignored;
mod kubernetes_validate;
mod laws;
mod leaks;
mod menagerie;
mod merged_rules;
mod mutants;
mod pod_security;
mod refused;
mod robustness;
mod schema;
mod shell_analysis;
mod silence;
mod suppress;
mod yaml_corpus;
mod yaml_fix;
mod yaml_suite;
