//! What a file's name says about it. The pre-commit hook's patterns say the same; a test compares them.

use std::path::Path;

/// What a name promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// A Dockerfile or Containerfile.
    Dockerfile,
    /// Something about Dockerfiles that may be one or the source code of a program (`dockerfile.rs`, `Dockerfile.go`):
    /// its content decides.
    MaybeDockerfile,
    /// A Compose file.
    Compose,
    /// Kubernetes manifests. No name promises that; a user may.
    Kubernetes,
    /// YAML of any kind: its content decides.
    Yaml,
}

/// Endings of files that are made from or about a Dockerfile and are none.
const NO_DOCKERFILE: &[&str] = &[".dockerignore", ".md", ".j2", ".tmpl", ".tpl", ".erb", ".py"];

/// Reads a file's name; `None` when it promises nothing. Case does not matter.
pub fn by_name(path: &Path) -> Option<Named> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    let stem = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml"));
    if stem.is_some_and(|stem| !stem.is_empty()) {
        return Some(if is_compose_name(&name) { Named::Compose } else { Named::Yaml });
    }
    if !is_dockerfile_name(&name) {
        return None;
    }
    let is_code = name.rsplit_once('.').is_some_and(|(_, ending)| CODE.contains(&ending));
    Some(if is_code { Named::MaybeDockerfile } else { Named::Dockerfile })
}

/// Whether a name is that of a template which a Dockerfile or Compose file is made from: `Dockerfile.j2`,
/// `compose.yaml.tmpl`.
#[cfg(any(feature = "cli", test))]
pub fn is_template_name(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
    let made = path.file_stem().and_then(|stem| by_name(Path::new(stem)));
    TEMPLATES.contains(&ending.as_str()) && matches!(made, Some(Named::Dockerfile | Named::Compose))
}

/// Endings of templates.
#[cfg(any(feature = "cli", test))]
const TEMPLATES: &[&str] = &["erb", "j2", "tmpl", "tpl"];

/// Endings of source code, scripts and documents.
const CODE: &[&str] = &[
    "adoc", "bash", "c", "cc", "conf", "cpp", "cs", "css", "csv", "go", "groovy", "h", "hcl", "html", "java",
    "js", "json", "kt", "lock", "lua", "mjs", "php", "pl", "png", "ps1", "rb", "rs", "rst", "scala", "sh",
    "snap", "svg", "swift", "tf", "toml", "ts", "tsx", "txt", "vim", "xml", "zsh",
];

/// Whether a lower-case name is a Dockerfile's: `dockerfile`, `dockerfile.x`, `dockerfile-x`, `dockerfile_x`,
/// `x.dockerfile`, `x-dockerfile`, `x_dockerfile`, and the same with `containerfile`.
pub fn is_dockerfile_name(name: &str) -> bool {
    if NO_DOCKERFILE.iter().any(|ending| name.ends_with(ending)) {
        return false;
    }
    let separator = |c: char| matches!(c, '.' | '_' | '-');
    ["dockerfile", "containerfile"].iter().any(|word| {
        let after =
            name.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(separator));
        let before = name.strip_suffix(word).is_some_and(|rest| rest.ends_with(separator));
        after || before
    })
}

/// `compose.yaml`, `docker-compose.yml`, `podman-compose.prod.yaml`, `container-compose.yml`, …
fn is_compose_name(name: &str) -> bool {
    let base = ["docker-", "podman-", "container-"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .unwrap_or(name);
    base.strip_prefix("compose").is_some_and(|rest| rest.starts_with(['.', '-', '_']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dockerfiles_have_many_names() {
        for name in [
            "Dockerfile",
            "dockerfile",
            "Dockerfile.dev",
            "Dockerfile-dev",
            "Dockerfile_dev",
            "api.dockerfile",
            "dev.Dockerfile",
            "Containerfile.prod",
            "app.containerfile",
        ] {
            assert_eq!(by_name(Path::new(name)), Some(Named::Dockerfile), "{name}");
        }
        for name in
            ["Dockerfile.dockerignore", "Dockerfile.j2", "my.Dockerfile.txt", "dockerfiles", "Dockerfile.md"]
        {
            assert_eq!(by_name(Path::new(name)), None, "{name}");
        }
    }

    #[test]
    fn templates_are_known_by_what_they_make() {
        for name in ["Dockerfile.j2", "api/compose.yaml.tmpl", "docker-compose.yml.erb", "x.Dockerfile.TPL"] {
            assert!(is_template_name(Path::new(name)) && by_name(Path::new(name)).is_none(), "{name}");
        }
        for name in ["Dockerfile", "Dockerfile.md", "values.yaml.j2", "j2", ".j2"] {
            assert!(!is_template_name(Path::new(name)), "{name}");
        }
    }

    #[test]
    fn compose_files_are_known_by_name() {
        for name in [
            "compose.yaml",
            "docker-compose.yml",
            "docker-compose.override.yml",
            "podman-compose.yaml",
            "compose-dev.yml",
        ] {
            assert_eq!(by_name(Path::new(name)), Some(Named::Compose), "{name}");
        }
        assert_eq!(by_name(Path::new("composer.yaml")), Some(Named::Yaml));
        assert_eq!(by_name(Path::new("README")), None);
    }
}
