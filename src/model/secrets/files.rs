//! Names of files that hold credentials. Does not look for the files.

use crate::facts::secrets;
use crate::model::dockerfile::Step;
use crate::syntax::dockerfile::{Arguments, Keyword, Word};

/// Whether a path names a file that holds credentials.
pub fn is_secret_file(path: &str) -> bool {
    let path = path.trim_end_matches('/').to_ascii_lowercase();
    if path.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| secrets::FIXTURE_WORDS.contains(&word)) {
        return false;
    }
    let name = path.rsplit('/').next().unwrap_or("");
    if let Some(environment) = name.strip_prefix(".env.") {
        return !environment.split('.').any(|word| secrets::TEMPLATE_ENDS.contains(&word))
            && !environment.contains('*');
    }
    if secrets::FILES.contains(&name)
        || secrets::FILE_ENDS.iter().any(|end| path == *end || path.ends_with(&format!("/{end}")))
    {
        return true;
    }
    secrets::KEY_ENDS.iter().any(|ending| name.strip_suffix(ending).is_some_and(|stem| !is_public(stem)))
}

fn is_public(stem: &str) -> bool {
    let mut words = stem.split(|c: char| !c.is_ascii_alphanumeric());
    stem.is_empty()
        || stem.contains(['*', '?', '['])
        || stem.contains("cert")
        || stem.contains("chain")
        || words.any(|word| secrets::PUBLIC_WORDS.contains(&word))
}

/// The files with credentials that a COPY or ADD takes from the build context, each with the path that it gets, as
/// far as that is known.
pub fn copied<'d>(step: &'d Step<'_>) -> Vec<(&'d Word<'d>, Option<String>)> {
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

/// Whether removing a path removes a file; one that is relative is compared by its end.
pub fn removes(path: &str, file: &str) -> bool {
    let clean = |path: &str| path.trim_start_matches("./").trim_end_matches(['/', '*']).to_owned();
    let (path, file) = (clean(path), clean(file));
    let is_below =
        |above: &str| above.len() > 1 && file.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'));
    let ends = |long: &str, short: &str| {
        !short.starts_with('/') && long.strip_suffix(short).is_some_and(|rest| rest.ends_with('/'))
    };
    !path.is_empty()
        && !file.is_empty()
        && (path == file || is_below(&path) || ends(&path, &file) || ends(&file, &path))
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
