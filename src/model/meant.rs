//! Signs that a text which cannot be parsed in full was meant for a format: keys as they stand in lines and brackets.
//! Parses nothing.

use memchr::memmem;

/// The documents of a text, as far as its lines tell.
pub(super) fn documents(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n---").map(|document| document.strip_prefix("---").unwrap_or(document))
}

/// The lines of a document that hold something, each with its indentation. Comments, directives and lines of a template
/// engine are left out.
pub(super) fn lines(document: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let content = |line: &'_ str| line.trim_start().len();
    let with_indent = move |line| {
        let content: &str = str::trim_start(line);
        (line.len() - content.len(), content)
    };
    let is_silent = |content: &str| ["#", "%", "{{", "{%"].iter().any(|sign| content.starts_with(sign));
    let lines = document.lines().filter(move |line| content(line) > 0).map(with_indent);
    lines.filter(move |(_, content)| !is_silent(content))
}

/// Whether a line starts with a key, in quotes or not.
pub(super) fn starts_with_key(content: &str, key: &str) -> bool {
    let unquoted = content.strip_prefix(['"', '\'']).unwrap_or(content);
    unquoted.strip_prefix(key).is_some_and(|rest| ends_key(rest, unquoted.len() < content.len()))
}

/// Whether a key stands anywhere in a text.
pub(super) fn has_key(text: &str, key: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/');
    memmem::find_iter(text.as_bytes(), key).any(|at| {
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before)).copied();
        let rest = text.get(at + key.len()..).unwrap_or("");
        !before.is_some_and(is_part) && ends_key(rest, matches!(before, Some(b'"' | b'\'')))
    })
}

/// Whether what follows a key's text makes a key of it. After one in quotes, a value needs no blank.
fn ends_key(rest: &str, quoted: bool) -> bool {
    let rest = if quoted { rest.strip_prefix(['"', '\'']).unwrap_or("") } else { rest };
    let value = rest.trim_start_matches([' ', '\t']).strip_prefix(':');
    value.is_some_and(|value| quoted || value.is_empty() || value.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use crate::model::{compose, kube};

    #[test]
    fn broken_manifests_are_known_by_their_keys() {
        for text in [
            "x: [\napiVersion: v1\nkind: Pod\n",
            "{\"apiVersion\":\"v1\",\n\"kind\": \"Pod\", [",
            "a: b\n---\n# x\n  \"apiVersion\": v1\n  \"kind\": Pod\n",
            "{{- if .Values.x }}\napiVersion: {{ .y }}\nkind: Role\n",
            "\tapiVersion: v1\n\tkind: Pod\n",
        ] {
            assert!(kube::was_meant(text), "{text}");
        }
        for text in [
            "a:\n  apiVersion: v1\n  kind: Pod\n",
            "apiVersion: v1\n---\nkind: Pod\n",
            "{\"description\": \"apiVersion and kind: x\"}",
            "- apiVersion: v1\n  kind: Pod\n",
        ] {
            assert!(!kube::was_meant(text), "{text}");
        }
    }

    #[test]
    fn broken_compose_files_are_known_by_their_services() {
        for text in [
            "services:\n  web:\n    image: nginx\n  bad: [\n",
            "services:\n\tweb:\n\t\timage: nginx\n",
            "version: '3'\nservices: {web: {build: .\n",
            "services:\n  web: {image: nginx, bad: [\n",
            "{\"services\": {\"web\": {\"image\": \"x\"",
        ] {
            assert!(compose::was_meant(text), "{text}");
        }
        for text in [
            "services:\n  App\\Kernel:\n    resource: [\n",
            "imports: []\nservices:\n  a:\n    image: x\n",
            "image: ruby\nservices:\n  - docker:dind\ntest: [\n",
            "services:\n  - image: x\n  - build: [\n",
            "my-services:\n  a:\n    image: [\n",
            "services:\n  a:\n    class: [\nother:\n  image: x\n",
        ] {
            assert!(!compose::was_meant(text), "{text}");
        }
    }
}
