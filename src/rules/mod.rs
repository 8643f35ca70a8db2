//! The rules: each a page in `rules/` and a function over a model. This module knows how a rule is made and which
//! there are; it does not run them.
//!
//! A rule asks a model a question and puts the answer into words. It does no parsing, no I/O and no inheritance.

mod meta;
#[allow(unused_imports)]
mod prelude;

use std::sync::LazyLock;

pub use meta::{Alias, Category, Meta, Preset};

use crate::finding::{Findings, Problem};
use crate::model;
use crate::source::Source;
use crate::syntax::shell::Fault;
use crate::workload::{Container, ImageUse, Mount, Workload};

/// Declares the rules of a family: one module each, whose names stand in order.
macro_rules! family {
    ($($rule:ident),* $(,)?) => {
        $(mod $rule;)*

        /// The rules of this family, by name.
        pub static RULES: &[&crate::rules::Rule] = &[$(&$rule::RULE),*];
    };
}
mod build;
mod command;
mod dockerfile;
mod download;
mod host;
mod image;
mod layout;
mod metadata;
mod packages;
mod privilege;
mod runtime;
mod script;
mod secrets;
mod shape;
mod shell;
mod suppression;
mod users;
mod variables;
mod windows;

/// The families, by name.
static FAMILIES: &[&[&Rule]] = &[
    build::RULES,
    command::RULES,
    dockerfile::RULES,
    download::RULES,
    host::RULES,
    image::RULES,
    layout::RULES,
    metadata::RULES,
    packages::RULES,
    privilege::RULES,
    runtime::RULES,
    script::RULES,
    secrets::RULES,
    shape::RULES,
    shell::RULES,
    suppression::RULES,
    users::RULES,
    variables::RULES,
    windows::RULES,
];

/// All rules, by name.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static Rule> = FAMILIES.iter().copied().flatten().copied().collect();
    all.sort_by_key(|rule| rule.meta.name);
    all
});

/// The rule of a name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    let index = ALL.binary_search_by_key(&name, |rule| rule.meta.name).ok()?;
    ALL.get(index).copied()
}

/// The rules that a word names: one by its name, or all that a peer's identifier stands for. `hadolint/DL3002` and
/// `DL3002` mean the same; case does not matter for identifiers. Empty when there is none.
pub fn find(word: &str) -> Vec<&'static Rule> {
    if let Some(rule) = by_name(word) {
        return vec![rule];
    }
    let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
    let is_shellcheck = is_shellcheck(tool, id);
    let tool = if is_shellcheck { Some("shellcheck") } else { tool };
    let named = |alias: Alias| {
        alias.id.eq_ignore_ascii_case(id) && tool.is_none_or(|tool| alias.tool.eq_ignore_ascii_case(tool))
    };
    let found: Vec<&Rule> = ALL.iter().filter(|rule| rule.meta.aliases().any(named)).copied().collect();
    // ShellCheck has hundreds of numbers; the ones without a rule of their own share one.
    if found.is_empty() && is_shellcheck { by_name(OTHER_SHELL_FAULT).into_iter().collect() } else { found }
}

/// The rule of ShellCheck's numbers that have none of their own.
pub const OTHER_SHELL_FAULT: &str = "other-shell-fault";

/// Whether an identifier, of a tool if one is named, is a number of ShellCheck: `SC2086`. hadolint and tally pass them
/// on as they are.
pub fn is_shellcheck(tool: Option<&str>, id: &str) -> bool {
    let number = id.strip_prefix("SC").or_else(|| id.strip_prefix("sc")).unwrap_or("");
    let passes_on =
        |tool: &str| ["shellcheck", "hadolint", "tally"].iter().any(|known| known.eq_ignore_ascii_case(tool));
    tool.is_none_or(passes_on) && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The rule whose name is nearest to a word, if one is near.
pub fn nearest(word: &str) -> Option<&'static str> {
    let distance = |name: &str| strsim::damerau_levenshtein(name, word);
    let names = ALL.iter().map(|rule| rule.meta.name);
    if word.len() > 80 {
        return None;
    }
    names
        .map(|name| (distance(name), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len() / 3)
        .map(|(_, name)| name)
}

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
    /// The text of a file of any format, comments included.
    Text(fn(&Source, &mut Findings<'_>)),
    /// A whole Dockerfile.
    Dockerfile(fn(&model::dockerfile::Dockerfile<'_>, &mut Findings<'_>)),
    /// A stage of a Dockerfile.
    Stage(fn(&model::dockerfile::Stage<'_>, &model::dockerfile::Dockerfile<'_>, &mut Findings<'_>)),
    /// An instruction, also one before the first stage or behind `ONBUILD`.
    Instruction(fn(&model::dockerfile::Step<'_>, &model::dockerfile::Dockerfile<'_>, &mut Findings<'_>)),
    /// A fault in the shell text of a RUN.
    Fault(FaultCheck),
    /// A whole Compose file.
    ComposeFile(fn(&model::compose::File<'_>, &mut Findings<'_>)),
    /// Whatever is deployed together.
    Workload(fn(&Workload<'_>, &mut Findings<'_>)),
    /// A container, image or service.
    Container(fn(&Container<'_>, &mut Findings<'_>)),
    /// A place that names an image.
    Image(fn(&ImageUse, &mut Findings<'_>)),
    /// Something mounted from outside.
    Mount(fn(&Mount, &Workload<'_>, &mut Findings<'_>)),
}

/// Numbers of ShellCheck that say nothing about a RUN: scripts that a text reads cannot be followed, and the text of a
/// RUN has no first line to name its shell.
const NOT_ABOUT_RUN: &[u16] = &[1090, 1091, 2148, 2239, 1008, 1071, 1113, 1114, 1115, 1128, 2096, 2187];

/// The numbers of ShellCheck that a rule names or that say nothing about a RUN, in order; all others are for
/// `other-shell-fault`.
pub fn named_faults() -> Vec<u16> {
    let aliases = ALL.iter().flat_map(|rule| rule.meta.aliases()).filter(|alias| alias.tool == "shellcheck");
    let mut named: Vec<u16> = aliases.filter_map(|alias| alias.id.strip_prefix("SC")?.parse().ok()).collect();
    named.extend(NOT_ABOUT_RUN);
    named.sort_unstable();
    named
}

/// A question to the analyser of shell texts. Analysing costs more than all other questions about a step, so that the
/// rule first says whether there is anything to ask.
#[derive(Clone, Copy)]
pub struct FaultCheck {
    /// ShellCheck's numbers; none for all that no rule names.
    pub codes: &'static [u16],
    /// Whether a step may have such a fault, as far as its commands tell. Steps that could not be read are always asked
    /// about.
    pub may_have: fn(&model::dockerfile::Step<'_>, &model::dockerfile::Dockerfile<'_>) -> bool,
    /// What to say about one.
    pub run: fn(&Fault, &model::dockerfile::Step<'_>, &model::dockerfile::Dockerfile<'_>, &mut Findings<'_>),
}

/// A page without its front matter.
pub fn body(page: &str) -> &str {
    let rest = page.strip_prefix("---\n").unwrap_or(page);
    rest.split_once("\n---\n").map_or(rest, |(_, body)| body.trim_start_matches('\n'))
}
