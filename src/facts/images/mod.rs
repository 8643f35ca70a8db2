//! What is publicly known about base images. Source: written by hand from the registries' own pages, 2026-11.
//! The tables beside it say which distribution they are, whom they run as, when their release ends, and what replaced
//! them. Asks no registry; an image or tag that is not in the tables has no facts.
//!
//! The tables are sorted text that is searched where it lies: nothing is read at the start.

mod bases;
mod databases;
mod family;
mod lifecycle;
mod table;

pub use bases::{
    MAYBE_WINDOWS, WINDOWS, has_no_download_tool, is_root_variant, known_users, runs_as_non_root,
    sets_no_variables, sets_no_workdir,
};
pub use databases::{BESIDE_DATA, Database, database};
pub use family::{DefaultUser, Family, Shell};
pub use lifecycle::{DATA_DAY, EndOfLife};

use crate::facts::packages::PackageManager;

/// Images, their products and whether they are official.
const IMAGES: &str = include_str!("images.tsv");
/// Images that get no updates any more.
const RETIRED: &str = include_str!("retired.tsv");

/// What is known about an image. What is not known is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImageFacts {
    /// The distribution that it is made of.
    pub family: Option<Family>,
    /// What installs packages in it; none for images without one.
    pub package_manager: Option<PackageManager>,
    /// Whom its processes run as when nobody says otherwise.
    pub user: Option<DefaultUser>,
    /// The shell that `RUN` and `CMD` find in it.
    pub shell: Option<Shell>,
    /// Whether it is a Docker Official Image.
    pub is_official: bool,
}

/// Repositories with tags for variants, but none for versions.
const WITHOUT_VERSIONS: &[&str] = &["cgr.dev/chainguard/", "gcr.io/distroless/"];

/// Whether a tag of an image can name a version.
pub fn has_version_tags(name: &str) -> bool {
    !WITHOUT_VERSIONS.iter().any(|start| name.starts_with(start))
}

/// What is known about an image of a name and a tag; the tag is empty when there is none.
pub fn facts(name: &str, tag: &str) -> ImageFacts {
    let name = canonical(name);
    let is_official = listed(name).is_some_and(|line| line.ends_with('+'));
    let mut facts = family::facts(name, tag, is_official);
    facts.is_official = is_official;
    facts
}

/// When the release that an image's tag names, or the distribution below it, gets no updates any more.
pub fn end_of_life(name: &str, tag: &str) -> Option<EndOfLife> {
    let name = canonical(name);
    let listed = listed(name);
    let product = listed.and_then(|line| line.split('\t').nth(1)).filter(|product| *product != "-");
    let is_official = listed.is_some_and(|line| line.ends_with('+'));
    let knows_suffixes = is_official || family::facts(name, tag, is_official).family.is_some();
    lifecycle::end_of_life(name, product, tag, knows_suffixes)
}

/// Whether an image gets no updates in any version, but for tags with some words: what to use instead, or nothing where
/// nothing replaced it.
pub fn retired(name: &str, tag: &str) -> Option<&'static str> {
    let mut fields = table::find(RETIRED, canonical(name))?.split('\t').skip(1);
    let replacement = fields.next().unwrap_or("");
    let mut alive = fields.next().unwrap_or("").split(',').filter(|word| !word.is_empty());
    let lives = alive.any(|word| tag.split('-').any(|part| part == word));
    (!lives).then_some(replacement)
}

/// Folders that the program of an image writes to when it starts, by name; other than its data. Read from the entry
/// points and the default configuration of the official images.
const WRITES: &[(&str, &[&str])] = &[
    ("httpd", &["/usr/local/apache2/logs"]),
    ("mariadb", &["/run/mysqld", "/tmp"]),
    ("mysql", &["/var/run/mysqld", "/tmp"]),
    ("nginx", &["/var/cache/nginx", "/run"]),
    ("postgres", &["/var/run/postgresql"]),
];

/// Folders that the program of an image writes to when it starts, so that it fails where it cannot.
pub fn paths_written(name: &str) -> &'static [&'static str] {
    let name = canonical(name);
    WRITES.iter().find(|(image, _)| *image == name).map_or(&[], |(_, paths)| paths)
}

/// The line of an image in the table.
fn listed(name: &str) -> Option<&'static str> {
    table::lines(IMAGES, name).next()
}

/// Copies of Docker Hub, by the start of their names.
const MIRRORS: &[&str] = &[
    "public.ecr.aws/docker/library/",
    "mirror.gcr.io/library/",
    "mirror.gcr.io/",
    "mcr.microsoft.com/mirror/docker/library/",
    "registry.hub.docker.com/library/",
    "registry.hub.docker.com/",
];

/// Users of Docker Hub that have the official images for one architecture.
const ARCHITECTURES: &[&str] = &[
    "amd64",
    "arm32v5",
    "arm32v6",
    "arm32v7",
    "arm64v8",
    "i386",
    "mips64le",
    "ppc64le",
    "riscv64",
    "s390x",
    "windows-amd64",
];

/// The name that the tables have for an image.
fn canonical(name: &str) -> &str {
    let name = MIRRORS.iter().find_map(|mirror| name.strip_prefix(mirror)).unwrap_or(name);
    match name.split_once('/') {
        Some((architecture, official)) if ARCHITECTURES.contains(&architecture) => official,
        _ => name,
    }
}
