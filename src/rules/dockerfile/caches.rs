//! Package managers and their caches: what fills one, where it is, and how it is switched off. Looks at no
//! Dockerfile.

/// A package manager, as far as its cache goes.
pub(super) struct Manager {
    /// Its programs.
    pub(super) names: &'static [&'static str],
    /// The subcommand that fills the cache.
    pub(super) fills: &'static str,
    /// Where the cache is, as `covers` takes it.
    pub(super) caches: &'static [&'static str],
    /// The option with which there is none.
    pub(super) flag: Option<&'static str>,
    /// Variables that move or switch it off.
    pub(super) variables: &'static [&'static str],
    /// What is left.
    pub(super) what: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// The package managers whose caches are known.
pub(super) const MANAGERS: &[Manager] = &[
    Manager {
        names: &["apt-get", "apt", "aptitude"],
        fills: "update",
        caches: &["/var/lib/apt/lists"],
        flag: None,
        variables: &[],
        what: "its package lists",
        help: "remove `/var/lib/apt/lists/*` in the same RUN, or mount a cache there",
    },
    Manager {
        names: &["apk"],
        fills: "add",
        caches: &["/var/cache/apk", "/etc/apk/cache"],
        flag: Some("--no-cache"),
        variables: &[],
        what: "its package index",
        help: "add `--no-cache`",
    },
    Manager {
        names: &["dnf", "dnf5", "microdnf", "tdnf", "yum"],
        fills: "install",
        caches: &["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"],
        flag: None,
        variables: &[],
        what: "its package cache",
        help: "run `clean all` in the same RUN, or mount a cache there",
    },
    Manager {
        names: &["zypper"],
        fills: "install",
        caches: &["/var/cache/zypp"],
        flag: None,
        variables: &[],
        what: "its package cache",
        help: "run `zypper clean --all` in the same RUN, or mount a cache at `/var/cache/zypp`",
    },
    Manager {
        names: &["pip", "pip2", "pip3"],
        fills: "install",
        caches: &[".cache/pip"],
        flag: Some("--no-cache-dir"),
        variables: &["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"],
        what: "its download cache",
        help: "add `--no-cache-dir`, or mount a cache at `/root/.cache/pip`",
    },
];
