//! The values that no output may show: where rules marked them, and wherever else they stand. Does not decide what is
//! a secret.

use std::borrow::Cow;
use std::collections::HashSet;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::limits::{MAX_NAME, MIN_SECRET, MIN_SECRET_WORD};
use crate::facts::{images, secrets};
use crate::finding::{Finding, Subject, SubjectName};
use crate::source::{SourceId, SourceMap, Span, shown};

/// What stands in the place of a secret. Always of one length, so that nothing can be learned from it.
pub const MASK: &str = "****";

/// The secrets of a run.
///
/// A place that a rule marked is never shown. The value that stands there is masked in every other place of every text,
/// too, and in every sentence, if it can be told from an ordinary word: hiding `postgres` or `5432` everywhere would
/// hide names, and tell nothing that the reader could not guess. Names of files are kept: they are how a finding is
/// found.
#[derive(Debug, Default, Clone)]
pub struct Secrets {
    /// Sorted, not touching.
    places: Vec<Span>,
    values: Option<AhoCorasick>,
}

impl Secrets {
    /// The secrets at some places, in any order; their values are masked nowhere else.
    pub fn at(places: impl Iterator<Item = Span>) -> Secrets {
        let mut all: Vec<Span> = places.filter(|span| !span.is_empty()).collect();
        all.sort_unstable();
        let mut places: Vec<Span> = Vec::with_capacity(all.len());
        for span in all {
            match places.last_mut() {
                Some(last) if last.source == span.source && span.start <= last.end => {
                    last.end = last.end.max(span.end);
                }
                _ => places.push(span),
            }
        }
        Secrets { places, values: None }
    }

    /// The secrets at some places, and their values wherever they stand in some texts, unless they are names that
    /// somebody gave to something, or words in such names.
    pub fn of(places: impl Iterator<Item = Span>, sources: &SourceMap, names: &[&str]) -> Secrets {
        let marked = Secrets::at(places);
        let texts = marked.places.iter().filter_map(|span| Some(sources.get(span.source)?.slice(*span)));
        // A short word is more likely the name's own than a secret's.
        let is_name = |value: &String| {
            value.len() <= MAX_NAME && is_word(value) && names.binary_search(&value.as_str()).is_ok()
        };
        let mut values: Vec<String> = texts.flat_map(values).filter(|value| !is_name(value)).collect();
        values.sort_unstable();
        values.dedup();
        if values.is_empty() {
            return marked;
        }
        let Some(mut all) = automaton(&values) else { return marked };
        let joined = parts_of_names(&all, &values, sources, &marked);
        if !joined.is_empty() {
            let mut index = 0..;
            values.retain(|_| index.next().is_none_or(|index| !joined.contains(&index)));
            let Some(others) = automaton(&values).filter(|_| !values.is_empty()) else { return marked };
            all = others;
        }
        let values = all;
        let copies = sources.iter().flat_map(|source| {
            values.find_iter(&source.text).map(|found| Span::at(source.id, found.range()))
        });
        let places = Secrets::at(marked.places.iter().copied().chain(copies)).places;
        Secrets { places, values: Some(values) }
    }

    /// A text without the values.
    pub fn mask<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.values {
            Some(values) if values.is_match(text) => {
                let mut out = String::with_capacity(text.len());
                values.replace_all_with(text, &mut out, |_, _, out| {
                    out.push_str(MASK);
                    true
                });
                Cow::Owned(out)
            }
            _ => Cow::Borrowed(text),
        }
    }

    /// Whether a text has one of the values.
    pub fn are_in(&self, text: &str) -> bool {
        self.values.as_ref().is_some_and(|values| values.is_match(text))
    }

    /// The places, in order.
    pub fn places(&self) -> &[Span] {
        &self.places
    }

    /// The end of the masked place that covers a byte.
    pub fn covering(&self, source: SourceId, offset: usize) -> Option<usize> {
        let byte = Span::at(source, offset..offset + 1);
        self.touching(byte).next().map(|span| span.end as usize)
    }

    /// The masked places that share a byte with a span.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = Span> {
        let first = self.places.partition_point(|mask| (mask.source, mask.end) <= (span.source, span.start));
        let rest = self.places.get(first..).unwrap_or(&[]);
        rest.iter().copied().take_while(move |mask| mask.source == span.source && mask.start < span.end)
    }

    /// Masks the sentences of a finding. What its fix writes is left as it is: whoever shows it asks again.
    pub(super) fn hide_in(&self, finding: &mut Finding) {
        if self.values.is_none() {
            return;
        }
        self.hide(&mut finding.message);
        finding.labels.iter_mut().for_each(|label| self.hide(&mut label.text));
        finding.help.iter_mut().for_each(|help| self.hide(help));
        finding.fix.iter_mut().for_each(|fix| self.hide(&mut fix.title));
        if let Some(subject) = &mut finding.subject
            && let Some(hidden) = self.without_secrets(subject)
        {
            *subject = hidden.into();
        }
    }

    /// Masks a sentence.
    pub(super) fn hide(&self, text: &mut String) {
        if let Cow::Owned(masked) = self.mask(text) {
            *text = masked;
        }
    }

    /// A subject whose names are masked; `None` when nothing in them has to be.
    fn without_secrets(&self, subject: &Subject) -> Option<Subject> {
        let name = subject.name.given().is_some_and(|name| self.are_in(name));
        let of = subject.of.as_deref().and_then(|of| self.without_secrets(of));
        if !name && of.is_none() && !self.are_in(&subject.path) {
            return None;
        }
        let mut hidden = subject.clone();
        if let SubjectName::Given(name) = &mut hidden.name {
            self.hide(name);
        }
        self.hide(&mut hidden.path);
        hidden.of = of.map(Into::into).or(hidden.of);
        Some(hidden)
    }
}

