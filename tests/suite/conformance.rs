//! The cases of other linters for Dockerfiles and Compose files, through the alias table: our rules with the alias of
//! a peer's rule find what that one finds and nothing else, but for what `tests/data/conformance.tsv` says and why.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use plimsoll::config::Selector;
use plimsoll::engine::Report;
use plimsoll::finding::Finding;
use plimsoll::rules;
use plimsoll::source::{LineEnds, LineIndex, SourceId};
use plimsoll::syntax::Limits;
use plimsoll::syntax::dockerfile::parse;
use serde_json::Value;

use crate::support::corpus::{field, shared};
use crate::support::{check, options};

/// The kinds of cases, the name of the file that each is, and the peers that have some.
const KINDS: &[(&str, &str, &[&str])] = &[
    ("dockerfile", "Dockerfile", &["buildkit", "buildkit-parser", "trivy", "checkov", "kics", "datadog-iac"]),
    ("compose", "compose.yaml", &["kics", "dclint", "compose-lint"]),
];

/// Accepted disagreements: peer, rule, end of the case's file or `*`, reason.
const ACCEPTED: &str = include_str!("../data/conformance.tsv");

struct Accepted<'t> {
    peer: &'t str,
    rule: &'t str,
    case: &'t str,
}

fn accepted() -> Vec<Accepted<'static>> {
    let rows = ACCEPTED.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [peer, rule, case, reason] = fields.as_slice() else {
            panic!("conformance.tsv: a row is peer, rule, case and reason, separated by tabs: {line}");
        };
        let is_peer = KINDS.iter().any(|(_, _, peers)| peers.contains(peer));
        assert!(is_peer && !reason.trim().is_empty(), "conformance.tsv: {line}");
        Accepted { peer, rule, case }
    };
    rows.map(row).collect()
}

/// The names of our rules for a peer's rule.
fn ours(peer: &str, rule: &str) -> Vec<&'static str> {
    let word = match peer {
        "buildkit-parser" => return vec!["dockerfile-syntax"],
        "kics" => format!("kics/{}", rule.split('-').next().unwrap_or(rule)),
        "datadog-iac" => format!("datadog-iac/{}", rule.split('-').next().unwrap_or(rule)),
        _ => format!("{peer}/{rule}"),
    };
    rules::find(&word).into_iter().map(|rule| rule.meta.name).collect()
}

/// The findings of a case.
fn report(case: &Value, name: &str) -> Report {
    let mut files = vec![(name.to_owned(), field(case, "text").as_bytes().to_vec())];
    if let Some(ignore) = case.get("dockerignore").and_then(Value::as_str) {
        files.push((".dockerignore".to_owned(), ignore.as_bytes().to_vec()));
    }
    check(&files, &options(&[Selector::All]))
}

/// What one of our findings says, in lines: all that a peer may mean by it.
fn lines_of(finding: &Finding, text: &str, kind: &str) -> BTreeSet<u64> {
    let index = LineIndex::new(text, LineEnds::Lf);
    if kind == "compose" {
        let anchor = index.line(finding.at.start) as usize;
        if finding.absent {
            return block(text, anchor).chain(lines_above(text, anchor)).collect();
        }
        let places = finding.labels.iter().map(|label| label.span).chain([finding.at]);
        let places = places.chain(finding.subject.iter().map(|subject| subject.anchor));
        return places.flat_map(|at| lines_above(text, index.line(at.start) as usize)).collect();
    }
    let file = parse(SourceId(0), text, &Limits::default());
    let mut lines = BTreeSet::new();
    for span in finding.labels.iter().map(|label| label.span).chain([finding.at]) {
        lines.insert(u64::from(index.line(span.start)));
        let around = file.instructions.iter().find(|instruction| instruction.span.contains(span));
        lines.extend(around.map(|instruction| u64::from(index.line(instruction.span.start))));
    }
    lines
}

/// A line of a YAML file and those of the keys that it is below.
fn lines_above(text: &str, line: usize) -> Vec<u64> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut out = vec![line as u64];
    let mut least = lines.get(line - 1).map_or(0, |line| indent(line));
    for (index, above) in lines.iter().enumerate().take(line - 1).rev() {
        if !above.trim().is_empty() && indent(above) < least {
            least = indent(above);
            out.push(index as u64 + 1);
        }
    }
    out
}

/// The lines below the key of a line: what lacks something may be pointed at anywhere in it.
fn block(text: &str, line: usize) -> impl Iterator<Item = u64> {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let own = text.lines().nth(line - 1).map_or(0, indent);
    let below = text.lines().skip(line);
    let count = below.take_while(|line| line.trim().is_empty() || indent(line) > own).count();
    (line..=line + count).map(|line| line as u64)
}

