//! Which findings are drawn together: what one thing lacks, things that lack the same, and a rule that speaks often
//! in one file. Every finding is in exactly one block. Does not draw.

use std::collections::BTreeMap;

use crate::engine::Report;
use crate::finding::{Finding, Safety, Severity, Subject, SubjectName, list_of};
use crate::source::{SourceId, shown};

/// From how many findings of one rule in one file on only the first is drawn in full.
const REPEATED: usize = 3;

/// Findings that are drawn together.
#[derive(Debug)]
pub(super) enum Block<'r> {
    /// Findings of one rule in one file, in order; the first is drawn in full.
    Rule(Vec<&'r Finding>),
    /// What some things lack.
    Missing(Missing<'r>),
}

/// Things that lack the same.
#[derive(Debug)]
pub(super) struct Missing<'r> {
    /// The things, in order.
    pub subjects: Vec<&'r Subject>,
    /// One finding for each thing that is missing, about the first subject.
    pub rows: Vec<&'r Finding>,
    /// How many findings the block stands for.
    pub count: usize,
}

impl Block<'_> {
    /// The highest severity in the block.
    pub fn severity(&self) -> Severity {
        let findings = match self {
            Block::Rule(findings) => findings,
            Block::Missing(missing) => &missing.rows,
        };
        findings.iter().map(|finding| finding.severity).max().unwrap_or(Severity::Info)
    }
}

/// The blocks of a file.
#[derive(Debug)]
pub(super) struct FileBlocks<'r> {
    /// The file.
    pub source: SourceId,
    /// The template that its documents were rendered from.
    pub template: Option<&'r str>,
    /// What is written and wrong, by place, then what is missing.
    pub blocks: Vec<Block<'r>>,
}

/// Groups the findings of a report, file by file in its order, and template by template in what was rendered.
pub(super) fn group(report: &Report) -> Vec<FileBlocks<'_>> {
    let is_same =
        |a: &Finding, b: &Finding| a.at.source == b.at.source && report.template(a) == report.template(b);
    let files = report.findings.chunk_by(is_same);
    files
        .filter_map(|findings| {
            let first = findings.first()?;
            let (source, template) = (first.at.source, report.template(first));
            let (absent, present): (Vec<_>, Vec<_>) =
                findings.iter().partition(|finding| belongs_to_table(finding));
            let mut singles: Vec<&Finding> = present;
            let missing = missing(absent, &mut singles);
            singles.sort_by_key(|finding| finding.at);
            let mut blocks = repeated(singles);
            blocks.extend(missing.into_iter().map(Block::Missing));
            Some(FileBlocks { source, template, blocks })
        })
        .collect()
}

/// Whether a finding can be a row of a table: it needs no places of its own.
fn belongs_to_table(finding: &Finding) -> bool {
    finding.absent && finding.subject.is_some() && finding.labels.is_empty()
}

/// What two subjects must agree on, row by row, to be drawn together.
type Row<'r> = (&'r str, Severity, Option<&'r str>, Option<Safety>);

/// Puts together what each subject lacks, then the subjects that lack the same. A finding that stays alone is drawn
/// like any other.
fn missing<'r>(findings: Vec<&'r Finding>, singles: &mut Vec<&'r Finding>) -> Vec<Missing<'r>> {
    let mut subjects: Vec<(&'r Subject, Vec<&'r Finding>)> = Vec::new();
    let mut by_path: BTreeMap<(&'r str, u32), usize> = BTreeMap::new();
    for finding in findings {
        let Some(subject) = finding.subject.as_deref() else { continue };
        let index = *by_path.entry((&subject.path, subject.anchor.start)).or_insert(subjects.len());
        match subjects.get_mut(index) {
            Some((_, rows)) => rows.push(finding),
            None => subjects.push((subject, vec![finding])),
        }
    }
    let mut blocks: Vec<Missing<'r>> = Vec::new();
    let mut by_rows: BTreeMap<Vec<Row<'r>>, usize> = BTreeMap::new();
    for (subject, rows) in subjects {
        let key = rows.iter().map(|finding| {
            let safety = finding.fix.as_ref().map(|fix| fix.safety);
            (finding.rule.as_str(), finding.severity, finding.help.as_deref(), safety)
        });
        let index = *by_rows.entry(key.collect()).or_insert(blocks.len());
        match blocks.get_mut(index) {
            Some(block) => {
                block.subjects.push(subject);
                block.count += rows.len();
            }
            None => blocks.push(Missing { subjects: vec![subject], count: rows.len(), rows }),
        }
    }
    let (alone, together): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.count == 1);
    singles.extend(alone.into_iter().flat_map(|block| block.rows));
    together
}

