//! The API of Kubernetes. Source: the tables beside this file, written by scripts/kubernetes-schema.py and
//! scripts/custom-schema.py, 2026-11.
//! Which kinds there are in which minor, and the types with what the server asks of them. Looks at no object.

pub mod annotations;
pub mod dead;
pub mod pod_security;
pub mod pods;

use std::sync::LazyLock;

/// The types of the ten newest minors and the constraints of the newest, as `schema::Schema` reads them.
pub const SCHEMA: &str = include_str!("schema.txt");

/// The types of the most used custom resources, for `schema::Schema` beside [`SCHEMA`]: kinds are in lower case.
pub const CUSTOM: &str = include_str!("custom.txt");

/// The newest minor of the tables.
pub const NEWEST: u16 = 37;

/// The oldest minor of which the tables have the fields.
pub const OLDEST: u16 = 28;

/// A kind of a group and version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The first minor that serves it; 0 when it has been there for long.
    pub first: u16,
    /// The last minor that serves it; `None` when no end is set.
    pub last: Option<u16>,
    /// The minor that deprecated it.
    pub deprecated: Option<u16>,
    /// The group and version that replaces it; empty when nothing does.
    pub replacement: &'static str,
}

impl Kind {
    /// Whether all minors from `oldest` to `newest` have it.
    pub fn is_in_all(&self, oldest: u16, newest: u16) -> bool {
        self.first <= oldest && self.last.is_none_or(|last| last >= newest)
    }
}

/// The kinds by `group/version/kind`, in the order of these names.
static KINDS: LazyLock<Vec<(&'static str, Kind)>> = LazyLock::new(|| {
    let rows = include_str!("kinds.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let name = cells.next()?;
        let mut number = || cells.next()?.parse().ok();
        let (first, last, deprecated) = (number().unwrap_or(0), number(), number());
        Some((name, Kind { first, last, deprecated, replacement: cells.next().unwrap_or("") }))
    };
    let mut kinds: Vec<(&'static str, Kind)> = rows.filter_map(row).collect();
    kinds.sort_unstable_by_key(|(name, _)| *name);
    kinds
});

/// The groups of the kinds, in order.
static GROUPS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut groups: Vec<&'static str> = KINDS.iter().map(|(name, _)| group(name)).collect();
    groups.sort_unstable();
    groups.dedup();
    groups
});

/// The group of `group/version/kind`; empty for the core group, whose names are `version/kind`.
fn group(name: &str) -> &str {
    name.rsplitn(3, '/').nth(2).unwrap_or("")
}

/// The kind of `group/version/kind`.
fn own_kind(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or("")
}

/// A kind by its `apiVersion` and `kind`; `None` when no minor has it.
pub fn kind(api_version: &str, kind: &str) -> Option<Kind> {
    let name = format!("{api_version}/{kind}");
    let index = KINDS.binary_search_by_key(&name.as_str(), |(name, _)| name).ok()?;
    KINDS.get(index).map(|(_, kind)| *kind)
}

/// Whether a group is one of the server's own, of which it knows every kind.
pub fn is_own_group(group: &str) -> bool {
    GROUPS.binary_search(&group).is_ok()
}

/// Whether the newest minor has a kind of exactly this name, in any group.
pub fn is_served(kind: &str) -> bool {
    KINDS.iter().any(|(name, known)| own_kind(name) == kind && known.last.is_none_or(|last| last >= NEWEST))
}

/// Whether the embedded table of custom resources has a kind of this name, in any group; case does not count.
pub fn is_custom(kind: &str) -> bool {
    CUSTOM_KINDS.binary_search(&kind.to_lowercase().as_str()).is_ok()
}

/// The names of the kinds of custom resources, in lower case and in order.
static CUSTOM_KINDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let name = |line: &'static str| line.split_once(" = ").map(|(name, _)| own_kind(name));
    let mut kinds: Vec<&'static str> =
        CUSTOM.lines().filter(|line| !line.starts_with(' ')).filter_map(name).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
});

/// How the kinds of the embedded table of custom resources are spelt, by their names in lower case and in order.
static SPELLINGS: LazyLock<Vec<(String, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("spellings.txt").lines().filter(|line| !line.starts_with('#'));
    let mut all: Vec<_> =
        lines.flat_map(str::split_whitespace).map(|kind| (kind.to_lowercase(), kind)).collect();
    all.sort_unstable();
    all
});

/// How a kind of the embedded table of custom resources is spelt; case does not count. `None` when it is not known.
pub fn spelling(kind: &str) -> Option<&'static str> {
    let kind = kind.to_lowercase();
    let index = SPELLINGS.binary_search_by_key(&kind.as_str(), |(known, _)| known).ok()?;
    SPELLINGS.get(index).map(|(_, kind)| *kind)
}

/// The group, version and name of a kind that minors from `oldest` to `newest` have, in any group; case does not count.
pub fn elsewhere(kind: &str, oldest: u16, newest: u16) -> Option<&'static str> {
    let fits = |(name, known): &&(&'static str, Kind)| {
        own_kind(name).eq_ignore_ascii_case(kind) && known.is_in_all(oldest, newest)
    };
    // The shortest is the most common, such as `apps/v1`.
    KINDS.iter().filter(fits).map(|(name, _)| *name).min_by_key(|name| (name.len(), *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_are_those_of_kinds_in_the_table() {
        for (kind, spelling) in SPELLINGS.iter() {
            assert!(is_custom(kind) && spelling.starts_with(|c: char| c.is_ascii_uppercase()), "{spelling}");
        }
        assert!(
            SPELLINGS.windows(2).all(|pair| pair.first().map(|one| &one.0) != pair.last().map(|two| &two.0))
        );
    }
}
