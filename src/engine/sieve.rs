//! Holds the findings of a file while rules report them. What can no longer be shown is only counted, so that the
//! memory does not grow with their number. Runs no rule and merges nothing.

use rustc_hash::FxHashMap;

use super::excess::{Excess, Spot, order};
use super::limits::{MAX_FINDINGS, MAX_LABELS, MAX_UNSIFTED};
use super::report::Suppressed;
use super::task::File;
use crate::finding::{Finding, RuleId, Sink};
use crate::model::Format;
use crate::source::Span;
use crate::suppress::Directives;

/// The findings of a file that may be shown, and what is known of the others.
pub(super) struct Sieve<'f> {
    file: &'f File<'f>,
    format: Format,
    directives: &'f Directives,
    /// The first `kept` of them have been looked at.
    findings: Vec<Finding>,
    kept: usize,
    count: usize,
    used: Vec<(usize, usize)>,
    beyond: FxHashMap<RuleId, Beyond>,
    excess: FxHashMap<Spot, Excess>,
    suppressed: Vec<Suppressed>,
    elsewhere: Vec<Finding>,
    marked: Vec<Span>,
}

/// What a sieve has in the end.
pub(super) struct Sifted {
    /// The findings that may be shown, not in order.
    pub(super) findings: Vec<Finding>,
    /// What is left of others on the lines of those.
    pub(super) excess: FxHashMap<Spot, Excess>,
    /// How many lines have findings of a rule besides.
    pub(super) beyond: Vec<(RuleId, usize)>,
    /// What directives suppressed, in order.
    pub(super) suppressed: Vec<Suppressed>,
    /// The findings whose first place lies in another file; the directives of this one have no say in them.
    pub(super) elsewhere: Vec<Finding>,
    /// The places of secrets, of all findings.
    pub(super) marked: Vec<Span>,
}

/// The lines that have findings of a rule after those that are shown.
struct Beyond {
    /// The last line that is shown.
    last: u32,
    /// A bit for each line.
    lines: Vec<u64>,
}

impl Sink for Sieve<'_> {
    fn push(&mut self, finding: Finding) {
        if self.findings.len() >= MAX_UNSIFTED.max(2 * self.kept) {
            self.sift();
        }
        self.count += 1;
        self.findings.push(finding);
    }

    fn last(&mut self) -> Option<&mut Finding> {
        self.findings.last_mut()
    }
}

