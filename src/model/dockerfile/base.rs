//! What is known of base images: which ones do not run as root, and which ones set nothing. Knows names only; asks no
//! registry.

use crate::syntax::value::ImageReference;

/// Repositories (as Docker Hub names them, or with their registry) whose images have a user that is not root. A
/// trailing `*` stands for anything.
const NON_ROOT: &[&str] = &[
    "apache/*",
    "bitnami/*",
    "bitnamilegacy/*",
    "bitnamisecure/*",
    "cgr.dev/*",
    "curlimages/*",
    "dhi.io/*",
    "docker.elastic.co/*",
    "elasticsearch",
    "ghcr.io/renovatebot/*",
    "grafana/*",
    "jenkins/*",
    "jetty",
    "jupyter/*",
    "kibana",
    "logstash",
    // Development containers are run as the user that their metadata names.
    "mcr.microsoft.com/devcontainers/*",
    "mcr.microsoft.com/mssql/server",
    "mcr.microsoft.com/vscode/devcontainers/*",
    "nginxinc/nginx-unprivileged",
    "nodered/*",
    "openresty/openresty-unprivileged",
    "prom/*",
    "quay.io/jupyter/*",
    "quay.io/keycloak/*",
    "quay.io/prometheus/*",
    "registry.access.redhat.com/*",
    "registry.redhat.io/*",
    "solr",
    "sonarqube",
    "varnish",
];

/// Exceptions to the list above.
const ROOT: &[&str] = &["cgr.dev/chainguard/wolfi-base"];

/// Words of a tag that say so: `nonroot`, `rootless`, and .NET's chiseled images.
const NON_ROOT_TAGS: &[&str] = &["nonroot", "non-root", "rootless", "chiseled", "unprivileged"];

/// Images of plain systems, which set no variable but `PATH` and no working directory.
const PLAIN: &[&str] = &[
    "almalinux",
    "alpine",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "centos",
    "debian",
    "oraclelinux",
    "public.ecr.aws/amazonlinux/amazonlinux",
    "rockylinux",
    "rockylinux/rockylinux",
    "ubuntu",
];

/// Further images that set variables, but no working directory.
const WITHOUT_WORKDIR: &[&str] = &[
    "amazoncorretto",
    "archlinux",
    "eclipse-temurin",
    "fedora",
    "gcc",
    "maven",
    "nginx",
    "node",
    "openjdk",
    "python",
    "ruby",
    "rust",
];

/// Whether an image is known to set no variable but `PATH`.
pub fn sets_no_variables(image: &ImageReference) -> bool {
    PLAIN.contains(&image.name().as_str())
}

/// Whether an image is known to set no working directory.
pub fn sets_no_workdir(image: &ImageReference) -> bool {
    sets_no_variables(image) || WITHOUT_WORKDIR.contains(&image.name().as_str())
}

/// Whether an image is known to have a user that is not root.
pub fn runs_as_non_root(image: &ImageReference) -> bool {
    let name = image.name();
    let tag = image.tag.as_deref().unwrap_or("");
    if NON_ROOT_TAGS.iter().any(|word| tag.contains(word)) {
        return true;
    }
    // Hardened images come as development variants, too, and those are root.
    if name.starts_with("dhi.io/") && tag.contains("-dev") {
        return false;
    }
    let matches = |pattern: &&str| match pattern.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == **pattern,
    };
    NON_ROOT.iter().any(&matches) && !ROOT.iter().any(matches)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_images_bring_their_own_user() {
        let knows = |text: &str| ImageReference::parse(text).is_some_and(|image| runs_as_non_root(&image));
        for text in [
            "gcr.io/distroless/static:nonroot",
            "cgr.dev/chainguard/node",
            "bitnami/redis:7",
            "docker:27-dind-rootless",
        ] {
            assert!(knows(text), "{text}");
        }
        for text in [
            "node:22",
            "nginx",
            "gcr.io/distroless/static",
            "cgr.dev/chainguard/wolfi-base",
            "dhi.io/node:22-dev",
        ] {
            assert!(!knows(text), "{text}");
        }
    }
}
