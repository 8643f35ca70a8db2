//! What is publicly known about base images: which distribution they are, whom they run as, when their release ends,
//! and what replaced them. Asks no registry; an image or tag that is not in the tables has no facts.
//!
//! The tables are sorted text that is searched where it lies: nothing is read at the start.

mod family;
mod lifecycle;
mod table;

pub use crate::settings::Date;
pub use family::{DefaultUser, Family, PackageManager, Shell};
pub use lifecycle::EndOfLife;

use std::borrow::Cow;

use crate::settings::OwnImage;
use crate::syntax::value::{ImageReference, glob};

/// Images, their products and whether they are official.
const IMAGES: &str = include_str!("images.tsv");
/// Images that get no updates any more.
const RETIRED: &str = include_str!("retired.tsv");

/// The day that the tables are of.
pub const DATA_DATE: Date = match lifecycle::data_date() {
    Some(date) => date,
    None => panic!("cycles.tsv starts with `# ` and the day of its data"),
};

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
pub fn has_version_tags(reference: &ImageReference) -> bool {
    let name = reference.name();
    !WITHOUT_VERSIONS.iter().any(|start| name.starts_with(start))
}

/// What is known about an image.
pub fn facts(reference: &ImageReference) -> ImageFacts {
    let name = canonical(reference);
    let is_official = listed(&name).is_some_and(|line| line.ends_with('+'));
    let mut facts = family::facts(&name, reference.tag.as_deref().unwrap_or(""), is_official);
    facts.is_official = is_official;
    facts
}

/// What a user says about an image: by its name and tag if it is named so, else by the longest pattern.
pub fn own<'o>(reference: &ImageReference, own: &'o [OwnImage]) -> Option<&'o OwnImage> {
    if own.is_empty() {
        return None;
    }
    let name = reference.name();
    let tagged = format!("{name}:{}", reference.tag.as_deref().unwrap_or("latest"));
    let fits = |image: &&OwnImage| glob(&image.name, &name) || glob(&image.name, &tagged);
    own.iter().filter(fits).max_by_key(|image| (!image.name.contains('*'), image.name.len()))
}

/// The image whose facts hold for an image: itself, or the one that a user says it is like.
pub fn like<'r>(reference: &'r ImageReference, own_images: &[OwnImage]) -> Cow<'r, ImageReference> {
    let like = own(reference, own_images).and_then(|own| ImageReference::parse(own.like.as_deref()?));
    like.map_or(Cow::Borrowed(reference), Cow::Owned)
}

/// When the release that an image's tag names, or the distribution below it, gets no updates any more.
pub fn end_of_life(reference: &ImageReference) -> Option<EndOfLife> {
    let name = canonical(reference);
    let tag = reference.tag.as_deref().unwrap_or("");
    let listed = listed(&name);
    let product = listed.and_then(|line| line.split('\t').nth(1)).filter(|product| *product != "-");
    let is_official = listed.is_some_and(|line| line.ends_with('+'));
    let knows_suffixes = is_official || family::facts(&name, tag, is_official).family.is_some();
    lifecycle::end_of_life(&name, product, tag, knows_suffixes)
}

