//! What is known of base images: which ones do not run as root, and which ones set nothing. Knows names only; asks no
//! registry.

use crate::syntax::value::ImageReference;

/// Repositories (as Docker Hub names them, or with their registry) whose images have a user that is not root. A
/// trailing `*` stands for anything.
const NON_ROOT: &[&str] = &[
    // Lambda runs every function as a user of its own.
    "amazon/aws-lambda-*",
    "apache/*",
    "api-firewall",
    "bitnami/*",
    "bitnamilegacy/*",
    "bitnamisecure/*",
    "cgr.dev/*",
    "curlimages/*",
    "dhi.io/*",
    "docker.elastic.co/*",
    "eggdrop",
    "elasticsearch",
    "emqx",
    "geonetwork",
    "ghcr.io/renovatebot/*",
    "grafana/*",
    "groovy",
    "hitch",
    "irssi",
    "jenkins/*",
    "jetty",
    "jupyter/*",
    "kibana",
    "krakend",
    "lightstreamer",
    "liquibase",
    "logstash",
    // Development containers are run as the user that their metadata names.
    "mcr.microsoft.com/devcontainers/*",
    "mcr.microsoft.com/mssql/server",
    "mcr.microsoft.com/vscode/devcontainers/*",
    "nginxinc/nginx-unprivileged",
    "nodered/*",
    "odoo",
    "open-liberty",
    "openresty/openresty-unprivileged",
    "percona",
    "prom/*",
    "public.ecr.aws/lambda/*",
    "quay.io/jupyter/*",
    "quay.io/keycloak/*",
    "quay.io/prometheus/*",
    "registry.access.redhat.com/*",
    "registry.redhat.io/*",
    "rocket.chat",
    "satosa",
    "solr",
    "sonarqube",
    "spiped",
    "teamspeak",
    "varnish",
    "websphere-liberty",
];

/// Exceptions to the list above.
const ROOT: &[&str] = &["cgr.dev/chainguard/wolfi-base"];

/// Words of a tag that say so: `nonroot`, `rootless`, and .NET's images without a shell.
const NON_ROOT_TAGS: &[&str] = &["nonroot", "non-root", "rootless", "chiseled", "distroless", "unprivileged"];

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

/// Accounts that the systems below official images come with, in any of them.
const SYSTEM_USERS: &[&str] = &[
    "_apt",
    "adm",
    "at",
    "backup",
    "bin",
    "cron",
    "cyrus",
    "daemon",
    "dbus",
    "ftp",
    "games",
    "gnats",
    "guest",
    "halt",
    "irc",
    "list",
    "lp",
    "mail",
    "man",
    "messagebus",
    "news",
    "nobody",
    "ntp",
    "operator",
    "polkitd",
    "postmaster",
    "proxy",
    "root",
    "shutdown",
    "smmsp",
    "squid",
    "sshd",
    "svn",
    "sync",
    "sys",
    "systemd-coredump",
    "systemd-network",
    "systemd-resolve",
    "systemd-timesync",
    "tss",
    "ubuntu",
    "utmp",
    "uucp",
    "vpopmail",
    "www-data",
    "xfs",
];

/// Images of which all accounts are known: those of the system, and these.
const ACCOUNTS: &[(&str, &[&str])] = &[
    ("almalinux", &[]),
    ("alpine", &[]),
    ("amazoncorretto", &[]),
    ("amazonlinux", &[]),
    ("archlinux", &[]),
    ("buildpack-deps", &[]),
    ("busybox", &[]),
    ("centos", &[]),
    ("debian", &[]),
    ("eclipse-temurin", &[]),
    ("golang", &[]),
    ("maven", &[]),
    ("nginx", &["nginx"]),
    ("node", &["node"]),
    ("oraclelinux", &[]),
    ("php", &[]),
    ("python", &[]),
    ("rockylinux", &[]),
    ("ruby", &[]),
    ("rust", &[]),
    ("ubuntu", &[]),
];

/// Whether an image has an account of a name; `None` when it is not known which ones it has.
pub fn known_users(image: &ImageReference, name: &str) -> Option<bool> {
    let image = image.name();
    let (_, own) = ACCOUNTS.iter().find(|(known, _)| *known == image)?;
    Some(own.contains(&name) || SYSTEM_USERS.contains(&name))
}

/// Whether an image is a plain system, or a language on the slim or the Alpine variant of one: without `curl`, and
/// without `wget` but for the one of BusyBox.
pub fn is_plain_system(image: &ImageReference) -> bool {
    let name = image.name();
    let tag = image.tag.as_deref().unwrap_or("");
    match name.as_str() {
        "alpine" | "busybox" | "debian" | "ubuntu" => true,
        "golang" | "node" | "python" | "ruby" | "rust" => {
            tag.split('-').take(16).any(|part| part == "slim" || part.starts_with("alpine"))
        }
        _ => false,
    }
}

/// Whether an image is known to have a user that is not root.
pub fn runs_as_non_root(image: &ImageReference) -> bool {
    let name = image.name();
    let tag = image.tag.as_deref().unwrap_or("");
    if NON_ROOT_TAGS.iter().any(|word| tag.contains(word)) {
        return true;
    }
    NON_ROOT.iter().any(|pattern| fits(pattern, &name)) && !is_root_variant(image)
}

/// Whether an image is root although others of its name are not.
pub fn is_root_variant(image: &ImageReference) -> bool {
    let name = image.name();
    // Hardened images come as development variants, too, and those are root.
    let is_development =
        name.starts_with("dhi.io/") && image.tag.as_deref().is_some_and(|tag| tag.contains("-dev"));
    is_development || ROOT.iter().any(|pattern| fits(pattern, &name))
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == pattern,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_and_tools_are_known_for_some_images() {
        let image = |text: &str| ImageReference::parse(text);
        let user = |text: &str, name: &str| image(text).and_then(|image| known_users(&image, name));
        assert_eq!(user("node:22-alpine", "node"), Some(true));
        assert_eq!(user("docker.io/library/python:3", "nobody"), Some(true));
        assert_eq!(user("python:3", "app"), Some(false));
        assert_eq!(user("team/app", "app"), None);
        let plain = |text: &str| image(text).is_some_and(|image| is_plain_system(&image));
        assert!(plain("node:22-slim") && plain("python:3.13-alpine3.21") && plain("debian:12"));
        assert!(!plain("node:22") && !plain("nginx:alpine") && !plain("team/debian"));
    }

    #[test]
    fn some_images_bring_their_own_user() {
        let knows = |text: &str| ImageReference::parse(text).is_some_and(|image| runs_as_non_root(&image));
        for text in [
            "gcr.io/distroless/static:nonroot",
            "cgr.dev/chainguard/node",
            "bitnami/redis:7",
            "docker:27-dind-rootless",
            "public.ecr.aws/lambda/python:3.13",
            "mcr.microsoft.com/dotnet/aspnet:9.0-azurelinux3.0-distroless",
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
