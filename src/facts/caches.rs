//! Package managers and their caches. Source: written by hand from the tools' manuals, 2026-11.
//! What fills one, where it is, how it is switched off. Looks at no command.

use super::packages;

/// A package manager, as far as its cache goes.
pub struct Cache {
    /// Its programs.
    pub names: &'static [&'static str],
    /// The subcommands that fill the cache; an option where it has options instead, nothing where it needs none.
    pub fills: &'static [&'static str],
    /// Where the cache is, as `covers` takes it.
    pub folders: &'static [&'static str],
    /// The option with which there is none.
    pub flag: Option<&'static str>,
    /// Variables that move or switch it off.
    pub variables: &'static [&'static str],
    /// What is left; empty when that costs nothing.
    pub what: &'static str,
    /// What to do.
    pub help: &'static str,
    /// Where a mount keeps the cache for later builds, if that is of use.
    pub mount: Option<&'static str>,
}

/// The package managers of distributions, and pip.
pub const SYSTEM: &[Cache] = &[
    Cache {
        names: packages::APT,
        fills: &["update"],
        folders: &["/var/lib/apt/lists"],
        flag: None,
        variables: &[],
        what: "its package lists",
        help: "remove `/var/lib/apt/lists/*` in the same RUN, or mount a cache there",
        mount: None,
    },
    Cache {
        names: &["apk"],
        fills: &["add", "upgrade", "update"],
        folders: &["/var/cache/apk", "/etc/apk/cache"],
        flag: Some("--no-cache"),
        variables: &[],
        what: "its package index",
        help: "add `--no-cache`",
        mount: None,
    },
    Cache {
        names: packages::DNF,
        fills: &[
            "install",
            "in",
            "update",
            "upgrade",
            "reinstall",
            "groupinstall",
            "localinstall",
            "distro-sync",
        ],
        folders: &["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"],
        flag: None,
        variables: &[],
        what: "its package cache",
        help: "run `clean all` in the same RUN, or mount a cache there",
        mount: None,
    },
    Cache {
        names: &["zypper"],
        fills: &["install", "in", "update", "up", "patch", "dist-upgrade", "dup"],
        folders: &["/var/cache/zypp"],
        flag: None,
        variables: &[],
        what: "its package cache",
        help: "run `zypper clean --all` in the same RUN, or mount a cache at `/var/cache/zypp`",
        mount: None,
    },
    Cache {
        names: &["pacman"],
        fills: &["-S"],
        folders: &["/var/cache/pacman"],
        flag: None,
        variables: &[],
        what: "its package cache",
        help: "run `pacman -Scc --noconfirm` in the same RUN, or mount a cache at `/var/cache/pacman/pkg`",
        mount: None,
    },
    PIP,
];

/// Where pip keeps what it downloads.
pub const PIP: Cache = Cache {
    names: &["pip", "pip2", "pip3"],
    fills: &["install"],
    folders: &[".cache/pip"],
    flag: Some("--no-cache-dir"),
    variables: &["PIP_NO_CACHE_DIR", "PIP_CACHE_DIR", "XDG_CACHE_HOME"],
    what: "its download cache",
    help: "add `--no-cache-dir`, or mount a cache at `/root/.cache/pip`",
    mount: Some("/root/.cache/pip"),
};

/// The package managers of languages.
pub const LANGUAGES: &[Cache] = &[
    Cache {
        names: &["npm"],
        fills: &["install", "i", "ci", "add"],
        folders: &[".npm"],
        flag: None,
        variables: &["npm_config_cache", "NPM_CONFIG_CACHE"],
        what: "its download cache",
        help: "run `npm cache clean --force` in the same RUN, or mount a cache at `/root/.npm`",
        mount: Some("/root/.npm"),
    },
    Cache {
        names: &["yarn", "yarnpkg"],
        fills: &["", "install", "add", "global add"],
        folders: &[".cache/yarn", "/usr/local/share/.cache", ".yarn"],
        flag: None,
        variables: &["YARN_CACHE_FOLDER", "YARN_ENABLE_GLOBAL_CACHE", "YARN_GLOBAL_FOLDER", "XDG_CACHE_HOME"],
        what: "its download cache",
        help: "run `yarn cache clean` in the same RUN, or mount a cache at `/usr/local/share/.cache`",
        mount: Some("/usr/local/share/.cache"),
    },
    Cache {
        names: &["pnpm"],
        fills: &["install", "i", "add", "fetch"],
        folders: &["pnpm"],
        flag: None,
        variables: &["PNPM_HOME", "npm_config_store_dir", "XDG_DATA_HOME"],
        // Its files are the same ones that `node_modules` links to.
        what: "",
        help: "mount a cache at `/root/.local/share/pnpm/store`",
        mount: Some("/root/.local/share/pnpm/store"),
    },
    Cache {
        names: &["composer"],
        fills: &["install", "require", "update", "create-project", "global require"],
        folders: &[".composer/cache", ".cache/composer"],
        flag: Some("--no-cache"),
        variables: &["COMPOSER_CACHE_DIR", "COMPOSER_HOME", "XDG_CACHE_HOME"],
        what: "its download cache",
        help: "add `--no-cache`, or mount a cache at `/tmp/cache` and set `COMPOSER_CACHE_DIR` to it",
        mount: Some("/tmp/cache"),
    },
    Cache {
        names: packages::CONDA,
        fills: &["install", "create", "update", "env create", "env update"],
        folders: &["/opt/conda/pkgs", "conda"],
        flag: None,
        variables: &["CONDA_PKGS_DIRS"],
        what: "the packages that it unpacked",
        help: "run `conda clean --all --yes` in the same RUN, or mount a cache at `/opt/conda/pkgs`",
        mount: Some("/opt/conda/pkgs"),
    },
    Cache {
        names: &["gem", "bundle"],
        fills: &["install"],
        folders: &[
            "/usr/local/bundle/cache",
            "/usr/local/lib/ruby",
            "/usr/lib/ruby",
            "/var/lib/gems",
            ".bundle",
        ],
        flag: None,
        variables: &["BUNDLE_NO_CACHE", "GEM_SPEC_CACHE"],
        what: "the gems that it downloaded",
        help: "remove the folder `cache` of the gems in the same RUN",
        mount: None,
    },
    Cache {
        names: &["go"],
        fills: &["install", "build", "get"],
        folders: &["/go/pkg", ".cache/go-build"],
        flag: None,
        variables: &["GOMODCACHE", "GOCACHE"],
        what: "its modules and its build cache",
        help: "build in a stage of its own, or mount caches at `/go/pkg/mod` and `/root/.cache/go-build`",
        mount: Some("/root/.cache/go-build"),
    },
    Cache {
        names: &["cargo"],
        fills: &["install", "build"],
        folders: &["/usr/local/cargo/registry", ".cargo/registry"],
        flag: None,
        variables: &["CARGO_HOME"],
        what: "the registry that it downloaded",
        help: "build in a stage of its own, or mount a cache at `/usr/local/cargo/registry`",
        mount: Some("/usr/local/cargo/registry"),
    },
];

/// Options with which a manager keeps no cache here; pip takes the beginning of one for the whole.
pub const SWITCHES: &[&str] =
    &["--no-cache", "--no-network", "--cache-dir", "--cache-folder", "--cache", "--offline"];

/// Folders that APT locks while it works.
pub const OF_APT: &[&str] =
    &["/var/cache/apt", "/var/lib/apt", "/var/lib/apt/lists", "/var/cache/apt/archives"];