impl<'f> Sieve<'f> {
    /// One for a file, without findings.
    pub(super) fn new(file: &'f File<'f>, format: Format, directives: &'f Directives) -> Sieve<'f> {
        Sieve {
            file,
            format,
            directives,
            findings: Vec::new(),
            kept: 0,
            count: 0,
            used: Vec::new(),
            beyond: FxHashMap::default(),
            excess: FxHashMap::default(),
            suppressed: Vec::new(),
            elsewhere: Vec::new(),
            marked: Vec::new(),
        }
    }

    /// Takes in a finding that a directive within a part of the file suppresses.
    pub(super) fn suppress(&mut self, item: Suppressed) {
        self.marked.extend_from_slice(&item.finding.redact);
        self.suppressed.push(item);
    }

    /// How many findings were taken in.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The words of directives that suppressed something, in order.
    pub(super) fn used(&mut self) -> &[(usize, usize)] {
        self.sift();
        &self.used
    }

    /// What it has.
    pub(super) fn finish(mut self) -> Sifted {
        self.sift();
        self.suppressed.sort_by_key(|item| (item.finding.at.start, item.finding.rule));
        let beyond = self.beyond.into_iter().map(|(rule, beyond)| (rule, beyond.count())).collect();
        Sifted {
            findings: self.findings,
            excess: self.excess,
            beyond,
            suppressed: self.suppressed,
            elsewhere: self.elsewhere,
            marked: self.marked,
        }
    }

    fn sift(&mut self) {
        let new: Vec<Finding> = self.findings.drain(self.kept..).collect();
        for finding in new {
            self.marked.extend_from_slice(&finding.redact);
            // Some rules only ran to mark secrets.
            if !self.file.runs(finding.rule.as_str()) {
                continue;
            }
            if finding.at.source != self.file.source.id {
                self.elsewhere.push(finding);
            } else if let Some(finding) = self.unsuppressed(finding) {
                self.findings.push(finding);
            }
        }
        self.used.sort_unstable();
        self.used.dedup();
        self.drop_late();
        self.drop_crowded();
        self.kept = self.findings.len();
    }

    /// A finding that no directive suppresses.
    fn unsuppressed(&mut self, finding: Finding) -> Option<Finding> {
        let options = self.file.run.options;
        let suppressing = self.directives.suppressing(&finding).filter(|_| options.suppressions);
        let Some(place) = suppressing else { return Some(finding) };
        self.used.push(place);
        if options.levels.enforces(finding.rule.as_str(), self.format) {
            return Some(finding);
        }
        let directive = self.directives.scoped.get(place.0).map(|scoped| &scoped.directive);
        let by = directive.map_or("", |directive| directive.by);
        let reason = directive.map(|directive| directive.reason.clone()).unwrap_or_default();
        self.suppressed.push(Suppressed { finding, by, reason, directive: place.0 });
        None
    }

    fn spot(&self, finding: &Finding) -> Spot {
        (finding.rule, self.file.source.line(finding.at.start))
    }

    /// Counts the findings that are behind as many lines as are shown.
    fn drop_late(&mut self) {
        let mut lines: FxHashMap<RuleId, Vec<u32>> = FxHashMap::default();
        for finding in &self.findings {
            let (rule, line) = self.spot(finding);
            lines.entry(rule).or_default().push(line);
        }
        lines.retain(|_, lines| lines.len() > MAX_FINDINGS);
        for (rule, mut lines) in lines {
            lines.sort_unstable();
            lines.dedup();
            if let Some(&last) = lines.get(MAX_FINDINGS - 1) {
                self.beyond.entry(rule).or_insert(Beyond { last, lines: Vec::new() }).last = last;
            }
        }
        if self.beyond.is_empty() {
            return;
        }
        let (source, beyond) = (self.file.source, &mut self.beyond);
        let mut is_shown = |rule: RuleId, line: u32| match beyond.get_mut(&rule) {
            Some(beyond) if line > beyond.last => {
                beyond.add(line);
                false
            }
            _ => true,
        };
        self.findings.retain(|finding| is_shown(finding.rule, source.line(finding.at.start)));
        self.excess.retain(|(rule, line), _| is_shown(*rule, *line));
    }

    /// Counts the findings of lines that have more than can be named.
    fn drop_crowded(&mut self) {
        let mut spots: FxHashMap<Spot, Vec<usize>> = FxHashMap::default();
        for (index, finding) in self.findings.iter().enumerate() {
            spots.entry(self.spot(finding)).or_default().push(index);
        }
        spots.retain(|_, indices| indices.len() > 2 * MAX_LABELS + 1);
        if spots.is_empty() {
            return;
        }
        let mut crowded: FxHashMap<usize, (Spot, Span)> = FxHashMap::default();
        for (spot, mut indices) in spots {
            let Some(at) = self.first(&mut indices) else { continue };
            let (mut same, mut others) = (0, 0);
            crowded.extend(indices.into_iter().filter_map(|index| {
                let is_same = self.findings.get(index)?.at == at;
                let known = if is_same { &mut same } else { &mut others };
                *known += 1;
                (*known > MAX_LABELS).then_some((index, (spot, at)))
            }));
        }
        let mut index = 0;
        let excess = &mut self.excess;
        let is_crowded = |_: &mut Finding| {
            index += 1;
            crowded.contains_key(&(index - 1))
        };
        let dropped: Vec<Finding> = self.findings.extract_if(.., is_crowded).collect();
        let mut spots: Vec<(usize, (Spot, Span))> = crowded.iter().map(|(at, spot)| (*at, *spot)).collect();
        spots.sort_unstable_by_key(|(index, _)| *index);
        for (finding, (_, (spot, at))) in dropped.into_iter().zip(spots) {
            excess.entry(spot).or_insert_with(|| Excess::at(at)).add(finding, at);
        }
    }

    /// Puts findings of one line in order. The place of the first is returned.
    fn first(&self, indices: &mut [usize]) -> Option<Span> {
        indices.sort_by(|a, b| match (self.findings.get(*a), self.findings.get(*b)) {
            (Some(a), Some(b)) => order(a, b),
            _ => a.cmp(b),
        });
        Some(self.findings.get(*indices.first()?)?.at)
    }
}

impl Beyond {
    fn add(&mut self, line: u32) {
        let word = line as usize / 64;
        if self.lines.len() <= word {
            self.lines.resize(word + 1, 0);
        }
        if let Some(bits) = self.lines.get_mut(word) {
            *bits |= 1 << (line % 64);
        }
    }

    fn count(&self) -> usize {
        self.lines.iter().map(|bits| bits.count_ones() as usize).sum()
    }
}
