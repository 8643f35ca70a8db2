//! Other linters' identifiers, by linter. Knows the rules' aliases and nothing of comments.

use crate::suppress::limits::MAX_IDENTIFIER;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::rules;

/// The rules of every identifier, under `tool/id` and `id` in lower case. Files may hold many identifiers: each costs
/// one look.
static ALIASES: LazyLock<FxHashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
    for rule in rules::ALL.iter() {
        for alias in rule.meta.aliases() {
            let key = format!("{}/{}", alias.tool, alias.id).to_ascii_lowercase();
            let id = alias.id.to_ascii_lowercase();
            for key in [key, id] {
                let rules = out.entry(key).or_default();
                if rules.last() != Some(&rule.meta.name) {
                    rules.push(rule.meta.name);
                }
            }
        }
    }
    out
});

/// The rules that a word of ours stands for: a name, or an identifier with its tool or without.
pub(super) fn rules_named(word: &str) -> Vec<&'static str> {
    match rules::by_name(word) {
        Some(rule) => vec![rule.meta.name],
        None if word.len() > MAX_IDENTIFIER => Vec::new(),
        None if is_shellcheck(word) => {
            rules_of("shellcheck", word.rsplit('/').next().unwrap_or(word)).to_vec()
        }
        None => ALIASES.get(&word.to_ascii_lowercase()).cloned().unwrap_or_default(),
    }
}

/// The rules that an identifier of a tool stands for.
pub(super) fn rules_of(tool: &str, id: &str) -> &'static [&'static str] {
    if id.len() > MAX_IDENTIFIER {
        return &[];
    }
    let tool = if rules::is_shellcheck(Some(tool), id) { "shellcheck" } else { tool };
    let id = match tool {
        "trivy" => trivy(id),
        _ => id.to_owned(),
    };
    let find = |id: &str| ALIASES.get(&format!("{tool}/{id}").to_ascii_lowercase()).map(Vec::as_slice);
    // KICS names queries by UUID, of which the first group is enough; semgrep by dotted paths, of which the last part.
    find(&id)
        .or_else(|| match tool {
            "kics" => find(id.split('-').next()?),
            "semgrep" => find(id.rsplit('.').next()?),
            "shellcheck" if is_shellcheck(&id) => Some(&[rules::OTHER_SHELL_FAULT][..]),
            _ => None,
        })
        .unwrap_or(&[])
}

/// Whether a word is a number of ShellCheck, with a tool or without.
fn is_shellcheck(word: &str) -> bool {
    let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
    rules::is_shellcheck(tool, id)
}

/// Trivy's identifiers in their newest form: `DS-0002` for `AVD-DS-0002` and `DS002`.
fn trivy(id: &str) -> String {
    let id = id.to_ascii_uppercase();
    let id = id.strip_prefix("AVD-").unwrap_or(&id);
    let digits = id.trim_start_matches(|c: char| c.is_ascii_uppercase());
    match digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("{}-0{digits}", id.trim_end_matches(digits)),
        false => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_they_mean_elsewhere() {
        for word in [
            "root-user",
            "DL3007",
            "dl3007",
            "hadolint/DL3007",
            "Trivy/ds-0001",
            "no-such-rule",
            "x/DL3007",
            "SC2086",
            "sc2086",
            "hadolint/SC2086",
            "shellcheck/SC2230",
            "SC2230",
            "x/SC2086",
        ] {
            let names: Vec<&str> = rules::find(word).into_iter().map(|rule| rule.meta.name).collect();
            assert_eq!(rules_named(word), names, "{word}");
        }
    }

    #[test]
    fn identifiers_are_found_in_the_forms_that_they_had() {
        for id in ["DS-0001", "ds-0001", "AVD-DS-0001", "DS001"] {
            assert!(rules_of("trivy", id).contains(&"image-latest-tag"), "{id}");
        }
        assert_eq!(rules_of("kics", "f45ea400-6bbe-4501-9fc7-1c3d75c32067"), ["image-latest-tag"]);
        assert_eq!(
            rules_of("semgrep", "dockerfile.audit.dockerfile-source-not-pinned.dockerfile-source-not-pinned"),
            ["image-without-digest"]
        );
        assert_eq!(rules_of("hadolint", "SC2086"), ["unquoted-expansion"]);
        assert_eq!(rules_of("tally", "SC2230"), ["other-shell-fault"]);
        assert!(rules_of("hadolint", "DS-0001").is_empty());
        assert!(rules_of("trivy", &"DS-0001".repeat(100)).is_empty());
    }
}
