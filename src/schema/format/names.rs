//! Names: DNS labels and subdomains, qualified names, identifiers. Knows no addresses.

use std::borrow::Cow;

pub(super) fn within(text: &str, limit: usize) -> bool {
    text.len() <= limit
}

pub(super) fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// Whether a text is not empty and has only bytes of a class and some others.
pub(super) fn all(text: &str, also: &[u8], class: fn(&u8) -> bool) -> bool {
    !text.is_empty() && text.bytes().all(|byte| class(&byte) || also.contains(&byte))
}

/// The same, with a byte of the class at both ends.
fn framed(text: &str, also: &[u8], class: fn(&u8) -> bool) -> bool {
    let ends = [text.bytes().next(), text.bytes().next_back()];
    all(text, also, class) && ends.iter().flatten().all(class)
}

fn is_lower(byte: &u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// `[a-z0-9]([-a-z0-9]*[a-z0-9])?`
fn any_label(text: &str) -> bool {
    framed(text, b"-", is_lower)
}

fn any_subdomain(text: &str) -> bool {
    text.split('.').all(any_label)
}

pub(super) fn label(text: &str) -> bool {
    within(text, 63) && any_label(text)
}

pub(super) fn label_1035(text: &str) -> bool {
    label(text) && text.starts_with(|first: char| first.is_ascii_lowercase())
}

pub(super) fn subdomain(text: &str) -> bool {
    within(text, 253) && any_subdomain(text)
}

/// A subdomain of at least so many labels.
pub(super) fn subdomain_of(text: &str, labels: usize) -> bool {
    subdomain(text) && text.split('.').count() >= labels
}

/// A subdomain in which `_` counts as a letter.
pub(super) fn relaxed(text: &str) -> bool {
    fn class(byte: &u8) -> bool {
        is_lower(byte) || *byte == b'_'
    }
    within(text, 253) && text.split('.').all(|label| framed(label, b"-", class))
}

pub(super) fn segments(text: &str) -> bool {
    within(text, 253) && text.split('/').all(subdomain)
}

/// A prefix of names as the API server checks it: what comes before a dash at the end, and the dash, become one letter.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    let before = text.strip_suffix('-').and_then(|text| text.get(..text.len().checked_sub(1)?));
    before.map_or(Cow::Borrowed(text), |before| Cow::Owned(format!("{before}a")))
}

pub(super) fn generate_name(text: &str, dots: bool) -> bool {
    let text = text.strip_suffix('-').unwrap_or(text);
    if dots { any_subdomain(text) } else { any_label(text) }
}

/// `([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]` of at most 63 bytes.
fn name(text: &str) -> bool {
    within(text, 63) && framed(text, b"-_.", u8::is_ascii_alphanumeric)
}

pub(super) fn label_value(text: &str) -> bool {
    text.is_empty() || name(text)
}

pub(super) fn qualified(text: &str) -> bool {
    text.split_once('/').map_or_else(|| name(text), |(domain, rest)| subdomain(domain) && name(rest))
}

/// A qualified name with its domain.
pub(super) fn prefixed(text: &str) -> bool {
    text.contains('/') && qualified(text)
}

pub(super) fn finalizer(text: &str) -> bool {
    matches!(text, "orphan" | "foregroundDeletion" | "kubernetes") || prefixed(text)
}

pub(super) fn extended_resource(text: &str) -> bool {
    let domain = text.split('/').next().unwrap_or("");
    prefixed(text) && !domain.ends_with("kubernetes.io") && !text.starts_with("requests.")
}

pub(super) fn domain_prefixed_path(text: &str) -> bool {
    let is_path = |path: &str| all(path, b"/-._~%!$&'()*+,;=:", u8::is_ascii_alphanumeric);
    text.split_once('/').is_some_and(|(domain, path)| subdomain(domain) && is_path(path))
}

pub(super) fn signer(text: &str) -> bool {
    let is_domain =
        |domain: &str| subdomain_of(domain, 2) && domain.split('.').all(|label| within(label, 63));
    text.split_once('/').is_some_and(|(domain, path)| is_domain(domain) && subdomain(path))
}

pub(super) fn identifier(text: &str) -> bool {
    all(text, b"_", u8::is_ascii_alphanumeric) && !text.starts_with(|first: char| first.is_ascii_digit())
}

pub(super) fn attribute_name(text: &str) -> bool {
    let is_name = |name: &str| within(name, 32) && identifier(name);
    match text.split_once('/') {
        Some((domain, name)) => within(domain, 63) && subdomain(domain) && is_name(name),
        None => is_name(text),
    }
}

/// A letter or digit, followed by one of these or `.`, `_`, `-`, anywhere: Compose's pattern has no ends.
pub(super) fn compose_container(text: &str) -> bool {
    let follows = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    text.as_bytes().array_windows().any(|[first, second]| first.is_ascii_alphanumeric() && follows(*second))
}

pub(super) fn config_key(text: &str) -> bool {
    let is_dots = text == "." || text.starts_with("..");
    within(text, 253) && all(text, b"-._", u8::is_ascii_alphanumeric) && !is_dots
}

pub(super) fn env_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| (0x20..0x7f).contains(&byte) && byte != b'=')
}

pub(super) fn port_name(text: &str) -> bool {
    let has_letter = text.bytes().any(|byte| byte.is_ascii_lowercase());
    within(text, 15) && any_label(text) && has_letter && !text.contains("--")
}

pub(super) fn path_segment(text: &str) -> bool {
    !matches!(text, "." | "..") && !text.contains(['/', '%'])
}

pub(super) fn group_version(text: &str) -> bool {
    match text.split_once('/') {
        Some((group, version)) => (group.is_empty() || subdomain(group)) && label_1035(version),
        None => label_1035(text),
    }
}

pub(super) fn sysctl(text: &str) -> bool {
    within(text, 253) && text.split(['.', '/']).all(|part| framed(part, b"-_", is_lower))
}
