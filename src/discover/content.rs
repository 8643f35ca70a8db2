//! What a text looks like, before it is parsed: cheap signs that make parsing worth while. The models decide.

use memchr::memmem;

/// What a text might be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// It has a `services` key.
    MaybeCompose,
    /// It has two of the keys `apiVersion`, `kind` and `metadata`.
    MaybeKubernetes,
    /// Its first instruction is one that a Dockerfile starts with.
    Dockerfile,
    /// Nothing that is linted.
    Other,
}

/// Looks for the keys that a Compose file or a Kubernetes object cannot be without, else for a Dockerfile's start.
pub fn content(text: &str) -> Content {
    let has = |word: &str| memmem::find(text.as_bytes(), word.as_bytes()).is_some();
    let signs = ["apiVersion", "kind", "metadata"].into_iter().filter(|sign| has(sign)).count();
    if signs > 1 {
        return Content::MaybeKubernetes;
    }
    if has("services") {
        return Content::MaybeCompose;
    }
    if starts_like_dockerfile(text) {
        return Content::Dockerfile;
    }
    Content::Other
}

/// Whether the first line that is neither blank nor a comment starts with `FROM` or `ARG` and an argument, and some
/// line starts with `FROM`.
fn starts_like_dockerfile(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let instruction = |line: &str, word: &str| {
        let (first, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        first == word && !rest.trim().is_empty()
    };
    let Some(first) = lines.next() else { return false };
    instruction(first, "FROM")
        || (instruction(first, "ARG") && lines.take(50).any(|line| instruction(line, "FROM")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_known_by_what_it_cannot_be_without() {
        assert_eq!(content("apiVersion: v1\nkind: Pod\n"), Content::MaybeKubernetes);
        assert_eq!(content("services:\n  a:\n"), Content::MaybeCompose);
        assert_eq!(content("# x\nARG A=1\nFROM a:$A\n"), Content::Dockerfile);
        assert_eq!(content("FROM nowhere to go, they came\n"), Content::Dockerfile);
        assert_eq!(content("on: push\n"), Content::Other);
    }
}
