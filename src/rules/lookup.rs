//! Finds rules by their names, by topics and by what other linters call them. Does not decide which rules run.

use std::borrow::Cow;
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
/// `DL3002` mean the same; case does not matter for identifiers, and neither does the form. Empty when there is none.
pub fn find(word: &str) -> Vec<&'static Rule> {
    if let Some(rule) = by_name(word) {
        return vec![rule];
    }
    let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
    let is_shellcheck = is_shellcheck(tool, id);
    let tool = if is_shellcheck { Some("shellcheck") } else { tool };
    let named = |alias: Alias, id: &str| {
        alias.id.eq_ignore_ascii_case(id) && tool.is_none_or(|tool| alias.tool.eq_ignore_ascii_case(tool))
    };
    let all = |named: &dyn Fn(Alias) -> bool| -> Vec<&'static Rule> {
        ALL.iter().filter(|rule| rule.meta.aliases().any(named)).copied().collect()
    };
    let mut found = all(&|alias| named(alias, id));
    let short = canonical(tool, id);
    if found.is_empty() && short != id {
        found = all(&|alias| named(alias, &short));
    }
    // ShellCheck has hundreds of numbers; the ones without a rule of their own share one.
    if found.is_empty() && is_shellcheck { by_name(OTHER_SHELL_FAULT).into_iter().collect() } else { found }
}

/// An identifier, of a tool if one is named, in the form that pages have: of KICS's UUIDs the first group, of semgrep's
/// dotted paths the last part, of Trivy's numbers the newest form.
pub fn canonical<'i>(tool: Option<&str>, id: &'i str) -> Cow<'i, str> {
    let is_of = |name: &str| tool.is_none_or(|tool| tool.eq_ignore_ascii_case(name));
    let first = id.split('-').next().unwrap_or(id);
    let is_uuid = id.len() == 36 && first.len() == 8 && first.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_uuid && (is_of("kics") || is_of("datadog-iac")) {
        return first.into();
    }
    if is_of("semgrep")
        && let Some((_, last)) = id.rsplit_once('.')
    {
        return last.into();
    }
    if is_of("trivy") { trivy(id) } else { id.into() }
}

/// Trivy's identifiers in their newest form: `DS-0002` for `AVD-DS-0002` and `DS002`.
fn trivy(id: &str) -> Cow<'_, str> {
    let head = id.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("AVD-"));
    let id = if head { id.get(4..).unwrap_or(id) } else { id };
    let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
    match id.len() - letters.len() == 3 && letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        true => format!("{letters}-0{}", id.get(letters.len()..).unwrap_or("")).into(),
        false => id.into(),
    }
}

/// The frameworks whose requirements stand for the rules that enforce them.
const FRAMEWORKS: &[&str] = &["cis-docker/", "cis-kubernetes/", "owasp-docker/"];

/// The requirements of frameworks that a rule enforces: `cis-docker/5.4`.
pub fn requirements(rule: &Rule) -> impl Iterator<Item = &'static str> {
    let is_one = |id: &&str| FRAMEWORKS.iter().any(|framework| id.starts_with(framework));
    rule.meta.references().filter(is_one)
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
