//! Platforms as `--platform` takes them: `os[(version)][/architecture[/variant]]`, as containerd's `platforms` 1.0
//! reads them. Knows which ones there are only where a single word has to be told apart.

use crate::facts::platforms::{ARCHITECTURES, SYSTEMS};

/// Whether a text is a platform: a system that is known, an architecture that is known, or two or three words in the
/// form of both.
pub fn is_platform(text: &str) -> bool {
    let (system, rest) = text.split_once('/').map_or((text, None), |(system, rest)| (system, Some(rest)));
    let Some(name) = system_name(system) else { return false };
    let is_word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b))
    };
    match rest {
        Some(rest) => rest.split('/').count() <= 2 && rest.split('/').all(is_word),
        None => {
            let is_in = |known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(name));
            is_in(SYSTEMS) || is_in(ARCHITECTURES)
        }
    }
}

/// The name of a system, which a version and features in parentheses may follow; `None` when the text is neither.
fn system_name(text: &str) -> Option<&str> {
    let (name, version) = match text.strip_suffix(')') {
        Some(text) => text.split_once('(')?,
        None => (text, ""),
    };
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
    let is_version = version.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.%-+".contains(&b));
    (is_name && is_version).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_platform_has_up_to_three_parts() {
        for text in ["linux", "Linux", "arm64", "linux/arm/v7", "windows(10.0)/amd64", "any/thing"] {
            assert!(is_platform(text), "{text}");
        }
        for text in ["", "linux/", "a/b/c/d", "a b", "linu", "linux(", "(1)", "li.nux/amd64"] {
            assert!(!is_platform(text), "{text}");
        }
    }
}
