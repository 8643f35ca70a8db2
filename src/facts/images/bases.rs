//! Base images that are not root or set nothing. Source: written by hand from the images' Dockerfiles, 2026-11.
//! Knows names only; asks no registry.

use crate::facts::users;

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
pub fn sets_no_variables(name: &str) -> bool {
    PLAIN.contains(&name)
}

/// Whether an image is known to set no working directory.
pub fn sets_no_workdir(name: &str) -> bool {
    sets_no_variables(name) || WITHOUT_WORKDIR.contains(&name)
}

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
pub fn known_users(image: &str, name: &str) -> Option<bool> {
    let (_, own) = ACCOUNTS.iter().find(|(known, _)| *known == image)?;
    Some(own.contains(&name) || users::is_of_systems(name))
}

/// Whether an image is a plain system, or a language on the slim or the Alpine variant of one: without `curl`, and
/// without `wget` but for the one of BusyBox.
pub fn has_no_download_tool(name: &str, tag: &str) -> bool {
    match name {
        "alpine" | "busybox" | "debian" | "ubuntu" => true,
        "golang" | "node" | "python" | "ruby" | "rust" => {
            tag.split('-').take(16).any(|part| part == "slim" || part.starts_with("alpine"))
        }
        _ => false,
    }
}

/// Whether an image is known to have a user that is not root.
pub fn runs_as_non_root(name: &str, tag: &str) -> bool {
    if NON_ROOT_TAGS.iter().any(|word| tag.contains(word)) {
        return true;
    }
    NON_ROOT.iter().any(|pattern| fits(pattern, name)) && !is_root_variant(name, tag)
}

/// Whether an image is root although others of its name are not.
pub fn is_root_variant(name: &str, tag: &str) -> bool {
    // Hardened images come as development variants, too, and those are root.
    let is_development = name.starts_with("dhi.io/") && tag.contains("-dev");
    is_development || ROOT.iter().any(|pattern| fits(pattern, name))
}

fn fits(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(prefix) => name.starts_with(prefix),
        None => name == pattern,
    }
}

/// Parts of the names of images of Windows.
pub const WINDOWS: &[&str] =
    &["mcr.microsoft.com/windows", "microsoft/windows", "nanoserver", "servercore", "ltsc20"];
/// The same, with what an image that only builds for Windows may be called, too.
pub const MAYBE_WINDOWS: &[&str] = &["windows", "nanoserver", "servercore", "ltsc20"];
