//! Finds rules by their names, by topics and by what other linters call them. Does not decide which rules run.

use std::sync::LazyLock;

use super::topics::TOPICS;
use super::{Alias, Rule};

/// All rules, by name.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut all: Vec<&'static Rule> = TOPICS.iter().flat_map(|topic| topic.rules).copied().collect();
    all.sort_by_key(|rule| rule.meta.name);
    all
});

/// The rules of a topic, or of all topics below one: `dockerfile/packages`, `dockerfile`. Empty when there is none.
pub fn in_topic(word: &str) -> Vec<&'static Rule> {
    let is_in =
        |name: &str| name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    TOPICS.iter().filter(|topic| is_in(topic.name)).flat_map(|topic| topic.rules).copied().collect()
}

/// The rule of a name.
pub fn by_name(name: &str) -> Option<&'static Rule> {
    let index = ALL.binary_search_by_key(&name, |rule| rule.meta.name).ok()?;
    ALL.get(index).copied()
}

/// The rules that a word names: one by its name, or all that a peer's identifier stands for. `hadolint/DL3002` and
/// `DL3002` mean the same; case does not matter for identifiers. Empty when there is none.
pub fn find(word: &str) -> Vec<&'static Rule> {
    if let Some(rule) = by_name(word) {
        return vec![rule];
    }
    let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
    let is_shellcheck = is_shellcheck(tool, id);
    let tool = if is_shellcheck { Some("shellcheck") } else { tool };
    let named = |alias: Alias| {
        alias.id.eq_ignore_ascii_case(id) && tool.is_none_or(|tool| alias.tool.eq_ignore_ascii_case(tool))
    };
    let found: Vec<&Rule> = ALL.iter().filter(|rule| rule.meta.aliases().any(named)).copied().collect();
    // ShellCheck has hundreds of numbers; the ones without a rule of their own share one.
    if found.is_empty() && is_shellcheck { by_name(OTHER_SHELL_FAULT).into_iter().collect() } else { found }
}

/// The rule of ShellCheck's numbers that have none of their own.
pub const OTHER_SHELL_FAULT: &str = "other-shell-fault";

/// Whether an identifier, of a tool if one is named, is a number of ShellCheck: `SC2086`. hadolint and tally pass them
/// on as they are.
pub fn is_shellcheck(tool: Option<&str>, id: &str) -> bool {
    let number = id.strip_prefix("SC").or_else(|| id.strip_prefix("sc")).unwrap_or("");
    let passes_on =
        |tool: &str| ["shellcheck", "hadolint", "tally"].iter().any(|known| known.eq_ignore_ascii_case(tool));
    tool.is_none_or(passes_on) && number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Numbers of ShellCheck that say nothing about a RUN: scripts that a text reads cannot be followed, and the text of a
/// RUN has no first line to name its shell.
const NOT_ABOUT_RUN: &[u16] = &[1090, 1091, 2148, 2239, 1008, 1071, 1113, 1114, 1115, 1128, 2096, 2187];

/// The numbers of ShellCheck that a rule names or that say nothing about a RUN, in order; all others are for
/// `other-shell-fault`.
pub fn named_faults() -> Vec<u16> {
    let aliases = ALL.iter().flat_map(|rule| rule.meta.aliases()).filter(|alias| alias.tool == "shellcheck");
    let mut named: Vec<u16> = aliases.filter_map(|alias| alias.id.strip_prefix("SC")?.parse().ok()).collect();
    named.extend(NOT_ABOUT_RUN);
    named.sort_unstable();
    named
}

/// The rule or topic whose name is nearest to a word, if one is near.
pub fn nearest(word: &str) -> Option<&'static str> {
    let distance = |name: &str| strsim::damerau_levenshtein(name, word);
    let topics = TOPICS.iter().map(|topic| topic.name).filter(|_| word.contains('/'));
    let names = ALL.iter().map(|rule| rule.meta.name).chain(topics);
    if word.len() > 80 {
        return None;
    }
    names
        .map(|name| (distance(name), name))
        .min()
        .filter(|(distance, name)| *distance <= name.len() / 3)
        .map(|(_, name)| name)
}