/// Whether a finding is about the service that a case is about.
fn is_about(finding: &Finding, case: &Value) -> bool {
    let Some(service) = case.get("service").and_then(Value::as_str) else { return true };
    let path = format!("services.{service}");
    finding.subject.as_ref().is_none_or(|subject| subject.path == path)
}

/// What is wrong between a case and the findings; `None` when they agree.
fn difference(case: &Value, ours: &[&str], report: &Report) -> Option<String> {
    let text = field(case, "text");
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let kind = field(case, "kind");
    let is_it = |finding: &&Finding| ours.contains(&finding.rule.as_str()) && is_about(finding, case);
    let found: Vec<&Finding> = report.findings.iter().filter(is_it).collect();
    let shown = || -> Vec<String> {
        let line = |finding: &&Finding| {
            format!("{:?} {}: {}", lines_of(finding, text, kind), finding.rule, finding.message)
        };
        found.iter().map(line).collect()
    };
    match case.get("expect")? {
        Value::String(word) if word == "none" => {
            (!found.is_empty()).then(|| format!("silence expected, found {:?}", shown()))
        }
        Value::String(_) => found.is_empty().then(|| "nothing found".to_owned()),
        Value::Array(expected) => {
            let expected: BTreeSet<u64> = expected.iter().filter_map(Value::as_u64).collect();
            let places: Vec<BTreeSet<u64>> =
                found.iter().map(|finding| lines_of(finding, text, kind)).collect();
            let missed: Vec<&u64> =
                expected.iter().filter(|line| !places.iter().any(|place| place.contains(line))).collect();
            let is_extra = places.iter().any(|place| place.is_disjoint(&expected));
            (!missed.is_empty() || is_extra)
                .then(|| format!("lines {expected:?} expected, found {:?}", shown()))
        }
        _ => Some("the case asserts nothing".into()),
    }
}

/// The counts of one peer.
#[derive(Default)]
struct Count {
    cases: usize,
    agreed: usize,
    different: usize,
    uncovered: BTreeMap<String, usize>,
    unexplained: Vec<String>,
}

#[test]
fn the_cases_of_other_linters_hold_or_differ_for_a_reason() {
    let Some(shared) = shared("conformance with other linters' cases") else { return };
    let accepted = accepted();
    let mut used = vec![false; accepted.len()];
    let mut covered = BTreeSet::new();
    let mut unexplained = String::new();
    let peers =
        KINDS.iter().flat_map(|(kind, name, peers)| peers.iter().map(move |peer| (*kind, *name, *peer)));
    for (kind, name, peer) in peers {
        let cases = shared.rows(&format!("conformance/{peer}.jsonl")).into_iter();
        let mut count = Count::default();
        for case in cases.filter(|case| field(case, "kind") == kind) {
            let (rule, file) = (field(&case, "rule"), field(&case, "file"));
            let ours = ours(peer, rule);
            count.cases += 1;
            if ours.is_empty() {
                let name = format!("{rule} {}", field(&case, "name"));
                *count.uncovered.entry(name.trim_end().to_owned()).or_default() += 1;
                continue;
            }
            covered.insert((peer, rule.to_owned()));
            let Some(difference) = difference(&case, &ours, &report(&case, name)) else {
                count.agreed += 1;
                continue;
            };
            let is_row = |row: &Accepted<'_>| {
                row.peer == peer && row.rule == rule && (row.case == "*" || file.ends_with(row.case))
            };
            match accepted.iter().position(is_row) {
                Some(index) => {
                    used[index] = true;
                    count.different += 1;
                }
                None => count.unexplained.push(format!("{peer} {rule} {file}\n    {ours:?}: {difference}")),
            }
        }
        let uncovered: usize = count.uncovered.values().sum();
        println!(
            "{peer}, {kind}: {} cases, {} agreed, {} deliberately different, {uncovered} not covered, {} unexplained",
            count.cases,
            count.agreed,
            count.different,
            count.unexplained.len()
        );
        for (rule, cases) in &count.uncovered {
            println!("    not covered: {rule} ({cases})");
        }
        for difference in &count.unexplained {
            let _ = writeln!(unexplained, "{difference}");
        }
    }
    for (row, used) in accepted.iter().zip(used) {
        if !used && covered.contains(&(row.peer, row.rule.to_owned())) {
            let _ = writeln!(
                unexplained,
                "conformance.tsv: {} {} {} agrees: remove the row",
                row.peer, row.rule, row.case
            );
        }
    }
    assert!(
        unexplained.is_empty(),
        "mend the rule, or say why in tests/data/conformance.tsv:\n{unexplained}"
    );
}
