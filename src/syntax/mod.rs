//! From text to trees with exact spans. Parsers never fail: they return a tree and the problems they met.
//!
//! Nothing here knows what a key or an instruction means.

pub mod dockerfile;
pub mod dockerignore;
pub mod joined;
mod limits;
mod nearest;
pub mod shell;
pub mod value;
pub mod yaml;

pub(crate) use nearest::{is_only_near, nearest, one_letter_off};

/// How much of an input is looked at. What lies beyond a limit becomes a problem of kind
/// [`Limit`](crate::finding::ProblemKind::Limit) and is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How deep collections of a YAML document may be nested, aliases followed.
    pub depth: u32,
    /// How many nodes a YAML file may have.
    pub nodes: u32,
    /// How many nodes the aliases of a YAML file may stand for, beyond a tenth of its nodes.
    pub aliases: u32,
    /// How deep commands of a shell script may be nested.
    pub shell_depth: u32,
    /// How many tokens a shell script may have.
    pub shell_tokens: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { depth: 128, nodes: 2_000_000, aliases: 100_000, shell_depth: 100, shell_tokens: 200_000 }
    }
}
