//! The rules: each a page in `rules/` and a function over a model. This module knows how a rule is made and which
//! there are; it does not run them.
//!
//! A rule asks a model a question and puts the answer into words. It does no parsing, no I/O and no inheritance.

mod meta;

pub use meta::{Category, Meta, Preset};

use crate::finding::{Findings, Problem};
use crate::model::{compose, dockerfile};
use crate::syntax::shell;
use crate::workload::{Container, ImageUse, Mount, Workload};

/// A rule: a document and functions.
pub struct Rule {
    /// The whole page, `rules/<name>.md`.
    pub page: &'static str,
    /// What its front matter says.
    pub meta: Meta,
    /// What it looks at.
    pub checks: &'static [Check],
}

impl Rule {
    /// A rule of its page and its functions. A wrong value in the page's front matter does not compile.
    pub const fn new(page: &'static str, checks: &'static [Check]) -> Rule {
        Rule { page, meta: meta::parse(page), checks }
    }
}

/// A function of a rule, by what it looks at. The engine walks each subject once and calls the functions for it.
#[derive(Clone, Copy)]
pub enum Check {
    /// What parsers, models and the engine noticed; each function picks its kind.
    Problem(fn(&Problem, &mut Findings<'_>)),
    /// A whole Dockerfile.
    Dockerfile(fn(&dockerfile::Dockerfile<'_>, &mut Findings<'_>)),
    /// A stage of a Dockerfile.
    Stage(fn(&dockerfile::Stage<'_>, &mut Findings<'_>)),
    /// An instruction, also one behind `ONBUILD`.
    Instruction(fn(&dockerfile::Step<'_>, &mut Findings<'_>)),
    /// A command of a RUN.
    Command(fn(&shell::Command<'_>, &dockerfile::Step<'_>, &mut Findings<'_>)),
    /// A whole Compose file.
    ComposeFile(fn(&compose::File<'_>, &mut Findings<'_>)),
    /// Whatever is deployed together.
    Workload(fn(&Workload<'_>, &mut Findings<'_>)),
    /// A container, image or service.
    Container(fn(&Container<'_>, &mut Findings<'_>)),
    /// A place that names an image.
    Image(fn(&ImageUse, &mut Findings<'_>)),
    /// Something mounted from outside.
    Mount(fn(&Mount, &Workload<'_>, &mut Findings<'_>)),
}
