//! Other linters' identifiers, by linter. Knows the rules' aliases and nothing of comments.

use crate::suppress::limits::MAX_IDENTIFIER;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::rules::{self, canonical};

/// The rules of every identifier, under `tool/id` and `id` in lower case, and of every requirement. Files may hold many
/// identifiers: each costs one look.
static ALIASES: LazyLock<FxHashMap<String, Vec<&'static str>>> = LazyLock::new(|| {
    let mut out: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
    for rule in rules::ALL.iter() {
        let forms = |alias: rules::Alias| [format!("{}/{}", alias.tool, alias.id), alias.id.to_owned()];
        let identifiers = rule.meta.aliases().flat_map(forms);
        for key in identifiers.chain(rules::requirements(rule).map(str::to_owned)) {
            let rules = out.entry(key.to_ascii_lowercase()).or_default();
            if rules.last() != Some(&rule.meta.name) {
                rules.push(rule.meta.name);
            }
        }
    }
    out
});

/// The rules that a word of ours stands for: a name, an identifier with its tool or without, or a requirement.
pub(super) fn rules_named(word: &str) -> Vec<&'static str> {
    match rules::by_name(word) {
        Some(rule) => vec![rule.meta.name],
        None if word.len() > MAX_IDENTIFIER => Vec::new(),
        None if is_shellcheck(word) => {
            rules_of("shellcheck", word.rsplit('/').next().unwrap_or(word)).to_vec()
        }
        None => {
            let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
            let short = canonical(tool, id);
            let short = tool.map_or(short.to_string(), |tool| format!("{tool}/{short}"));
            named(word).or_else(|| named(&short)).unwrap_or(&[]).to_vec()
        }
    }
}

/// The rules that an identifier of a tool stands for.
pub(super) fn rules_of(tool: &str, id: &str) -> &'static [&'static str] {
    if id.len() > MAX_IDENTIFIER {
        return &[];
    }
    let tool = if rules::is_shellcheck(Some(tool), id) { "shellcheck" } else { tool };
    let find = |id: &str| named(&format!("{tool}/{id}"));
    let other = || (tool == "shellcheck" && is_shellcheck(id)).then_some(&[rules::OTHER_SHELL_FAULT][..]);
    find(id).or_else(|| find(&canonical(Some(tool), id))).or_else(other).unwrap_or(&[])
}

/// The rules under a key of the table, in any case.
fn named(key: &str) -> Option<&'static [&'static str]> {
    ALIASES.get(&key.to_ascii_lowercase()).map(Vec::as_slice)
}

/// Whether a word is a number of ShellCheck, with a tool or without.
fn is_shellcheck(word: &str) -> bool {
    let (tool, id) = word.split_once('/').map_or((None, word), |(tool, id)| (Some(tool), id));
    rules::is_shellcheck(tool, id)
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
            "kics/ae5b6871-7f45-42e0-bb4c-ab300c4d2026",
            "ae5b6871-7f45-42e0-bb4c-ab300c4d2026",
            "semgrep/yaml.docker-compose.security.no-new-privileges.no-new-privileges",
            "yaml.docker-compose.security.no-new-privileges.no-new-privileges",
            "AVD-DS-0001",
            "trivy/ds001",
            "x/AVD-DS-0001",
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

    /// The checks of linters of Compose files, and those of them that no rule here is for.
    const CHECKS: &[(&str, &str, &str)] = &[
        (
            "kics",
            "baa452f0 1c1325ff d6355c88 27fcc7d6 ae5b6871 698ed579 451d79dc 071a71ff baa3890f 4f31dd9f 8af7162d \
             404fde2c 610e266e bb9ac4f7 6b610c50 221e0658 ce76b7d0 a88baa34",
            "4d9f44c6 2fc99041 bc2908f3 8c978947 ce14a68b",
        ),
        (
            "dclint",
            "no-duplicate-container-names no-duplicate-exported-ports no-unbound-port-interfaces no-version-field \
             require-quotes-in-ports service-container-name-regex service-image-require-explicit-tag invalid-yaml \
             invalid-schema",
            "no-build-and-image no-quotes-in-volumes require-project-name-field \
             service-dependencies-alphabetical-order service-keys-order service-ports-alphabetical-order \
             services-alphabetical-order top-level-properties-order",
        ),
        (
            "compose-lint",
            "CL-0001 CL-0002 CL-0003 CL-0004 CL-0005 CL-0006 CL-0007 CL-0008 CL-0009 CL-0010 CL-0011 CL-0013 CL-0014 \
             CL-0016 CL-0017 CL-0018 CL-0019 CL-0020 CL-0021 CL-0022 CL-0024 CL-0025 CL-0026 CL-0027 CL-0028 CL-0029 \
             CL-0030",
            "CL-0012 CL-0015 CL-0023",
        ),
        (
            "semgrep",
            "exposing-docker-socket-volume no-new-privileges privileged-service seccomp-confinement-disabled \
             selinux-separation-disabled writable-filesystem-service",
            "",
        ),
        (
            "cis-docker",
            "5.2 5.3 5.4 5.5 5.6 5.7 5.10 5.11 5.12 5.13 5.14 5.16 5.17 5.18 5.20 5.21 5.22 5.23 5.24 5.26 5.27 5.29 \
             5.30 5.31 5.32",
            "5.1 5.8 5.9 5.15 5.19 5.25 5.28",
        ),
        ("owasp-docker", "1 2 3 4 5 5a 6 7 8 12 13", "0 9 10 11"),
    ];

    #[test]
    fn checks_of_linters_of_compose_files_have_rules_here() {
        for (tool, known, others) in CHECKS {
            for id in known.split_whitespace() {
                assert!(!rules_named(&format!("{tool}/{id}")).is_empty(), "{tool}/{id}");
            }
            for id in others.split_whitespace() {
                assert!(rules_named(&format!("{tool}/{id}")).is_empty(), "{tool}/{id}");
            }
        }
    }
}
