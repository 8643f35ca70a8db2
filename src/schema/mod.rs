//! Schemas: tables of types and constraints, and the one walker that holds a tree of spans against them.
//!
//! Knows no format: Compose, Kubernetes and the configuration file bring a table each, and a [`Node`] for their trees.
//! Judges structure only; what a setting is good for is for rules. docs/architecture.md explains the form of tables.

mod check;
mod format;
mod judge;
mod lists;
mod node;
mod path;
mod relate;
mod select;
mod table;
mod text;
mod value;
mod violation;
mod walk;
mod way;
mod yaml;

pub use check::{Check, Compare, Condition, Constraint, Identity, Is, Union};
pub use format::Format;
pub use node::{Entry, Key, Kind, Node};
pub use path::{From, Path, Reference, Segment};
pub use table::{Bounds, Field, KeyPattern, Literal, Schema, Shape, Type, TypeId};
pub use violation::{Fault, Report, Violation};
pub use yaml::{Reading, Yaml};
