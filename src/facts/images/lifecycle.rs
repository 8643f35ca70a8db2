//! The release cycle that a tag names, and its end. Source: the names of tags are written by hand, 2026-11.
//! Does not know which day it is. Days are text in the form `YYYY-MM-DD`, which sorts like the calendar.

use super::table;

/// Products, their release cycles and the ends of those.
const CYCLES: &str = include_str!("cycles.tsv");

/// The end of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndOfLife {
    /// The last day with updates.
    pub date: &'static str,
    /// What ends: the product as endoflife.date names it, which may be the distribution that the image is made of.
    pub product: &'static str,
    /// The release of that product.
    pub release: &'static str,
    /// Whether that is the distribution below what the image is about.
    pub is_base: bool,
    /// Whether all releases of the product live for less than a year, so that being behind is ordinary.
    pub short_lived: bool,
}

/// How the table of cycles starts; the day of its data follows.
const SOURCE: &str = "# Source: endoflife.date (MIT), ";

/// The day that the tables are of.
pub const DATA_DAY: &str = {
    let (_, rest) = CYCLES.split_at(SOURCE.len());
    rest.split_at(10).0
};

/// Distributions as tags name them, before a version.
const DISTRIBUTIONS: &[(&str, &str)] = &[
    ("al", "amazon-linux"),
    ("almalinux", "almalinux"),
    ("alpine", "alpine-linux"),
    ("amazonlinux", "amazon-linux"),
    ("centos", "centos"),
    ("debian", "debian"),
    ("fedora", "fedora"),
    ("oraclelinux", "oracle-linux"),
    ("photon", "vmware-photon"),
    ("rockylinux", "rocky-linux"),
    ("ubuntu", "ubuntu"),
];

/// The first end among what a tag names: the product's release, and the distributions when the image is one whose
/// tags name those.
pub(super) fn end_of_life(
    name: &str,
    product: Option<&str>,
    tag: &str,
    knows_suffixes: bool,
) -> Option<EndOfLife> {
    let mut parts = tag.split('-');
    let own_name = name.rsplit('/').next().unwrap_or(name);
    let own = product.and_then(|product| Some((product, release(product, own_name, parts.clone().next()?)?)));
    if own.is_some() {
        parts.next();
    }
    let own = own.and_then(|(_, release)| release);
    let bases = parts.take(16).filter(|_| knows_suffixes).filter_map(distribution);
    let bases = bases.map(|end| EndOfLife { is_base: true, ..end });
    own.into_iter().chain(bases).min_by_key(|end| end.date)
}

/// What the first part of a tag says about the release of a product: nothing, a release without an end, or its end.
fn release(product: &str, own_name: &str, part: &str) -> Option<Option<EndOfLife>> {
    let named = cycles(product).find(|cycle| cycle.codename == part || cycle.name == part);
    if let Some(cycle) = named.filter(|_| !part.is_empty()) {
        return Some(cycle.end());
    }
    let unprefixed =
        ["v", "stream", own_name].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part);
    version(unprefixed).map(|version| of_version(product, version))
}

/// The distribution that a part of a tag names.
fn distribution(part: &str) -> Option<EndOfLife> {
    let digits = part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len());
    let (word, number) = part.split_at_checked(digits)?;
    if number.is_empty() {
        let named = |product| cycles(product).find(|cycle| !word.is_empty() && cycle.codename == word);
        return named("debian").or_else(|| named("ubuntu")).and_then(|cycle| cycle.end());
    }
    let (_, product) = DISTRIBUTIONS.iter().find(|(known, _)| *known == word)?;
    of_version(product, version(number)?)
}

/// The numbers at the start of a part, if what follows them does not make it something else.
fn version(part: &str) -> Option<&str> {
    let end = part.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(part.len());
    let (numbers, rest) = part.split_at_checked(end)?;
    let numbers = numbers.trim_end_matches('.');
    // Such as `8u402`, `11.0.22_7`, `3.15.0a1`, `2.1.0p5`.
    let is_version = rest.is_empty() || rest.starts_with(['u', '_', '+', 'a', 'b', 'r', 'c', 'p']);
    (is_version && numbers.starts_with(|c: char| c.is_ascii_digit())).then_some(numbers)
}

/// The end of the release that a version belongs to. When the version is only the beginning of numbers, the end of the
/// last of those releases, if all are over: otherwise the tag moves on to what nobody knows yet.
fn of_version(product: &str, version: &str) -> Option<EndOfLife> {
    let is_below = |whole: &str, start: &str| {
        whole.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let exact = cycles(product).filter(|cycle| is_below(version, cycle.name));
    if let Some(cycle) = exact.max_by_key(|cycle| cycle.name.len()) {
        return cycle.end();
    }
    let mut last: Option<EndOfLife> = None;
    for cycle in cycles(product).filter(|cycle| is_below(cycle.name, version)) {
        let end = cycle.end()?;
        if last.is_none_or(|last| last.date < end.date) {
            last = Some(end);
        }
    }
    last.filter(|end| end.date < DATA_DAY)
}

/// A line of the table.
struct Cycle {
    product: &'static str,
    name: &'static str,
    end: &'static str,
    codename: &'static str,
}

impl Cycle {
    fn end(&self) -> Option<EndOfLife> {
        let date = self.end.strip_suffix('~');
        let end = EndOfLife {
            date: date.unwrap_or(self.end),
            product: self.product,
            release: self.name,
            is_base: false,
            short_lived: date.is_some(),
        };
        (end.date != "-").then_some(end)
    }
}

fn cycles(product: &str) -> impl Iterator<Item = Cycle> + use<> {
    table::lines(CYCLES, product).map(|line| {
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or("");
        Cycle { product: field(), name: field(), end: field(), codename: field() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_starts_with_its_source() {
        assert!(CYCLES.starts_with(SOURCE) && DATA_DAY.starts_with("20"));
    }

    #[test]
    fn every_end_in_the_table_is_a_date_or_open() {
        for line in CYCLES.lines().filter(|line| !line.starts_with('#')) {
            let end = line.split('\t').nth(2).unwrap_or("");
            let mut numbers = end.trim_end_matches('~').split('-').map(str::len);
            let is_date = [4, 2, 2].iter().all(|length| numbers.next() == Some(*length));
            assert!(is_date || end == "-", "{line}");
        }
    }

    #[test]
    fn a_version_is_numbers_that_nothing_turns_into_a_word() {
        assert_eq!(version("8u402"), Some("8"));
        assert_eq!(version("11.0.22_7"), Some("11.0.22"));
        assert_eq!(version("3.15.0a1"), Some("3.15.0"));
        assert_eq!(version("7zip"), None);
        assert_eq!(version(".5"), None);
        assert_eq!(version("lts"), None);
    }

    #[test]
    fn a_version_is_not_taken_for_one_that_it_begins_with() {
        assert_eq!(of_version("python", "3.1").map(|end| end.release), Some("3.1"));
        assert_eq!(of_version("python", "3.10").map(|end| end.release), Some("3.10"));
        assert_eq!(of_version("alpine-linux", "3.2").map(|end| end.release), Some("3.2"));
        assert_eq!(of_version("alpine-linux", "3.2.99").map(|end| end.release), Some("3.2"));
    }
}
