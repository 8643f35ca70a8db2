//! Tags that are moved to newer images. Source: written by hand from the pages of images on Docker Hub, 2026-11.
//! Knows no image.

/// Words of tags that stand for whatever was built last, of a branch or of a kind of release.
pub const MOVING: &[&str] = &[
    "beta", "canary", "current", "edge", "latest", "lts", "mainline", "next", "nightly", "release",
    "rolling", "snapshot", "stable", "testing", "unstable",
];

/// Names of branches and stages. Images of one's own that are never pushed have such tags, too.
pub const BRANCHES: &[&str] =
    &["dev", "devel", "develop", "development", "main", "master", "staging", "trunk"];
