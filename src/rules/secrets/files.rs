//! Names of files that hold credentials. Does not look for the files.

use crate::model::dockerfile::Step;
use crate::syntax::dockerfile::{Arguments, Keyword, Word};

/// Names of private keys, settings with passwords, and the like.
const NAMES: &[&str] = &[
    ".dockercfg",
    ".env",
    ".git-credentials",
    ".netrc",
    "_netrc",
    ".pgpass",
    ".pypirc",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "kubeconfig",
];
/// Ends of paths whose last name says too little.
const ENDS: &[&str] = &[".aws/credentials", ".docker/config.json", ".kube/config", ".gem/credentials"];
/// Endings of files with private keys.
const KEYS: &[&str] = &[".key", ".p12", ".pem", ".pfx", ".ppk"];
/// Words that say that such a file holds certificates or public keys.
const PUBLIC: &[&str] = &[
    "ca", "cert", "chain", "bundle", "crt", "pub", "public", "root", "trust", "dhparam", "dh", "apt", "gpg",
];
/// Endings of `.env.…` that are templates.
const TEMPLATES: &[&str] =
    &["example", "sample", "template", "dist", "tpl", "tmpl", "default", "defaults", "docker", "test", "ci"];

/// Words of paths whose files open nothing.
const FIXTURES: &[&str] = &[
    "dev", "e2e", "example", "examples", "fixture", "fixtures", "sample", "samples", "test", "testdata",
    "tests",
];

/// Whether a path names a file that holds credentials.
pub(super) fn is_secret_file(path: &str) -> bool {
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    if path.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| FIXTURES.contains(&word)) {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or("");
    if let Some(environment) = name.strip_prefix(".env.") {
        return !environment.split('.').any(|word| TEMPLATES.contains(&word)) && !environment.contains('*');
    }
    if NAMES.contains(&name) || ENDS.iter().any(|end| path == *end || path.ends_with(&format!("/{end}"))) {
        return true;
    }
    KEYS.iter().any(|ending| name.strip_suffix(ending).is_some_and(|stem| !is_public(stem)))
}

fn is_public(stem: &str) -> bool {
    let mut words = stem.split(|c: char| !c.is_ascii_alphanumeric());
    stem.is_empty()
        || stem.contains(['*', '?', '['])
        || stem.contains("cert")
        || stem.contains("chain")
        || words.any(|word| PUBLIC.contains(&word))
}

/// The files with credentials that a COPY or ADD takes from the build context, each with the path that it gets, as
/// far as that is known.
pub(super) fn copied<'d>(step: &'d Step<'_>) -> Vec<(&'d Word<'d>, Option<String>)> {
    let instruction = &step.instruction;
    let is_copy = step.is(Keyword::Copy) || step.is(Keyword::Add);
    let Arguments::Paths { sources, .. } = &instruction.arguments else { return Vec::new() };
    if !is_copy || instruction.flag("from").is_some() {
        return Vec::new();
    }
    let destination = step.resolved(sources.len()).known();
    // Keys that package managers check signatures with are public.
    if destination.is_some_and(|to| {
        ["keyring", "/apt/", "rpm-gpg", "trusted.gpg", ".pub", ".gpg", ".asc"]
            .iter()
            .any(|part| to.contains(part))
    }) {
        return Vec::new();
    }
    let sources = sources.iter().enumerate().filter_map(|(index, word)| {
        let path = step.resolved(index).known()?;
        if !is_secret_file(path) || path.starts_with("<<") || path.contains("://") {
            return None;
        }
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or("");
        let target = destination.map(|to| match to {
            "." | "./" => name.to_owned(),
            to if to.ends_with('/') => format!("{to}{name}"),
            to => to.to_owned(),
        });
        Some((word, target))
    });
    sources.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_with_credentials_are_told_from_their_public_halves_and_templates() {
        for path in [
            ".env",
            "a/.env.production",
            "id_rsa",
            "/ssh/id_ed25519",
            "server.key",
            "tls/private.pem",
            ".aws/credentials",
            "x/.kube/config",
            "store.p12",
        ] {
            assert!(is_secret_file(path), "{path}");
        }
        for path in [
            ".env.example",
            "id_rsa.pub",
            "ca.pem",
            "server-cert.pem",
            "fullchain.pem",
            "credentials",
            ".envrc",
            "a.key.pub",
            "config.json",
            "*.pem",
            "test/fixture/server.key",
            "sample-RSA-private.pem",
            "environment",
        ] {
            assert!(!is_secret_file(path), "{path}");
        }
    }
}
