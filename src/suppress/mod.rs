//! Directives in comments and annotations: ours, and those that other linters have.
//!
//! Says what each directive covers and which findings that takes away. Knows trees, not models, and no
//! configuration.

mod aliases;
mod annotation;
mod comment;
mod cover;
mod directive;
mod dockerfile;
mod limits;
mod peers;
mod scope;

use crate::suppress::limits::{MAX_FILE_WORDS, MAX_SUGGESTIONS};
use rustc_hash::{FxHashMap, FxHashSet};

pub use comment::parse;
pub use directive::{Directive, Kind};
pub use dockerfile::in_dockerfile;
pub use scope::in_yaml;

use crate::finding::{Finding, Problem, ProblemKind};
use crate::rules;
use crate::source::{Span, shown};
use cover::Cover;

/// A directive and the bytes that it covers.
#[derive(Debug, Clone)]
pub struct Scoped {
    /// The directive.
    pub directive: Directive,
    /// Findings in it are suppressed.
    pub covers: Span,
}

/// A rule's word: the index of its directive, and its own in that.
type Place = (usize, usize);

/// The directives of a file.
#[derive(Debug, Default)]
pub struct Directives {
    /// Those that can be read.
    pub scoped: Vec<Scoped>,
    /// What is wrong with them: malformed ones and unknown names.
    pub problems: Vec<Problem>,
    words: usize,
    by_rule: FxHashMap<&'static str, Cover<Place>>,
    for_all: Cover<Place>,
}

/// Rules that a comment in the file cannot silence: a file that does not parse is not a matter of opinion, and
/// directives do not excuse themselves.
const UNSUPPRESSIBLE: &[&str] = &[
    "dockerfile-syntax",
    "invalid-encoding",
    "malformed-suppression",
    "unknown-rule-in-suppression",
    "unused-suppression",
    "yaml-syntax",
];

impl Directives {
    /// Takes in a directive that was read, or what is wrong with it.
    fn add(
        &mut self,
        directive: Result<Directive, String>,
        at: Span,
        help: &str,
        covers: impl FnOnce(&Directive) -> Option<Span>,
    ) {
        let directive = match directive {
            Ok(directive) => directive,
            Err(reason) => {
                let problem = Problem::new(ProblemKind::MalformedSuppression, at, reason).help(help);
                self.problems.push(problem);
                return;
            }
        };
        let before = self.words;
        self.words += directive.rules.len() + directive.unknown.len() + usize::from(directive.all);
        if self.words > MAX_FILE_WORDS {
            if before <= MAX_FILE_WORDS {
                let message = format!("directives that follow have more than {MAX_FILE_WORDS} names in all");
                self.problems.push(Problem::new(ProblemKind::Limit, at, message));
            }
            return;
        }
        for word in &directive.unknown {
            let suggest = self.problems.len() < MAX_SUGGESTIONS;
            self.problems.push(unknown(&word.value, word.span, suggest));
        }
        if directive.rules.is_empty() && !directive.all {
            return;
        }
        if let Some(covers) = covers(&directive) {
            self.scoped.push(Scoped { directive, covers });
        }
    }

    /// Makes what was taken in ready to be asked.
    fn finish(mut self) -> Directives {
        let mut by_rule: FxHashMap<&'static str, Vec<(Span, Place)>> = FxHashMap::default();
        let mut for_all = Vec::new();
        for (index, scoped) in self.scoped.iter().enumerate() {
            for (at, rule) in scoped.directive.rules.iter().enumerate() {
                by_rule.entry(rule.value).or_default().push((scoped.covers, (index, at)));
            }
            if scoped.directive.all {
                for_all.push((scoped.covers, (index, 0)));
            }
        }
        self.by_rule = by_rule.into_iter().map(|(rule, spans)| (rule, Cover::new(spans))).collect();
        self.for_all = Cover::new(for_all);
        self
    }

    /// The directive that suppresses a finding, as an index with the rule's place in it.
    pub fn suppressing(&self, finding: &Finding) -> Option<(usize, usize)> {
        let is_here = self.scoped.first().is_some_and(|scoped| scoped.covers.source == finding.at.source);
        if !is_here || UNSUPPRESSIBLE.contains(&finding.rule.as_str()) {
            return None;
        }
        let named = self.by_rule.get(finding.rule.as_str()).and_then(|cover| cover.at(finding.at.start));
        named.or_else(|| self.for_all.at(finding.at.start))
    }

    /// The problems about our own directives that suppressed nothing. `used` holds what [`Self::suppressing`] gave;
    /// rules for which `runs` is false are left out, since they could not have found anything.
    pub fn unused(&self, used: &[(usize, usize)], runs: impl Fn(&str) -> bool) -> Vec<Problem> {
        // A peer's identifier may stand for several rules: one that is used uses the word.
        let word = |(index, at): &(usize, usize)| {
            let rule = self.scoped.get(*index)?.directive.rules.get(*at)?;
            Some((*index, rule.span))
        };
        let mut done: FxHashSet<(usize, Span)> = used.iter().filter_map(word).collect();
        let mut out = Vec::new();
        for (index, scoped) in self.scoped.iter().enumerate() {
            if scoped.directive.by != "plimsoll" {
                continue;
            }
            for rule in &scoped.directive.rules {
                if runs(rule.value) && done.insert((index, rule.span)) {
                    let message = format!("nothing here is a `{}`", rule.value);
                    let problem = Problem::new(ProblemKind::UnusedSuppression, rule.span, message)
                        .help("remove the directive");
                    out.push(problem);
                }
            }
        }
        out
    }
}

fn unknown(word: &str, at: Span, suggest: bool) -> Problem {
    let message = format!("there is no rule `{}`", shown(word));
    let problem = Problem::new(ProblemKind::UnknownRuleInSuppression, at, message);
    match suggest.then(|| rules::nearest(word)).flatten() {
        Some(name) => problem.help(format!("write `{name}`")),
        None => problem.help("`plimsoll rules` lists the rules"),
    }
}
