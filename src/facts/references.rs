//! Documents that rules refer to. Source: written by hand from the contents of each document, 2026-11-28.
//! Benchmarks, standards, weaknesses and documentation by id. Knows no rule.

use std::borrow::Cow;

/// Id, edition, title and address between tabs, by id.
const TABLE: &str = include_str!("references.tsv");

/// A document, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is in, with its version or year: `CIS Docker Benchmark 1.6.0`.
    pub edition: Cow<'static, str>,
    /// What the part is called: `5.4 Ensure that Linux kernel capabilities are restricted within containers`.
    pub title: Cow<'static, str>,
    /// Where it can be read.
    pub address: Cow<'static, str>,
}

impl Reference {
    /// The document of an id such as `cis-docker/5.4`; `None` when the table has none.
    pub fn of(id: &str) -> Option<Reference> {
        TABLE.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
            let mut fields = line.split('\t');
            let (known, edition, title, address) =
                (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
            (known == id).then_some(Reference {
                edition: edition.into(),
                title: title.into(),
                address: address.into(),
            })
        })
    }

    /// What the maintainers of a tool say about one of its identifiers: ShellCheck's wiki, BuildKit's build checks.
    /// `None` for tools without a page of a known address for each.
    pub fn of_alias(tool: &str, id: &str) -> Option<Reference> {
        match tool {
            "shellcheck" => Some(Reference {
                edition: "ShellCheck wiki".into(),
                title: id.to_owned().into(),
                address: format!("https://www.shellcheck.net/wiki/{id}").into(),
            }),
            "buildkit" => Some(Reference {
                edition: "Docker documentation".into(),
                title: format!("Build checks: {id}").into(),
                address: format!("https://docs.docker.com/reference/build-checks/{}/", kebab(id)).into(),
            }),
            _ => None,
        }
    }

    /// All ids of the table.
    pub fn ids() -> impl Iterator<Item = &'static str> {
        TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split('\t').next())
    }
}

/// `StageNameCasing` as `stage-name-casing`; capitals in a row stay together.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    let mut letters = name.chars().peekable();
    while let Some(letter) = letters.next() {
        let starts = letter.is_uppercase()
            && (before.is_lowercase()
                || letters.peek().is_some_and(|next| next.is_lowercase()) && !out.is_empty());
        if starts {
            out.push('-');
        }
        out.extend(letter.to_lowercase());
        before = letter;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_checks_have_the_addresses_of_their_names() {
        for (name, path) in [
            ("StageNameCasing", "stage-name-casing"),
            ("JSONArgsRecommended", "json-args-recommended"),
            ("InvalidDefaultArgInFrom", "invalid-default-arg-in-from"),
            ("SecretsUsedInArgOrEnv", "secrets-used-in-arg-or-env"),
        ] {
            assert_eq!(kebab(name), path);
        }
    }
}
