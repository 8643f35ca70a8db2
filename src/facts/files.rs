//! Files by the ends of their names. Source: written by hand from the tools' manuals, 2026-11.
//! Archives, packages and manifests of dependencies. Opens no file.

/// Archives and packages that commands unpack.
pub const UNPACKED: &[&str] =
    &[".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2", ".tar.zst", ".zip", ".deb", ".rpm"];

/// Files whose reader notices that they are something else.
pub const CHECKED_WHEN_READ: &[&str] =
    &[".gz", ".tgz", ".zip", ".xz", ".bz2", ".deb", ".rpm", ".whl", ".zst", ".txz", ".tar", ".apk"];

/// Files that are usually large.
pub const LARGE: &[&str] = &[
    ".deb", ".exe", ".gz", ".iso", ".msi", ".rpm", ".run", ".tar", ".tgz", ".xz", ".bz2", ".zip", ".zst",
    ".whl", ".war",
];

/// Archives that ADD and `tar` unpack.
pub const TARBALLS: &[&str] =
    &[".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst"];

/// What `ADD` unpacks, and what may be one by its name.
pub const MAYBE_UNPACKED: &[&str] = &[
    ".tar", ".tz", ".tz2", ".tb2", ".tbz", ".tbz2", ".tgz", ".tlz", ".tpz", ".txz", ".tzst", ".gz", ".bz2",
    ".xz", ".lz", ".lzma", ".z", ".zst",
];

/// How the names of files start that list the dependencies of a project.
pub const DEPENDENCIES: &[&str] = &[
    "package",
    "yarn.lock",
    "pnpm-lock",
    "requirements",
    "pyproject",
    "poetry.lock",
    "uv.lock",
    "Pipfile",
    "setup.",
    "Gemfile",
    "composer.",
    "go.mod",
    "go.",
    "pom.xml",
    "Cargo.",
];
