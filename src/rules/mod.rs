//! The rules: each a page in `rules/` and a function over a model, in a folder for its topic. Does not run them.
//!
//! A rule asks a model a question and puts the answer into words. It does no parsing, no I/O and no inheritance.

mod limits;
mod lookup;
mod meta;
#[allow(unused_imports)]
mod prelude;
mod rule;
pub mod subjects;
mod topics;

mod compose;
mod container;
mod dockerfile;
mod file;
mod images;
mod kubernetes;
mod schema;
mod secrets;

pub use lookup::{
    ALL, OTHER_SHELL_FAULT, by_name, canonical, find, in_topic, is_shellcheck, named_faults, nearest,
    requirements,
};
pub use meta::{Alias, Category, Meta, Preset};
pub use rule::{Check, FaultCheck, Rule, Topic};
pub use topics::TOPICS;