/// The values in the text of a marked place, as they may stand elsewhere: each of its lines, the value of an option or
/// of a header, the password after a user's name.
fn values(text: &str) -> Vec<String> {
    let bare = |text: &'_ str| text.trim().trim_matches(['"', '\'', '`']).to_owned();
    let mut found = Vec::new();
    for line in text.lines().map(bare) {
        let last = line.rsplit(char::is_whitespace).next().unwrap_or("").to_owned();
        let option = match last.strip_prefix('-') {
            Some(rest) => rest.split_once('=').map_or(rest.get(1..), |(_, value)| Some(value)),
            None => None,
        };
        let value = bare(option.unwrap_or(&last));
        found.extend(value.split_once(':').map(|(_, password)| password.to_owned()));
        found.extend([line, last, value]);
    }
    found.retain(|value| is_telling(value));
    // A sentence quotes a name as it can be printed.
    let printed: Vec<String> = found.iter().map(|value| shown(value).to_string()).collect();
    found.extend(printed);
    found
}

/// What finds values in texts, linear in both, whatever they are.
fn automaton(values: &[String]) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest);
    builder.build(values).ok()
}

/// The short words among the values that names outside of the marked places are made of, by their places: `airflow` in
/// `airflow-webserver`.
fn parts_of_names(
    all: &AhoCorasick,
    values: &[String],
    sources: &SourceMap,
    marked: &Secrets,
) -> HashSet<usize> {
    let joins = |hyphen: Option<&u8>, letter: Option<&u8>| {
        matches!(hyphen, Some(b'-' | b'_')) && letter.is_some_and(u8::is_ascii_alphanumeric)
    };
    let mut out = HashSet::new();
    for source in sources.iter() {
        let bytes = source.text.as_bytes();
        for found in all.find_iter(&source.text) {
            let index = found.pattern().as_usize();
            let is_short = values.get(index).is_some_and(|value| value.len() <= MAX_NAME && is_word(value));
            if !is_short || marked.touching(Span::at(source.id, found.range())).next().is_some() {
                continue;
            }
            let before = |back: usize| found.start().checked_sub(back).and_then(|at| bytes.get(at));
            let after = |on: usize| bytes.get(found.end() + on);
            if joins(before(1), before(2)) || joins(after(0), after(1)) {
                out.insert(index);
            }
        }
    }
    out
}

/// Whether a value can be told from an ordinary word or number.
fn is_telling(value: &str) -> bool {
    // The first and the last line of a key say what it is.
    if value.len() < MIN_SECRET || value.starts_with("-----") {
        return false;
    }
    if is_word(value) {
        return value.len() >= MIN_SECRET_WORD && !is_common(&value.to_ascii_lowercase());
    }
    !value.bytes().all(|byte| byte.is_ascii_digit()) || value.len() > MIN_SECRET
}

/// Whether a value looks like a word.
fn is_word(value: &str) -> bool {
    value.bytes().all(|byte| byte.is_ascii_lowercase()) || value.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a word in lower case is the name of an image or what everybody writes for a password.
fn is_common(word: &str) -> bool {
    let lists = [secrets::EXAMPLE_PASSWORDS, secrets::EXAMPLE_WORDS, secrets::FILL_IN];
    images::facts(word, "").is_official || lists.iter().any(|list| list.contains(&word))
}
