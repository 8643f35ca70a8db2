//! Image references, by the grammar of `distribution/reference`. Does not ask a registry.

use std::fmt;

/// An image reference in its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ImageReference {
    /// The registry, if one is written: `ghcr.io`, `localhost:5000`.
    pub registry: Option<String>,
    /// The repository without registry: `library/nginx`, `nginx`.
    pub repository: String,
    /// The tag, if written.
    pub tag: Option<String>,
    /// The digest, if written: `sha256:…`.
    pub digest: Option<String>,
}

impl ImageReference {
    /// Splits a reference. The first component is a registry when it has a dot, a colon or is `localhost`; a tag is
    /// what follows the last colon after the last slash. `None` when nothing is left for the repository, or when it or
    /// the tag has characters that no reference has.
    pub fn parse(text: &str) -> Option<ImageReference> {
        let text = text.trim();
        let (rest, digest) = match text.split_once('@') {
            Some((rest, digest)) => (rest, Some(digest.to_owned())),
            None => (text, None),
        };
        let (registry, rest) = match rest.split_once('/') {
            Some((first, rest)) if first.contains(['.', ':']) || first == "localhost" => {
                (Some(first.to_owned()), rest)
            }
            _ => (None, rest),
        };
        let after_slash = rest.rfind('/').map_or(0, |at| at + 1);
        let (repository, tag) = match rest.get(after_slash..)?.find(':') {
            Some(colon) => {
                let colon = after_slash + colon;
                (rest.get(..colon)?, rest.get(colon + 1..).map(str::to_owned))
            }
            None => (rest, None),
        };
        // Any other character is one of a placeholder that somebody fills in, or no builder takes it.
        let fits =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte));
        if repository.is_empty() || !fits(repository) || !tag.as_deref().is_none_or(fits) {
            return None;
        }
        Some(ImageReference { registry, repository: repository.to_owned(), tag, digest })
    }

    /// Whether the repository has capitals, which none may have. One in capitals only is a placeholder, and a first
    /// folder with capitals is taken for a registry.
    pub fn has_capitals(&self) -> bool {
        let path = self.repository.split_once('/').filter(|_| self.registry.is_none());
        let name = path.map_or(self.repository.as_str(), |(_, rest)| rest);
        name.bytes().any(|byte| byte.is_ascii_uppercase())
            && name.bytes().any(|byte| byte.is_ascii_lowercase())
    }

    /// Whether the tag names a major version and no more: `3`, `v2-alpine`. Longer numbers are dates and builds.
    pub fn has_major_tag(&self) -> bool {
        let version = self.tag.as_deref().unwrap_or("").split('-').next().unwrap_or("");
        let number = version.strip_prefix('v').unwrap_or(version);
        (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// The repository as Docker Hub names it: without registry, `library/` left out; the full path elsewhere.
    pub fn name(&self) -> String {
        match self.registry.as_deref() {
            None | Some("docker.io" | "index.docker.io" | "registry-1.docker.io") => {
                self.repository.strip_prefix("library/").unwrap_or(&self.repository).to_owned()
            }
            Some(registry) => format!("{registry}/{}", self.repository),
        }
    }
}

impl fmt::Display for ImageReference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(registry) = &self.registry {
            write!(f, "{registry}/")?;
        }
        f.write_str(&self.repository)?;
        if let Some(tag) = &self.tag {
            write!(f, ":{tag}")?;
        }
        if let Some(digest) = &self.digest {
            write!(f, "@{digest}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_no_tag() {
        let image = ImageReference::parse("localhost:5000/team/app");
        assert_eq!(image.as_ref().and_then(|image| image.tag.as_deref()), None);
        assert_eq!(image.and_then(|image| image.registry).as_deref(), Some("localhost:5000"));
    }

    #[test]
    fn placeholders_are_no_references() {
        for text in ["[app]", "gcr.io/<project>/app", "{{ image }}", "nginx:%TAG%", "a b", "nginx:${TAG}"] {
            assert_eq!(ImageReference::parse(text), None, "{text}");
        }
        assert!(ImageReference::parse("BASE_IMAGE").is_some());
    }

    #[test]
    fn a_reference_is_shown_as_it_is_written() {
        for text in ["nginx", "nginx:1.27", "docker.io/library/nginx:1.27@sha256:abc", "localhost:5000/a/b"] {
            assert_eq!(ImageReference::parse(text).map(|image| image.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn tag_and_digest_are_told_apart() {
        let image = ImageReference::parse("docker.io/library/nginx:1.27@sha256:abc");
        assert_eq!(image.as_ref().map(ImageReference::name).as_deref(), Some("nginx"));
        assert_eq!(image.as_ref().and_then(|image| image.tag.as_deref()), Some("1.27"));
        assert_eq!(image.and_then(|image| image.digest).as_deref(), Some("sha256:abc"));
    }
}
