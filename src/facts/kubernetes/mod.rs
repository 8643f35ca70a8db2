//! The API of Kubernetes. Source: the tables beside this file, written by scripts/kubernetes-schema.py, 2026-11.
//! Which kinds there are in which minor, and the types with what the server asks of them. Looks at no object.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// The types of the ten newest minors and the constraints of the newest, as `schema::Schema` reads them.
pub const SCHEMA: &str = include_str!("schema.txt");

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

/// The kinds, by group, version and kind.
struct Kinds {
    by_name: FxHashMap<&'static str, Kind>,
    groups: FxHashSet<&'static str>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let rows = include_str!("kinds.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let mut cells = line.split('\t');
        let name = cells.next()?;
        let mut number = || cells.next()?.parse().ok();
        let (first, last, deprecated) = (number().unwrap_or(0), number(), number());
        Some((name, Kind { first, last, deprecated, replacement: cells.next().unwrap_or("") }))
    };
    let by_name: FxHashMap<&'static str, Kind> = rows.filter_map(row).collect();
    let groups = by_name.keys().map(|name| group(name)).collect();
    Kinds { by_name, groups }
});

/// The group of `group/version/kind`; empty for the core group, whose names are `version/kind`.
fn group(name: &str) -> &str {
    name.rsplitn(3, '/').nth(2).unwrap_or("")
}

/// A kind by its `apiVersion` and `kind`; `None` when no minor has it.
pub fn kind(api_version: &str, kind: &str) -> Option<Kind> {
    KINDS.by_name.get(format!("{api_version}/{kind}").as_str()).copied()
}

/// Whether a group is one of the server's own, of which it knows every kind.
pub fn is_own_group(group: &str) -> bool {
    KINDS.groups.contains(group)
}

/// The versions of a group that have a kind, with the kind as they spell it; case does not count. In order.
pub fn versions(of_group: &str, kind: &str) -> Vec<(&'static str, Kind)> {
    let fits = |name: &&&'static str| {
        let own = name.rsplit('/').next().unwrap_or("");
        group(name) == of_group && own.eq_ignore_ascii_case(kind)
    };
    let mut names: Vec<&'static str> = KINDS.by_name.keys().filter(fits).copied().collect();
    names.sort_unstable();
    names.iter().filter_map(|name| Some((*name, *KINDS.by_name.get(name)?))).collect()
}

/// The group and version in which some minor from `oldest` to `newest` has a kind of a name, in any group.
pub fn elsewhere(kind: &str, oldest: u16, newest: u16) -> Option<&'static str> {
    let is_served = |known: &Kind| known.first <= oldest && known.last.is_none_or(|last| last >= newest);
    let fits = |(name, known): &(&&'static str, &Kind)| {
        name.rsplit('/').next().is_some_and(|own| own.eq_ignore_ascii_case(kind)) && is_served(known)
    };
    let names = KINDS.by_name.iter().filter(fits).map(|(name, _)| *name);
    // The shortest is the most common, such as `apps/v1`.
    names.min_by_key(|name| (name.len(), *name))
}
