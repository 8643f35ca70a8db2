//! Paths of files and of URLs. Touches no disk.

use super::names::subdomain;

/// Whether no part of a path is `..`.
pub(super) fn no_dots(text: &str) -> bool {
    text.split('/').all(|part| part != "..")
}

pub(super) fn ingress(text: &str) -> bool {
    let bad = ["//", "/./", "/../"].iter().any(|part| text.contains(part));
    text.starts_with('/') && !bad && !text.ends_with("/.") && !text.ends_with("/..")
}

pub(super) fn webhook(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('/') else { return false };
    rest.is_empty() || rest.strip_suffix('/').unwrap_or(rest).split('/').all(subdomain)
}

pub(super) fn star_at_end(text: &str) -> bool {
    let before = text.strip_suffix('*').unwrap_or(text);
    text == "*" || (text.starts_with('/') && !text.contains(' ') && !before.contains('*'))
}
