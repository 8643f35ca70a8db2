//! What a rule is: a page and functions by subject, in a topic. Does not know which rules there are.

use super::meta::{self, Meta};
use super::subjects::subjects;
use crate::finding::{Findings, Problem};
use crate::model;
use crate::syntax::shell::Fault;

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
    /// A rule of its page and its functions. A page of another name, or with a wrong value in its front matter, does
    /// not compile.
    pub const fn new(name: &str, page: &'static str, checks: &'static [Check]) -> Rule {
        let meta = meta::parse(page);
        assert!(meta::equal(meta.name.as_bytes(), name.as_bytes()), "a page has the name of its rule");
        Rule { page, meta, checks }
    }

    /// The page without its front matter.
    pub fn body(&self) -> &'static str {
        let rest = self.page.strip_prefix("---\n").unwrap_or(self.page);
        rest.split_once("\n---\n").map_or(rest, |(_, body)| body.trim_start_matches('\n'))
    }
}

/// A room for rules: a folder of `src/rules`, a heading of `docs/rules.md` and a selector on the command line.
pub struct Topic {
    /// Its path, such as `dockerfile/packages`.
    pub name: &'static str,
    /// What its rules are about, as a sentence.
    pub about: &'static str,
    /// Its rules, by name.
    pub rules: &'static [&'static Rule],
}

/// Declares the rule of a file: its name, which is the name of its page, and its functions by subject.
macro_rules! rule {
    ($name:literal, $($subject:ident($check:expr)),+ $(,)?) => {
        pub static RULE: $crate::rules::Rule = $crate::rules::Rule::new(
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/", $name, ".md")),
            &[$($crate::rules::Check::$subject($check)),+],
        );
    };
}
pub(crate) use rule;

/// Declares the kinds of checks from the table of subjects.
macro_rules! checks {
    ($($(#[$about:meta])* $subject:ident($($argument:ty),* $(,)?) by $walk:ident;)*) => {
        /// A function of a rule, by what it looks at. The engine walks each subject once and calls the functions for
        /// it.
        #[derive(Clone, Copy)]
        pub enum Check {
            /// What parsers, models and the engine noticed; each function picks its kind.
            Problem(fn(&Problem, &mut Findings<'_>)),
            /// A fault in the shell text of a RUN.
            Fault(FaultCheck),
            $($(#[$about])* $subject(fn($($argument,)* &mut Findings<'_>)),)*
        }
    };
}
subjects!(checks);

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
