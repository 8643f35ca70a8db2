//! Labels of images. Source: written by hand from the OCI image specification and Docker's manual, 2026-11.
//! Does not know which values they take.

/// Labels of older conventions, and what took their place below `org.opencontainers.image.`.
pub const SUPERSEDED: &[(&str, &str)] = &[
    ("maintainer", "authors"),
    ("org.label-schema.build-date", "created"),
    ("org.label-schema.description", "description"),
    ("org.label-schema.name", "title"),
    ("org.label-schema.url", "url"),
    ("org.label-schema.usage", "documentation"),
    ("org.label-schema.vcs-ref", "revision"),
    ("org.label-schema.vcs-url", "source"),
    ("org.label-schema.vendor", "vendor"),
    ("org.label-schema.version", "version"),
];

/// Starts of names that Docker asks images to have, though they are below Docker's own.
pub const MEANT_BY_DOCKER: &[&str] =
    &["com.docker.extension.", "com.docker.desktop.", "com.docker.image.", "com.docker.volume."];