/// Whether an image gets no updates in any version, but for tags with some words: what to use instead, or nothing where
/// nothing replaced it.
pub fn retired(reference: &ImageReference) -> Option<&'static str> {
    let tag = reference.tag.as_deref().unwrap_or("");
    let mut fields = table::find(RETIRED, &canonical(reference))?.split('\t').skip(1);
    let replacement = fields.next().unwrap_or("");
    let mut alive = fields.next().unwrap_or("").split(',').filter(|word| !word.is_empty());
    let lives = alive.any(|word| tag.split('-').any(|part| part == word));
    (!lives).then_some(replacement)
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
fn canonical(reference: &ImageReference) -> String {
    let name = reference.name();
    let name = MIRRORS.iter().find_map(|mirror| name.strip_prefix(mirror)).unwrap_or(&name);
    match name.split_once('/') {
        Some((architecture, official)) if ARCHITECTURES.contains(&architecture) => official.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parsed(image: &str) -> ImageReference {
        ImageReference::parse(image).unwrap()
    }

    fn of(image: &str) -> ImageFacts {
        facts(&parsed(image))
    }

    fn end(image: &str) -> Option<String> {
        end_of_life(&parsed(image)).map(|end| format!("{} {}", end.release, end.date))
    }

    #[test]
    fn tags_are_matched_as_people_write_them() {
        for (image, expected) in [
            ("python:3.8-slim", "3.8 2024-10-07"),
            ("python:3.8.20", "3.8 2024-10-07"),
            ("python:3.1", "3.1 2012-04-09"),
            ("node:16-alpine3.18", "16 2023-09-11"),
            ("debian:buster", "10 2024-06-30"),
            ("debian:buster-20240110-slim", "10 2024-06-30"),
            ("debian:9.13-slim", "9 2022-07-01"),
            ("ubuntu:18.04", "18.04 2023-05-31"),
            ("ubuntu:bionic-20230301", "18.04 2023-05-31"),
            ("alpine:3.14", "3.14 2023-05-01"),
            ("alpine:3.14.10", "3.14 2023-05-01"),
            ("centos:7", "7 2024-06-30"),
            ("centos:centos7.9.2009", "7 2024-06-30"),
            ("quay.io/centos/centos:stream8", "8 2024-05-31"),
            ("php:7.4-fpm", "7.4 2022-11-28"),
            ("postgres:11.5", "11 2023-11-09"),
            ("postgres:9", "9.6 2021-11-11"),
            ("docker:19.03.12-dind", "19.03 2021-01-08"),
            ("traefik:v1.7", "1.7 2021-12-31"),
            ("ros:kinetic", "kinetic 2021-05-01"),
            ("tomcat:7-jre8", "7 2021-03-31"),
            ("docker.io/library/redis:5.0.14-alpine", "5.0 2022-04-27"),
            ("arm64v8/debian:stretch", "9 2022-07-01"),
            ("public.ecr.aws/docker/library/node:14", "14 2023-04-30"),
            ("mcr.microsoft.com/dotnet/sdk:5.0", "5 2022-05-10"),
            ("python:2@sha256:0123", "2.7 2020-01-01"),
        ] {
            assert_eq!(end(image).as_deref(), Some(expected), "{image}");
        }
    }

    #[test]
    fn the_distribution_in_a_tag_ends_too() {
        for (image, product, expected) in [
            ("node:lts-alpine3.14", "alpine-linux", "3.14 2023-05-01"),
            ("python:3.13-slim-buster", "debian", "10 2024-06-30"),
            ("golang:stretch", "debian", "9 2022-07-01"),
            ("buildpack-deps:bionic-curl", "ubuntu", "18.04 2023-05-31"),
            ("nvidia/cuda:11.4.0-base-ubuntu18.04", "ubuntu", "18.04 2023-05-31"),
            ("eclipse-temurin:21-jdk-centos7", "centos", "7 2024-06-30"),
        ] {
            assert_eq!(end(image).as_deref(), Some(expected), "{image}");
            assert_eq!(end_of_life(&parsed(image)).map(|end| end.product), Some(product), "{image}");
        }
    }

    #[test]
    fn what_is_not_known_has_no_end() {
        for image in [
            "python",
            "python:latest",
            "python:3",
            "python:slim",
            "python:99.1",
            "debian:sid-slim",
            "alpine:edge",
            "team/app:3.8",
            "team/app:1-buster",
            "ghcr.io/python:3.8",
            "pgvector/pgvector:pg9",
            "mysql:8",
            "node:",
            "node:1.6x.y",
            "golang:1",
        ] {
            assert_eq!(end(image), None, "{image}");
        }
    }

    #[test]
    fn the_years_after_an_end_count_where_they_are_for_everybody() {
        // Debian's long-term support is part of the same images; Ubuntu's is for subscribers.
        assert_eq!(end("debian:12").as_deref(), Some("12 2028-06-30"));
        assert_eq!(end("ubuntu:20.04").as_deref(), Some("20.04 2025-05-31"));
    }

    #[test]
    fn releases_that_live_for_months_are_marked() {
        assert!(end_of_life(&parsed("rust:1.80")).unwrap().short_lived);
        assert!(!end_of_life(&parsed("python:3.8")).unwrap().short_lived);
    }

    #[test]
    fn retired_images_name_what_replaced_them() {
        assert_eq!(retired(&parsed("openjdk:8-jre")), Some("eclipse-temurin"));
        assert_eq!(retired(&parsed("k8s.gcr.io/pause:3.2")), Some("registry.k8s.io"));
        assert_eq!(
            retired(&parsed("microsoft/dotnet:2.1-sdk")),
            Some("the image of that name on mcr.microsoft.com")
        );
        assert_eq!(retired(&parsed("swarm")), Some(""));
        assert_eq!(retired(&parsed("team/openjdk:8")), None);
        assert_eq!(retired(&parsed("openjdk:27-ea-jdk-slim")), None);
        assert_eq!(retired(&parsed("jenkins/jenkins:lts")), None);
    }

    #[test]
    fn official_images_are_those_of_docker() {
        assert!(of("python:3").is_official && of("docker.io/library/python").is_official);
        assert!(!of("team/python").is_official && !of("quay.io/python").is_official);
        assert!(!of("grafana/grafana").is_official);
    }

    #[test]
    fn tags_choose_the_distribution() {
        use {DefaultUser as User, PackageManager as Manager};
        for (image, family, manager) in [
            ("python:3.13", Family::Debian, Some(Manager::Apt)),
            ("python:3.13-alpine", Family::Alpine, Some(Manager::Apk)),
            ("eclipse-temurin:21-ubi9-minimal", Family::RedHat, Some(Manager::Microdnf)),
            ("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", Family::Distroless, None),
            ("golang:1.26-nanoserver-ltsc2022", Family::Windows, None),
            ("amazonlinux:2", Family::Amazon, Some(Manager::Dnf)),
            ("gcr.io/distroless/java17-debian12:nonroot", Family::Distroless, None),
            ("mysql:8.4", Family::Oracle, Some(Manager::Microdnf)),
        ] {
            assert_eq!((of(image).family, of(image).package_manager), (Some(family), manager), "{image}");
        }
        assert_eq!(of("gcr.io/distroless/static:nonroot").user, Some(User::Named("nonroot")));
        assert_eq!(of("gcr.io/distroless/static").user, Some(User::Root));
        assert_eq!(of("gcr.io/distroless/static").shell, Some(Shell::None));
        assert_eq!(of("gcr.io/distroless/static:debug").shell, Some(Shell::Posix));
        assert_eq!(of("postgres:17").user, Some(User::Drops));
        assert_eq!(of("team/app"), ImageFacts::default());
    }
}
