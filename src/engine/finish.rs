//! Turns problems into findings, applies directives, sorts, merges and bounds what one file has. Runs no rule over
//! models.

use crate::engine::limits::{MAX_BLANKETS, MAX_FINDINGS};
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::api::Given;
use super::merge::order_and_merge;
use super::report::{Notice, NoticeKind, Suppressed};
use super::sieve::{Sieve, Sifted};
use super::task::File;
use crate::discover::Skip;
use crate::finding::{Finding, Problem, ProblemKind};
use crate::model::Format;
use crate::model::kube::Rendered;
use crate::source::{Encoding, Source, Span};
use crate::suppress::{Directives, Kind, Scoped};

/// What parsing, models and rules made of a file.
pub(super) struct Linted<'f> {
    pub(super) format: Format,
    pub(super) found: Sieve<'f>,
    pub(super) problems: Vec<Problem>,
    pub(super) directives: &'f Directives,
    pub(super) notices: Vec<Notice>,
}

/// What a file has after levels, directives and limits.
pub(super) struct Finished {
    /// Its findings, in order.
    pub(super) findings: Vec<Finding>,
    /// What its directives suppressed, in order.
    pub(super) suppressed: Vec<Suppressed>,
    /// What else there is to know about it.
    pub(super) notices: Vec<Notice>,
    /// The findings whose first place lies in another file; its own directives have no say in them.
    pub(super) elsewhere: Vec<Finding>,
    /// The places of secrets, of findings that are not shown, too.
    pub(super) marked: Vec<Span>,
}

impl Finished {
    /// Says of each finding from which template its document was rendered.
    pub(super) fn name_templates(&mut self, rendered: &Rendered) {
        let suppressed = self.suppressed.iter_mut().map(|item| &mut item.finding);
        for finding in self.findings.iter_mut().chain(suppressed) {
            finding.template = rendered.at(finding.at.start);
        }
    }
}

/// Puts the findings of one file in order.
pub(super) fn finish(file: &File<'_>, linted: Linted<'_>) -> Finished {
    let Linted { format, mut found, mut problems, directives, mut notices } = linted;
    problems.extend(encoding_problem(file.source, format));
    if matches!(file.source.encoding, Encoding::Utf16Le | Encoding::Utf16Be) && format != Format::Dockerfile {
        let text = "it was read as UTF-16, and is not fixed".to_owned();
        notices.push(file.notice(NoticeKind::Note, None, text));
    }
    let mut is_broken = false;
    let mut report = |problem: &Problem, found: &mut Sieve<'_>| {
        if problem.kind == ProblemKind::Limit {
            let line = Some(file.source.line(problem.at.start));
            let flag = problem.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
            notices.push(file.notice(NoticeKind::NotChecked, line, format!("{}{flag}", problem.message)));
        } else {
            let before = found.count();
            file.plan.report(problem, found);
            if found.count() == before && hides(problem.kind) && !is_broken {
                // The rest of the file is not known to be fine because nobody asked for this rule.
                is_broken = true;
                let line = Some(file.source.line(problem.at.start));
                let kind = match file.given {
                    Given::Named => NoticeKind::NotChecked,
                    Given::Offered | Given::Found => NoticeKind::Skipped(Skip::Broken),
                };
                let text = format!("{}, and the rule about that does not run", problem.message);
                notices.push(file.notice(kind, line, text));
            }
        }
    };
    let has_directives = file.run.options.suppressions;
    if has_directives {
        problems.extend(directives.problems.iter().cloned());
    }
    for problem in problems {
        report(&problem, &mut found);
    }
    if has_directives {
        for problem in directives.unused(found.used(), |rule| file.runs(rule)) {
            report(&problem, &mut found);
        }
    }
    let Sifted { mut findings, excess, beyond, suppressed, elsewhere, marked } = found.finish();
    drop_yielding(file, &mut findings, &suppressed);
    if has_directives {
        notices.extend(blankets(file, directives, &suppressed));
    }
    let (findings, mut left_out) = cap(order_and_merge(findings, &excess, file.source));
    for (rule, count) in beyond {
        *left_out.entry(rule.as_str()).or_default() += count;
    }
    notices.extend(left_out.into_iter().map(|(rule, count)| {
        file.notice(NoticeKind::Note, None, format!("{count} more findings of {rule} are not shown"))
    }));
    Finished { findings, suppressed, notices, elsewhere, marked }
}

