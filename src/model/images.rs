//! What is known about the images that documents refer to, with what users say about their own. Holds no table.

use std::borrow::Cow;

pub use crate::facts::images::ImageFacts;
use crate::facts::{images, tags};
use crate::settings::{Date, OwnImage};
use crate::syntax::value::{ImageReference, glob};

/// The day that the tables are of.
pub const DATA_DATE: Date = match Date::parse(images::DATA_DAY) {
    Some(date) => date,
    None => panic!("cycles.tsv starts with its source and the day of its data"),
};

/// The end of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndOfLife {
    /// The last day with updates.
    pub date: Date,
    /// What ends.
    pub cycle: images::EndOfLife,
}

fn tag(reference: &ImageReference) -> &str {
    reference.tag.as_deref().unwrap_or("")
}

/// Whether a tag of an image can name a version.
pub fn has_version_tags(reference: &ImageReference) -> bool {
    images::has_version_tags(&reference.name())
}

/// Whether the tag of an image is a word that is moved to newer images, alone or with a variant: `stable`,
/// `nightly-alpine`, `alpine-latest`. With a version, a date or a commit it is not.
pub fn has_moving_tag(reference: &ImageReference) -> bool {
    let tag = tag(reference).to_ascii_lowercase();
    let parts: Vec<&str> = tag.split(['-', '_']).collect();
    let is_fixed = |part: &&str| {
        let digits = part.strip_prefix('v').unwrap_or(part);
        let is_hash = part.len() >= 7 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        digits.starts_with(|c: char| c.is_ascii_digit()) || is_hash
    };
    let is_pushed = reference.registry.is_some() || reference.name().contains('/');
    let moves = |part: &&str| tags::MOVING.contains(part) || (is_pushed && tags::BRANCHES.contains(part));
    let ends = [parts.first(), parts.last()];
    !parts.iter().any(is_fixed) && ends.into_iter().flatten().any(moves)
}

/// What is known about an image.
pub fn facts(reference: &ImageReference) -> ImageFacts {
    images::facts(&reference.name(), tag(reference))
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

/// Folders that the program of an image writes to when it starts.
pub fn paths_written(reference: &ImageReference) -> &'static [&'static str] {
    images::paths_written(&reference.name())
}

/// When the release that an image's tag names, or the distribution below it, gets no updates any more.
pub fn end_of_life(reference: &ImageReference) -> Option<EndOfLife> {
    let cycle = images::end_of_life(&reference.name(), tag(reference))?;
    Some(EndOfLife { date: Date::parse(cycle.date)?, cycle })
}

/// Whether an image gets no updates in any version, but for tags with some words: what to use instead, or nothing where
/// nothing replaced it.
pub fn retired(reference: &ImageReference) -> Option<&'static str> {
    images::retired(&reference.name(), tag(reference))
}

/// Whether an image is known to set no variable but `PATH`.
pub fn sets_no_variables(reference: &ImageReference) -> bool {
    images::sets_no_variables(&reference.name())
}

/// Whether an image is known to set no working directory.
pub fn sets_no_workdir(reference: &ImageReference) -> bool {
    images::sets_no_workdir(&reference.name())
}

/// Whether an image has an account of a name; `None` when it is not known which ones it has.
pub fn known_users(reference: &ImageReference, name: &str) -> Option<bool> {
    images::known_users(&reference.name(), name)
}

/// Whether an image is a plain system, or a language on the slim or the Alpine variant of one: without `curl`, and
/// without `wget` but for the one of BusyBox.
pub fn has_no_download_tool(reference: &ImageReference) -> bool {
    images::has_no_download_tool(&reference.name(), tag(reference))
}

/// Whether an image is known to have a user that is not root.
pub fn runs_as_non_root(reference: &ImageReference) -> bool {
    images::runs_as_non_root(&reference.name(), tag(reference))
}

/// Whether an image is root although others of its name are not.
pub fn is_root_variant(reference: &ImageReference) -> bool {
    images::is_root_variant(&reference.name(), tag(reference))
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
        end_of_life(&parsed(image)).map(|end| format!("{} {}", end.cycle.release, end.date))
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
            assert_eq!(end_of_life(&parsed(image)).map(|end| end.cycle.product), Some(product), "{image}");
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
        assert!(end_of_life(&parsed("rust:1.80")).unwrap().cycle.short_lived);
        assert!(!end_of_life(&parsed("python:3.8")).unwrap().cycle.short_lived);
    }

    #[test]
    fn tags_that_move_are_told_from_those_that_do_not() {
        for image in [
            "redis:stable-alpine",
            "a/b:nightly",
            "a/b:main",
            "node:lts-alpine3.19",
            "x/y:alpine-latest",
            "debian:testing",
        ] {
            assert!(has_moving_tag(&parsed(image)), "{image}");
        }
        for image in [
            "app:main",
            "a/b:1.2-stable",
            "a/b:nightly-20260101",
            "a/b:main-4f3a2b1",
            "a/b:stable-v0.35.5",
            "nginx:alpine",
            "a/b",
        ] {
            assert!(!has_moving_tag(&parsed(image)), "{image}");
        }
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
        use crate::facts::images::{DefaultUser as User, Family, Shell};
        use crate::facts::packages::PackageManager as Manager;
        for (image, family, manager) in [
            ("python:3.13", Family::Debian, Some(Manager::Apt)),
            ("python:3.13-alpine", Family::Alpine, Some(Manager::Apk)),
            ("eclipse-temurin:21-ubi9-minimal", Family::RedHat, Some(Manager::Dnf)),
            ("mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled", Family::Distroless, None),
            ("golang:1.26-nanoserver-ltsc2022", Family::Windows, None),
            ("amazonlinux:2", Family::Amazon, Some(Manager::Dnf)),
            ("gcr.io/distroless/java17-debian12:nonroot", Family::Distroless, None),
            ("mysql:8.4", Family::Oracle, Some(Manager::Dnf)),
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

    #[test]
    fn accounts_and_tools_are_known_for_some_images() {
        let image = |text: &str| ImageReference::parse(text);
        let user = |text: &str, name: &str| image(text).and_then(|image| known_users(&image, name));
        assert_eq!(user("node:22-alpine", "node"), Some(true));
        assert_eq!(user("docker.io/library/python:3", "nobody"), Some(true));
        assert_eq!(user("python:3", "app"), Some(false));
        assert_eq!(user("team/app", "app"), None);
        let plain = |text: &str| image(text).is_some_and(|image| has_no_download_tool(&image));
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
