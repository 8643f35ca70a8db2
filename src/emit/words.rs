//! The words that the reports for people share: headlines, markers of fixes, lists of further places.

use super::excerpt::{Place, clip};
use super::group::{Block, Missing, names};
use super::{Shared, counted};
use crate::emit::limits::{MAX_FILES, MAX_MESSAGE};
use crate::finding::{Finding, Safety};
use crate::source::{Shown, SourceId};

/// The note below a report of very many findings.
pub(super) const COMPACT_NOTE: &str = "note: there are many findings, so this is the short view; `--output-format concise` has one line for each";

/// A finding's message, safe to print.
pub(super) fn message(finding: &Finding) -> String {
    clip(&finding.message, MAX_MESSAGE)
}

/// A finding's help, safe to print.
pub(super) fn help(finding: &Finding) -> Option<String> {
    finding.help.as_deref().map(|help| clip(help, MAX_MESSAGE))
}

/// The template that a finding comes from, safe to print.
pub(super) fn template(shared: &Shared<'_>, finding: &Finding) -> Option<String> {
    shared.report.template(finding).map(|path| clip(path, MAX_MESSAGE))
}

/// What a table says about a finding: what to do, else what is wrong.
pub(super) fn advice(finding: &Finding) -> String {
    help(finding).unwrap_or_else(|| message(finding))
}

/// How a fix is marked; empty when there is none.
pub(super) fn marker(finding: &Finding) -> &'static str {
    match finding.fix.as_ref().map(|fix| fix.safety) {
        Some(Safety::Safe) => "[*]",
        Some(Safety::Unsafe) => "[!]",
        None => "",
    }
}

/// The rule and the message at the head of a block.
pub(super) fn headline<'r>(block: &Block<'r>) -> (Option<&'r str>, String) {
    match block {
        Block::Rule(findings) => findings
            .first()
            .map_or((None, String::new()), |finding| (Some(finding.rule.as_str()), message(finding))),
        Block::Missing(missing) => (None, missing_headline(missing)),
    }
}

fn missing_headline(missing: &Missing<'_>) -> String {
    let names = clip(&names(&missing.subjects), MAX_MESSAGE);
    let settings = missing.rows.len();
    match (missing.subjects.len(), settings) {
        (1, _) => format!("{names} lacks {}", counted(settings, "setting")),
        (_, 1) => format!("{names} lack the same setting"),
        (_, _) => format!("{names} lack the same {}", counted(settings, "setting")),
    }
}

/// How many things of a block get a place in its excerpt.
pub(super) const DRAWN_SUBJECTS: usize = 3;

/// The places of a block in its first file and in others, each with its file; the places of one file follow each
/// other.
pub(super) fn places<'b>(block: &'b Block<'_>) -> Vec<(SourceId, Vec<Place<'b>>)> {
    match block {
        Block::Rule(findings) => findings.first().map_or(Vec::new(), |finding| finding_places(finding)),
        Block::Missing(missing) => {
            let places: Vec<Place<'b>> = missing
                .subjects
                .iter()
                .take(DRAWN_SUBJECTS)
                .map(|subject| Place { span: subject.anchor, text: "", primary: true })
                .collect();
            places.first().map(|place| place.span.source).map(|source| (source, places)).into_iter().collect()
        }
    }
}

fn finding_places(finding: &Finding) -> Vec<(SourceId, Vec<Place<'_>>)> {
    let mut files = vec![(finding.at.source, vec![Place { span: finding.at, text: "", primary: true }])];
    for label in &finding.labels {
        let place = Place { span: label.span, text: &label.text, primary: false };
        let has_room = files.len() < MAX_FILES;
        match files.iter_mut().find(|(source, _)| *source == label.span.source) {
            Some((_, places)) => places.push(place),
            None if has_room => files.push((label.span.source, vec![place])),
            None => {}
        }
    }
    files
}

/// The further places of a block as text: the other findings of a rule, the other things that lack the same.
pub(super) fn also(shared: &Shared<'_>, block: &Block<'_>) -> Option<String> {
    let position = |source: SourceId, offset: u32| {
        let position = shared.report.sources.get(source).map(|source| source.position(offset));
        position.map_or(String::new(), |position| format!("{}:{}", position.line, position.char))
    };
    match block {
        Block::Rule(findings) => {
            let rest = findings.iter().skip(1).map(|finding| position(finding.at.source, finding.at.start));
            let rest: Vec<String> = rest.collect();
            (!rest.is_empty()).then(|| format!("also at {}", rest.join(" ")))
        }
        Block::Missing(missing) => {
            let rest = missing.subjects.iter().skip(DRAWN_SUBJECTS).map(|subject| {
                format!(
                    "{} ({})",
                    clip(&subject.to_string(), 100),
                    position(subject.anchor.source, subject.anchor.start)
                )
            });
            let rest: Vec<String> = rest.collect();
            (!rest.is_empty()).then(|| format!("also {}", rest.join(", ")))
        }
    }
}

/// `path:line:column` of a finding.
pub(super) fn location(shared: &Shared<'_>, finding: &Finding) -> String {
    match shared.report.sources.get(finding.at.source) {
        Some(source) => {
            let position = source.position(finding.at.start);
            format!("{}:{}:{}", Shown::path(&source.path), position.line, position.char)
        }
        None => "?:1:1".to_string(),
    }
}
