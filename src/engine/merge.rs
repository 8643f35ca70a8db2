//! Puts findings in order and makes one of those that share rule, file and line, as code scanning counts them. Does
//! not drop any: what is merged becomes a label.

use crate::engine::limits::MAX_LABELS;
use rustc_hash::FxHashMap;

use super::excess::{Excess, Spot, order};
use crate::finding::{Edit, Finding, Fix, Label};
use crate::source::Source;

/// Orders the findings of one file by place and rule, and merges those of one rule on one line.
/// `excess` is what is left of those that were not kept.
pub(super) fn order_and_merge(
    mut findings: Vec<Finding>,
    excess: &FxHashMap<Spot, Excess>,
    source: &Source,
) -> Vec<Finding> {
    findings.sort_by(order);
    let mut first_on_line: FxHashMap<Spot, usize> = FxHashMap::default();
    let mut left_out = FxHashMap::<usize, usize>::default();
    let mut index_of = Vec::new();
    // What stays is not moved: there may be many.
    let is_later = |finding: &mut Finding| {
        let next = first_on_line.len();
        let index = *first_on_line.entry((finding.rule, source.line(finding.at.start))).or_insert(next);
        index_of.extend((index != next).then_some(index));
        index != next
    };
    let later: Vec<Finding> = findings.extract_if(.., is_later).collect();
    for (finding, index) in later.into_iter().zip(index_of) {
        let Some(first) = findings.get_mut(index) else { continue };
        first.redact.extend(finding.redact.iter().copied());
        if first.at == finding.at {
            // The same place reached twice, as by two containers of one pod.
            continue;
        }
        if first.labels.len() < MAX_LABELS {
            first.labels.push(Label { span: finding.at, text: finding.message });
        } else {
            *left_out.entry(index).or_default() += 1;
        }
        first.absent &= finding.absent;
        if let (Some(fix), Some(other)) = (&mut first.fix, finding.fix)
            && fix.title == other.title
            && fix.safety == other.safety
        {
            extend(fix, &other.edits);
        }
    }
    for (spot, excess) in excess {
        let Some(index) = first_on_line.get(spot) else { continue };
        let Some(first) = findings.get_mut(*index) else { continue };
        let others = excess.others_than(first.at);
        if others > 0 {
            *left_out.entry(*index).or_default() += others;
        }
        first.absent &= excess.absent;
        if let Some(fix) = &mut first.fix {
            excess.edits_like(fix).into_iter().for_each(|edits| extend(fix, edits));
        }
    }
    for (index, count) in left_out {
        if let Some(label) = findings.get_mut(index).and_then(|finding| finding.labels.last_mut()) {
            label.text.push_str(&format!(", and {count} more on this line"));
        }
    }
    findings
}

/// Adds edits to a fix, if all of them lie behind its own.
fn extend(fix: &mut Fix, edits: &[Edit]) {
    let is_free = |edit: &Edit| {
        fix.edits.last().is_none_or(|last| edit.span.start >= last.span.end && edit.span != last.span)
    };
    if edits.iter().all(is_free) {
        fix.edits.extend_from_slice(edits);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Findings, Severity};
    use crate::source::{SourceId, Span};

    #[test]
    fn findings_of_one_rule_on_one_line_become_one() {
        let source = Source::from_text(SourceId(0), "a", "one two\nthree");
        let mut findings = Vec::new();
        let mut pen = Findings::new("rule", Severity::Low, None, &mut findings);
        for (start, message) in [(8, "c"), (4, "b"), (0, "a")] {
            let at = Span::new(SourceId(0), start, start + 3);
            pen.report(at, message).redact(at);
        }
        let merged = order_and_merge(findings, &FxHashMap::default(), &source);
        assert_eq!(merged.iter().map(|finding| finding.message.as_str()).collect::<Vec<_>>(), ["a", "c"]);
        assert_eq!(merged.first().map(|finding| finding.labels.len()), Some(1));
        assert_eq!(merged.first().map(|finding| finding.redact.len()), Some(2));
    }
}
