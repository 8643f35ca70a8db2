//! Addresses of git repositories as BuildKit and Compose read them: `https://host/name.git#reference:folder`. Asks no
//! server.

/// The address of a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GitAddress<'t> {
    /// The branch, tag or commit that is named.
    pub reference: Option<&'t str>,
}

impl<'t> GitAddress<'t> {
    /// Reads an address; `None` when it is not one of a repository: over HTTP these end in `.git`.
    pub fn parse(text: &'t str) -> Option<GitAddress<'t>> {
        let (rest, fragment) = text.split_once('#').unwrap_or((text, ""));
        let (base, query) = rest.split_once('?').unwrap_or((rest, ""));
        let is_http = base.starts_with("https://") || base.starts_with("http://");
        let starts = ["git@", "git://", "ssh://", "github.com/"];
        if !(is_http && base.ends_with(".git") || starts.iter().any(|start| base.starts_with(start))) {
            return None;
        }
        let named = fragment.split(':').next().filter(|named| !named.is_empty());
        let option =
            |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let asked = ["checksum", "commit", "ref", "tag", "branch"].iter().find_map(|name| option(name));
        Some(GitAddress { reference: named.or(asked) })
    }

    /// Whether a whole hash of a commit is named, which is the same tomorrow.
    pub fn is_pinned(&self) -> bool {
        let is_hash =
            |text: &str| matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.reference.is_some_and(is_hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reference_of_an_address_is_found() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let of = |text: &str| GitAddress::parse(text).map(|address| address.reference.map(str::to_owned));
        assert_eq!(of("https://github.com/a/b.git"), Some(None));
        assert_eq!(of("https://github.com/a/b.git#main:docker"), Some(Some("main".into())));
        assert_eq!(of("git@github.com:a/b.git#v1"), Some(Some("v1".into())));
        assert_eq!(of("https://a.test/b.git?ref=v2&subdir=c"), Some(Some("v2".into())));
        assert_eq!(of("https://a.test/b.tar.gz"), None);
        assert_eq!(of("./b.git"), None);
        assert!(GitAddress::parse(&format!("github.com/a/b#{commit}")).is_some_and(|a| a.is_pinned()));
        assert!(!GitAddress::parse("github.com/a/b#0123456").is_some_and(|a| a.is_pinned()));
    }
}
