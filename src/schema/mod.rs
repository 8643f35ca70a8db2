//! Schemas: tables of types and constraints, and the one walker that holds a tree of spans against them.
//!
//! Knows no format: Compose, Kubernetes and the configuration file bring a table each, and a [`Node`] for their trees.
//! Judges structure only; what a setting is good for is for rules. docs/architecture.md explains the form of tables.

mod belongs;
mod check;
mod format;
mod judge;
mod limits;
mod lists;
mod literal;
mod node;
mod path;
mod relate;
mod select;
mod state;
mod table;
mod text;
mod types;
mod value;
mod violation;
mod walk;
mod way;
mod yaml;

pub use check::{Check, Compare, Condition, Constraint, Identity, Is, Union};
pub use format::Format;
pub use literal::{Bounds, Literal};
pub use node::{Entry, Key, Kind, Node};
pub use path::{From, Path, Reference, Segment};
pub use table::Schema;
pub use types::{Field, KeyPattern, Shape, Type, TypeId};
pub(crate) use value::is_like;
pub use violation::{Fault, Report, Violation};
pub use yaml::{Reading, Yaml};