/// Blocks of one finding each, or of all findings of a rule that speaks often; in order of their first finding.
fn repeated(findings: Vec<&Finding>) -> Vec<Block<'_>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &findings {
        *counts.entry(finding.rule.as_str()).or_insert(0) += 1;
    }
    let mut blocks: Vec<Vec<&Finding>> = Vec::new();
    let mut block_of: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        let is_repeated = counts.get(finding.rule.as_str()).is_some_and(|&count| count >= REPEATED);
        let index = block_of.get(finding.rule.as_str()).copied().filter(|_| is_repeated);
        match index.and_then(|index| blocks.get_mut(index)) {
            Some(block) => block.push(finding),
            None => {
                block_of.insert(finding.rule.as_str(), blocks.len());
                blocks.push(vec![finding]);
            }
        }
    }
    blocks.into_iter().map(Block::Rule).collect()
}

/// What several things are called together: "services `web`, `db` and 3 others".
pub(super) fn names(subjects: &[&Subject]) -> String {
    const NAMED: usize = 2;
    let [first, others @ ..] = subjects else { return String::new() };
    let is_like_first =
        |other: &&Subject| other.kind == first.kind && matches!(other.name, SubjectName::Given(_));
    let plural = match others.is_empty() || !subjects.iter().all(is_like_first) {
        true => None,
        false => Some(first.kind.plural()),
    };
    let named = if subjects.len() > NAMED + 1 { NAMED } else { subjects.len() };
    let name = |subject: &&Subject| match &subject.name {
        SubjectName::Given(name) if plural.is_some() => format!("`{}`", shown(name)),
        _ => subject.to_string(),
    };
    let mut names: Vec<String> = subjects.iter().take(named).map(name).collect();
    if subjects.len() > named {
        names.push(format!("{} others", subjects.len() - named));
    }
    match plural {
        Some(plural) => format!("{} {}", shown(&plural), list_of(&names)),
        None => list_of(&names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::SubjectKind;
    use crate::source::Span;

    fn named(subjects: &[(SubjectKind, SubjectName)]) -> String {
        let subjects: Vec<Subject> = subjects
            .iter()
            .map(|(kind, name)| Subject {
                kind: kind.clone(),
                name: name.clone(),
                of: None,
                path: String::new(),
                anchor: Span::new(SourceId(0), 0, 0),
            })
            .collect();
        names(&subjects.iter().collect::<Vec<_>>())
    }

    fn service(name: &str) -> (SubjectKind, SubjectName) {
        (SubjectKind::Service, SubjectName::Given(name.to_owned()))
    }

    #[test]
    fn things_of_one_kind_share_its_plural() {
        assert_eq!(named(&[service("a")]), "service `a`");
        assert_eq!(named(&[service("a"), service("b")]), "services `a` and `b`");
        assert_eq!(named(&["a", "b", "c"].map(service)), "services `a`, `b` and `c`");
        assert_eq!(named(&["a", "b", "c", "d"].map(service)), "services `a`, `b` and 2 others");
        let policy = |name: &str| {
            let kind = SubjectKind::Object("NetworkPolicy".to_owned());
            (kind, SubjectName::Given(name.to_owned()))
        };
        assert_eq!(named(&[policy("a"), policy("b")]), "NetworkPolicies `a` and `b`");
    }

    #[test]
    fn things_of_several_kinds_or_without_names_keep_their_own_words() {
        let stage = (SubjectKind::Stage, SubjectName::Number(2));
        assert_eq!(named(&[service("a"), stage.clone()]), "service `a` and stage 2");
        let last = (SubjectKind::Stage, SubjectName::Final);
        assert_eq!(named(&[stage, last]), "stage 2 and the final stage");
    }
}
