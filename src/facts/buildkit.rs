//! What BuildKit knows by name. Source: written by hand from the Dockerfile reference, 2026-11.
//! Parses nothing.

/// Options of HEALTHCHECK, and what a zero means.
pub const HEALTHCHECK_DEFAULTS: &[(&str, &str)] =
    &[("interval", "30s"), ("retries", "3"), ("start-interval", "5s"), ("timeout", "30s")];

/// The types of mounts of RUN.
pub const MOUNT_TYPES: &[&str] = &["bind", "cache", "secret", "ssh", "tmpfs"];

/// The options of mounts of RUN.
pub const MOUNT_KEYS: &[&str] = &[
    "destination",
    "dst",
    "env",
    "from",
    "gid",
    "id",
    "mode",
    "readonly",
    "readwrite",
    "required",
    "ro",
    "rw",
    "sharing",
    "size",
    "source",
    "src",
    "target",
    "type",
    "uid",
];

/// Build arguments that every step knows, in small and in capital letters.
pub const PREDEFINED_ARGUMENTS: &[&str] =
    &["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "PATH"];

/// Build arguments that BuildKit sets by itself in FROM, and in stages that declare them.
pub const PLATFORM_ARGUMENTS: &[&str] = &[
    "BUILDARCH",
    "BUILDOS",
    "BUILDOSVERSION",
    "BUILDPLATFORM",
    "BUILDVARIANT",
    "TARGETARCH",
    "TARGETOS",
    "TARGETOSVERSION",
    "TARGETPLATFORM",
    "TARGETSTAGE",
    "TARGETVARIANT",
];