/// Takes away the findings of rules that yield to others which have one at the same place, suppressed or not.
fn drop_yielding(file: &File<'_>, findings: &mut Vec<Finding>, suppressed: &[Suppressed]) {
    if findings.iter().all(|finding| file.plan.yields(finding.rule).is_empty()) {
        return;
    }
    let all = findings.iter().chain(suppressed.iter().map(|item| &item.finding));
    let told: FxHashSet<(&str, Span)> = all.map(|finding| (finding.rule.as_str(), finding.at)).collect();
    findings.retain(|finding| {
        !file.plan.yields(finding.rule).iter().any(|other| told.contains(&(*other, finding.at)))
    });
}

/// Whether a problem keeps a part of the file from being checked.
fn hides(kind: ProblemKind) -> bool {
    matches!(kind, ProblemKind::YamlSyntax | ProblemKind::DockerfileSyntax)
}

/// What is said about comments and annotations that switch off every rule for more than a line, so that none does so in
/// silence.
fn blankets(file: &File<'_>, directives: &Directives, suppressed: &[Suppressed]) -> Vec<Notice> {
    let mut counts = FxHashMap::<usize, usize>::default();
    suppressed.iter().for_each(|item| *counts.entry(item.directive).or_default() += 1);
    let source = file.source;
    let notice = |(index, scoped): (usize, &Scoped)| {
        let (directive, covers) = (&scoped.directive, scoped.covers);
        let count = counts.get(&index).copied().unwrap_or(0);
        let is_long = source.line(covers.start) < source.line(covers.end.saturating_sub(1));
        let is_wide = matches!(directive.kind, Kind::File | Kind::Head | Kind::First | Kind::Resource);
        if !directive.all || !(is_wide || covers == source.whole() || (is_long && count > 0)) {
            return None;
        }
        let what = if source.slice(directive.span).starts_with('#') { "comment" } else { "annotation" };
        let findings = if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
        let text = format!("this {what} for {} switches off every rule: {findings} suppressed", directive.by);
        Some(file.notice(NoticeKind::Note, Some(source.line(directive.span.start)), text))
    };
    directives.scoped.iter().enumerate().filter_map(notice).take(MAX_BLANKETS).collect()
}

/// The first findings of each rule, and how many of which rules were left out.
fn cap(findings: Vec<Finding>) -> (Vec<Finding>, BTreeMap<&'static str, usize>) {
    let mut left_out = BTreeMap::new();
    if findings.len() <= MAX_FINDINGS {
        return (findings, left_out);
    }
    let mut counts = FxHashMap::<&str, usize>::default();
    let mut kept = findings;
    kept.retain(|finding| {
        let count = counts.entry(finding.rule.as_str()).or_default();
        *count += 1;
        if *count > MAX_FINDINGS {
            *left_out.entry(finding.rule.as_str()).or_default() += 1;
        }
        *count <= MAX_FINDINGS
    });
    (kept, left_out)
}

/// What is wrong with how a file is encoded, for readers that want UTF-8.
fn encoding_problem(source: &Source, format: Format) -> Option<Problem> {
    let start = Span::new(source.id, 0, source.text.chars().next().map_or(0, char::len_utf8) as u32);
    let problem = |at, message: &str| Some(Problem::new(ProblemKind::Encoding, at, message));
    if let Some(at) = source.text.find('\0').filter(|_| format == Format::Dockerfile) {
        // YAML forbids it, which its reader says.
        let help = |problem: Problem| problem.help("remove the byte, or save the file as text");
        return problem(Span::at(source.id, at..at + 1), "there is a NUL byte here").map(help);
    }
    match source.encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => None,
        Encoding::Utf16Le | Encoding::Utf16Be if format == Format::Dockerfile => {
            problem(start, "the file is UTF-16, which BuildKit cannot read")
                .map(|problem| problem.help("save the file as UTF-8"))
        }
        Encoding::Utf16Le | Encoding::Utf16Be => None,
        Encoding::Lossy => {
            let at = source.text.find('\u{fffd}').unwrap_or(0);
            let at = Span::at(source.id, at..at + '\u{fffd}'.len_utf8());
            problem(at, "a byte here is not UTF-8").map(|problem| problem.help("save the file as UTF-8"))
        }
    }
}
