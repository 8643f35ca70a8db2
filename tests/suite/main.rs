//! Tests of the whole: conformance, corpora, laws. Each module is one subject.

mod compose_corpus;
mod dockerfile_oracle;
mod yaml_corpus;
mod yaml_fix;
mod yaml_suite;
