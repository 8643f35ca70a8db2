//! What is wrong with an image reference, by the grammar of `distribution/reference` 0.6.0, which BuildKit and the
//! Docker engine read names with. Does not ask a registry.

use std::ops::Range;

/// Longest name of a repository, in bytes.
const LONGEST_NAME: usize = 255;
/// Longest tag, in bytes.
const LONGEST_TAG: usize = 128;
/// Fewest hexadecimal digits of a digest whose algorithm is not looked at yet.
const FEWEST_DIGITS: usize = 32;

/// What is wrong with a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceFault {
    /// Nothing names the repository.
    Nameless,
    /// The name is 64 hexadecimal digits, which would be an identifier.
    Identifier,
    /// The repository has capitals.
    Capitals,
    /// A part of the repository is empty, has characters that none may have, or separators where none may stand.
    Repository,
    /// The repository is longer than 255 bytes.
    LongRepository,
    /// The registry is no host with an optional port.
    Registry,
    /// The tag is empty, or has characters that none may have.
    Tag,
    /// The tag is longer than 128 bytes.
    LongTag,
    /// What follows `@` is not `algorithm:digits`.
    Digest,
    /// The algorithm of the digest is none of sha256, sha384 and sha512.
    Algorithm,
    /// The digest has another number of digits than its algorithm gives.
    DigestLength {
        /// How many there are.
        found: usize,
        /// How many there should be.
        wanted: usize,
    },
}

impl ReferenceFault {
    /// The fact about the part at fault, `what`, and what to write instead.
    pub fn words(self, what: &str) -> (String, &'static str) {
        match self {
            ReferenceFault::Nameless => ("no image is named".to_owned(), "name an image, or `scratch`"),
            ReferenceFault::Identifier => {
                ("an image cannot be named by its identifier".to_owned(), "write `name@sha256:…`")
            }
            ReferenceFault::Capitals => {
                (format!("`{what}` is no name of a repository: it has capitals"), "write it in lower case")
            }
            ReferenceFault::Repository => (
                format!("`{what}` is no name of a repository"),
                "write lower-case letters and digits, joined by single `.` or `_`, or by `-`",
            ),
            ReferenceFault::LongRepository => {
                ("the name of the repository is longer than 255 characters".to_owned(), "shorten it")
            }
            ReferenceFault::Registry => (
                format!("`{what}` is no registry"),
                "write a host name, and a port if need be: `registry.example:5000`",
            ),
            ReferenceFault::Tag => (
                format!("`{what}` is no tag"),
                "write letters, digits, `_`, `.` and `-`, of which the last two do not come first",
            ),
            ReferenceFault::LongTag => ("the tag is longer than 128 characters".to_owned(), "shorten it"),
            ReferenceFault::Digest => {
                (format!("`{what}` is no digest"), "write `sha256:` and 64 digits from 0 to f")
            }
            ReferenceFault::Algorithm => {
                (format!("`{what}` is no algorithm of digests"), "write `sha256:` and 64 digits from 0 to f")
            }
            ReferenceFault::DigestLength { found, wanted } => {
                (format!("the digest has {found} digits, and not {wanted}"), "copy the whole digest")
            }
        }
    }
}

/// What is wrong with a reference, and where: the first fault from the left. `None` for one that is well formed.
pub fn reference_fault(text: &str) -> Option<(ReferenceFault, Range<usize>)> {
    if text.len() == 64 && text.bytes().all(is_lower_hex) {
        return Some((ReferenceFault::Identifier, 0..text.len()));
    }
    let (name, digest) = match text.find('@') {
        Some(at) => (&text[..at], Some(at + 1..text.len())),
        None => (text, None),
    };
    let registry = registry_end(name);
    let path = registry.map_or(0, |end| end + 1);
    let tag = name[path..].find(':').map(|colon| path + colon);
    let repository = path..tag.unwrap_or(name.len());
    registry
        .filter(|end| !is_host(&name[..*end]))
        .map(|end| (ReferenceFault::Registry, 0..end))
        .or_else(|| repository_fault(name, repository))
        .or_else(|| tag_fault(name, tag? + 1))
        .or_else(|| digest_fault(text, digest?))
}

/// Where the registry ends that a name starts with: at the first slash, when what stands before it cannot be a folder.
fn registry_end(name: &str) -> Option<usize> {
    let end = name.find('/')?;
    let first = &name[..end];
    let is_registry = first == "localhost"
        || first.contains(['.', ':'])
        || first.bytes().any(|byte| byte.is_ascii_uppercase());
    is_registry.then_some(end)
}

/// Whether a text is a host name, an IPv4 address or an IPv6 address in brackets, with an optional port.
fn is_host(text: &str) -> bool {
    let is_port = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(rest) = text.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let is_address =
            !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
        return is_address && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    host.split('.').all(is_label) && port.is_none_or(is_port)
}

