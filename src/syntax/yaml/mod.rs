//! YAML 1.2 as a tree that keeps spans, comments, anchors, aliases, tags, styles and duplicate keys.
//!
//! Does not decide what a plain scalar means: [`Scalar`] gives the readings of YAML 1.1 and 1.2, and the format's
//! model asks for the one that its consumer uses.

mod build;
mod copied;
mod duplicates;
mod fault;
mod lenient;
mod place;
mod resolve;
mod template;
mod tree;

pub use build::parse;
pub use lenient::parse_leniently;
pub use resolve::{Plain, bool_word};
pub use template::looks_templated;
pub use tree::{
    Anchor, Comment, Document, Entry, Kind, Mapping, Node, NodeId, Pair, Scalar, ScalarStyle, Sequence, Tag,
    Tree, Value, Via,
};
