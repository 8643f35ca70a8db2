//! Formats that are lists of words or are built from them: resources, fields of pods, versions. Knows no paths.

use super::names::{label, prefixed, qualified};

pub(super) fn percent(text: &str) -> Option<u64> {
    let number = text.strip_suffix('%').filter(|number| !number.is_empty())?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| number.parse().unwrap_or(u64::MAX))
}

/// Base64 with padding; line ends do not count.
pub(super) fn base64(text: &str) -> bool {
    let (mut count, mut padding) = (0_usize, 0_usize);
    for byte in text.bytes().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        count += 1;
        match byte {
            b'=' => padding += 1,
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'/' if padding == 0 => {}
            _ => return false,
        }
    }
    count % 4 == 0 && padding <= 2
}

pub(super) fn huge_pages(text: &str) -> bool {
    text.starts_with("hugepages-")
}

const BASIC: &[&str] = &["cpu", "memory", "ephemeral-storage"];

const OTHER_RESOURCES: &[&str] = &[
    "pods",
    "services",
    "services.nodeports",
    "services.loadbalancers",
    "replicationcontrollers",
    "resourcequotas",
    "secrets",
    "configmaps",
    "persistentvolumeclaims",
    "requests.storage",
];

/// Whether a resource is `requests.` or `limits.` of a basic one, or has neither and is one.
fn is_basic(text: &str) -> bool {
    let bare = text.strip_prefix("requests.").or_else(|| text.strip_prefix("limits.")).unwrap_or(text);
    BASIC.contains(&bare)
}

pub(super) fn container_resource(text: &str) -> bool {
    let is_extended = prefixed(text) && !text.starts_with("requests.");
    BASIC.contains(&text) || huge_pages(text) || is_extended
}

pub(super) fn resource(text: &str) -> bool {
    let is_standard = is_basic(text) || text == "storage" || OTHER_RESOURCES.contains(&text);
    qualified(text) && (text.contains('/') || is_standard || huge_pages(text))
}

pub(super) fn quota_resource(text: &str) -> bool {
    let is_huge = text.strip_prefix("requests.").is_some_and(huge_pages);
    text != "storage" && (resource(text) || (is_huge && qualified(text)))
}

pub(super) fn limit_type(text: &str) -> bool {
    matches!(text, "Pod" | "Container" | "PersistentVolumeClaim") || prefixed(text)
}

pub(super) fn resource_field(text: &str) -> bool {
    let resource = text.strip_prefix("limits.").or_else(|| text.strip_prefix("requests."));
    resource.is_some_and(|name| BASIC.contains(&name) || huge_pages(name))
}

/// The key of `metadata.labels['KEY']` and of annotations.
fn subscript(text: &str) -> bool {
    let key = |start: &str| text.strip_prefix(start).and_then(|rest| rest.strip_suffix("']"));
    let is_label = key("metadata.labels['").is_some_and(qualified);
    is_label || key("metadata.annotations['").is_some_and(|key| qualified(&key.to_lowercase()))
}

pub(super) fn env_field(text: &str) -> bool {
    const FIELDS: &[&str] = &[
        "metadata.name",
        "metadata.namespace",
        "metadata.uid",
        "spec.nodeName",
        "spec.serviceAccountName",
        "status.hostIP",
        "status.hostIPs",
        "status.podIP",
        "status.podIPs",
    ];
    FIELDS.contains(&text) || subscript(text)
}

pub(super) fn volume_field(text: &str) -> bool {
    const FIELDS: &[&str] =
        &["metadata.name", "metadata.namespace", "metadata.uid", "metadata.labels", "metadata.annotations"];
    FIELDS.contains(&text) || subscript(text)
}

pub(super) fn iscsi(text: &str) -> bool {
    let hex = |prefix: &str, count: usize| {
        let digits = text.strip_prefix(prefix);
        digits.is_some_and(|text| text.len() == count && text.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    let iqn = || {
        let (date, rest) = text.strip_prefix("iqn.")?.split_once('.')?;
        let (year, month) = date.split_once('-')?;
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        let domain = rest.split(':').next()?;
        Some(digits(year, 4) && digits(month, 2) && domain.split('.').all(|part| label(&part.to_lowercase())))
    };
    iqn().unwrap_or(false) || hex("eui.", 16) || hex("naa.", 32)
}

pub(super) fn index_list(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_member = |member: &str| match member.split_once('-') {
        Some((from, to)) => is_number(from) && is_number(to),
        None => is_number(member),
    };
    text.split(',').all(is_member)
}

pub(super) fn semver(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_number = |word: &str| {
        let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        digits && (word == "0" || !word.starts_with('0'))
    };
    let (text, build) = text.split_once('+').map_or((text, None), |(text, build)| (text, Some(build)));
    let (core, before) = text.split_once('-').map_or((text, None), |(core, before)| (core, Some(before)));
    let is_before =
        |word: &str| is_word(word) && (is_number(word) || word.bytes().any(|byte| !byte.is_ascii_digit()));
    core.split('.').count() == 3
        && core.split('.').all(is_number)
        && build.is_none_or(|build| build.split('.').all(is_word))
        && before.is_none_or(|before| before.split('.').all(is_before))
}

/// When Compose pulls an image: a word, or `every_` and numbers with units.
pub(super) fn pull_policy(text: &str) -> bool {
    const WORDS: &[&str] =
        &["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"];
    let every = text.strip_prefix("every_").is_some_and(|rest| {
        let ends = rest.ends_with(['w', 'd', 'h', 'm', 's']);
        ends && rest.split_inclusive(['w', 'd', 'h', 'm', 's']).all(|part| {
            let number = part.get(..part.len().saturating_sub(1)).unwrap_or("");
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    });
    every || WORDS.contains(&text)
}