fn repository_fault(name: &str, range: Range<usize>) -> Option<(ReferenceFault, Range<usize>)> {
    let repository = &name[range.clone()];
    if repository.is_empty() && range.start == 0 {
        return Some((ReferenceFault::Nameless, 0..0));
    }
    if let Some(at) = repository.find(|c: char| c.is_uppercase()) {
        let start = range.start + repository[..at].rfind('/').map_or(0, |slash| slash + 1);
        let end = repository[at..].find('/').map_or(range.end, |slash| range.start + at + slash);
        return Some((ReferenceFault::Capitals, start..end));
    }
    let mut start = range.start;
    for part in repository.split('/') {
        if !is_path_component(part) {
            // An empty part is shown by the slashes around it.
            let around = usize::from(part.is_empty());
            let end = (start + part.len() + around).min(range.end);
            return Some((ReferenceFault::Repository, start.saturating_sub(around)..end));
        }
        start += part.len() + 1;
    }
    (repository.len() > LONGEST_NAME).then_some((ReferenceFault::LongRepository, range))
}

/// Whether a text is words of lower case letters and digits, joined by `.`, `_`, `__` or any number of `-`.
fn is_path_component(text: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let is_join = |join: &str| matches!(join, "." | "_" | "__") || join.bytes().all(|byte| byte == b'-');
    let is_separated = |text: &str| {
        // Joins stand between words: neither first nor last.
        text.split(|c: char| c.is_ascii() && is_word(c as u8)).filter(|join| !join.is_empty()).all(is_join)
    };
    text.bytes().next().is_some_and(is_word)
        && text.bytes().next_back().is_some_and(is_word)
        && is_separated(text)
}

fn tag_fault(name: &str, start: usize) -> Option<(ReferenceFault, Range<usize>)> {
    let tag = &name[start..];
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let is_tag = tag.bytes().next().is_some_and(is_word)
        && tag.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'));
    if !is_tag {
        // An empty tag is shown by its colon.
        return Some((ReferenceFault::Tag, start - usize::from(tag.is_empty())..name.len()));
    }
    (tag.len() > LONGEST_TAG).then_some((ReferenceFault::LongTag, start..name.len()))
}

fn digest_fault(text: &str, range: Range<usize>) -> Option<(ReferenceFault, Range<usize>)> {
    let digest = &text[range.clone()];
    let of = |fault| Some((fault, range.clone()));
    let Some((algorithm, digits)) = digest.split_once(':') else {
        return if digest.is_empty() {
            Some((ReferenceFault::Digest, range.start - 1..range.end))
        } else {
            of(ReferenceFault::Digest)
        };
    };
    let is_part = |part: &str| {
        part.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic())
            && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if !algorithm.split(['-', '_', '+', '.']).all(is_part)
        || !digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return of(ReferenceFault::Digest);
    }
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ if digits.len() < FEWEST_DIGITS => return of(ReferenceFault::Digest),
        _ => return Some((ReferenceFault::Algorithm, range.start..range.start + algorithm.len())),
    };
    if digits.len() != length {
        return of(ReferenceFault::DigestLength { found: digits.len(), wanted: length });
    }
    if digits.bytes().all(is_lower_hex) { None } else { of(ReferenceFault::Digest) }
}

/// Whether a text is a digest: `sha256:`, `sha384:` or `sha512:` and as many hexadecimal digits as it has.
pub fn is_digest(text: &str) -> bool {
    !text.is_empty() && digest_fault(text, 0..text.len()).is_none()
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_references_have_no_fault() {
        let digest = "0123456789abcdef".repeat(4);
        for text in [
            "nginx",
            "a/b/c:1.0-x_y",
            "Foo/bar",
            "Foo.io/bar",
            "localhost:5000/a",
            "[::1]:5000/a",
            "a--b__c.d_e",
            "docker.io/library/a:_",
            "registry-1.docker.io/a",
        ] {
            assert_eq!(reference_fault(text), None, "{text}");
            assert_eq!(reference_fault(&format!("{text}@sha256:{digest}")), None, "{text}");
        }
    }

    #[test]
    fn a_fault_stands_at_its_part() {
        use ReferenceFault::*;
        let digest = "0123456789abcdef".repeat(4);
        for (text, fault, part) in [
            ("", Nameless, ""),
            (digest.as_str(), Identifier, digest.as_str()),
            ("alpin..e", Repository, "alpin..e"),
            ("a/b[c/d:1", Repository, "b[c"),
            ("a//b:1", Repository, "//"),
            ("/build", Repository, "/"),
            ("a/", Repository, "/"),
            ("a/:1", Repository, "/"),
            ("bats-", Repository, "bats-"),
            ("a___b", Repository, "a___b"),
            ("é", Repository, "é"),
            ("SCRATCH", Capitals, "SCRATCH"),
            ("x/Ab/c:T", Capitals, "Ab"),
            ("localhost/Bar:5", Capitals, "Bar"),
            ("https://x/y", Registry, "https:"),
            ("a_b.c/d", Registry, "a_b.c"),
            ("a:", Tag, ":"),
            ("a:b:c", Tag, "b:c"),
            ("a:-1", Tag, "-1"),
            ("alpi@ne", Digest, "ne"),
            ("a@", Digest, "@"),
            ("a@sha256:", DigestLength { found: 0, wanted: 64 }, "sha256:"),
            ("a@sha256:0f", DigestLength { found: 2, wanted: 64 }, "sha256:0f"),
            ("a@md5:01234567890123456789012345678901", Algorithm, "md5"),
        ] {
            let found = reference_fault(text);
            assert_eq!(found.map(|(fault, at)| (fault, &text[at])), Some((fault, part)), "{text}");
        }
    }
}
