//! Package managers and their caches: what fills one, where it is, how it is switched off, and which commands of a RUN
//! leave one. Words nothing.

use crate::model::dockerfile::{Dockerfile, Step, Variable};
use crate::syntax::shell::{Command, Word, covers};

/// A package manager, as far as its cache goes.
pub(super) struct Cache {
    /// Its programs.
    pub(super) names: &'static [&'static str],
    /// The subcommands that fill the cache; an option where it has options instead, nothing where it needs none.
    pub(super) fills: &'static [&'static str],
    /// Where the cache is, as `covers` takes it.
    pub(super) folders: &'static [&'static str],
    /// The option with which there is none.
    pub(super) flag: Option<&'static str>,
    /// Variables that move or switch it off.
    pub(super) variables: &'static [&'static str],
    /// What is left; empty when that costs nothing.
    pub(super) what: &'static str,
    /// What to do.
    pub(super) help: &'static str,
    /// Where a mount keeps the cache for later builds, if that is of use.
    pub(super) mount: Option<&'static str>,
}

/// The package managers of distributions, and pip.
pub(super) const SYSTEM: &[Cache] = &[
    Cache {
        names: &["apt-get", "apt", "aptitude"],
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
        fills: &["add", "upgrade"],
        folders: &["/var/cache/apk", "/etc/apk/cache"],
        flag: Some("--no-cache"),
        variables: &[],
        what: "its package index",
        help: "add `--no-cache`",
        mount: None,
    },
    Cache {
        names: &["dnf", "dnf5", "microdnf", "tdnf", "yum"],
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
pub(super) const PIP: Cache = Cache {
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
pub(super) const LANGUAGES: &[Cache] = &[
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
        names: &["conda", "mamba", "micromamba"],
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
const FLAGS: &[&str] =
    &["--no-cache", "--no-network", "--cache-dir", "--cache-folder", "--cache", "--offline"];

/// The commands of a RUN after which a cache is not empty.
pub(super) fn left<'d, 's>(
    cache: &Cache,
    step: &'d Step<'s>,
    dockerfile: &Dockerfile<'s>,
) -> impl Iterator<Item = &'d Command<'s>> {
    let commands = step.run();
    let fills = move |command: &Command<'_>| {
        fills(cache, command) && !command.words.iter().any(|word| switches(cache, word, step, dockerfile))
    };
    let any = commands.iter().any(fills);
    let any = any && !is_elsewhere(cache, step, dockerfile);
    let range = any.then(|| {
        let cleaned = commands.iter().rposition(|command| cleans(cache, command)).unwrap_or(0);
        let off = commands.iter().position(|command| switches_off(cache, command));
        cleaned..off.unwrap_or(commands.len())
    });
    let found = range.and_then(|range| commands.get(range)).unwrap_or(&[]);
    found.iter().filter(move |command| fills(command))
}

/// How a command that fills a cache is called: `npm ci`, `pacman -S`, `yarn`.
pub(super) fn call(cache: &Cache, command: &Command<'_>) -> String {
    format!("{} {}", command.name(), filling(cache, command).unwrap_or("")).trim_end().to_owned()
}

/// Whether a command fills the cache, its options left aside.
fn fills(cache: &Cache, command: &Command<'_>) -> bool {
    let name = command.name().split('.').next().unwrap_or(""); // `pip3.12` is `pip3`
    cache.names.contains(&name) && filling(cache, command).is_some()
}

/// Whether a word may be an option with which there is no cache here.
fn switches(cache: &Cache, word: &Word<'_>, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let is_option = |text: &str| FLAGS.iter().any(|flag| text.starts_with(flag));
    if cache.flag.is_some() && word.text.starts_with('$') {
        let value = dockerfile.shell_value(step, word);
        return value.is_none_or(|value| value.split_whitespace().any(is_option));
    }
    is_option(&word.text)
}

/// The subcommand, one or two words, or the option with which a command fills the cache.
fn filling(cache: &Cache, command: &Command<'_>) -> Option<&'static str> {
    let subcommand = command.subcommand();
    let second = || command.operands().nth(1).map_or("", |word| word.text.as_ref());
    let fits = |word: &&&'static str| match **word {
        "" => {
            let has_switch = ["--version", "-v", "--help", "-h"].iter().any(|flag| command.has_flag(flag));
            command.operands().next().is_none() && !has_switch
        }
        flag if flag.starts_with('-') => {
            let asks = ["-c", "-s", "-i", "-l", "-g"].iter().any(|other| command.has_flag(other));
            command.has_flag(flag) && !asks && (command.has_flag("-u") || command.operands().next().is_some())
        }
        word => match word.split_once(' ') {
            Some(pair) => pair == (subcommand, second()),
            None => word == subcommand,
        },
    };
    cache.fills.iter().find(fits).copied()
}

/// Whether a command sets a variable or an option with which there is no cache from then on.
fn switches_off(cache: &Cache, command: &Command<'_>) -> bool {
    let is_config = command.subcommand() == "config" && cache.names.contains(&command.name());
    cache.variables.iter().any(|name| command.assignment(name).is_some())
        || (is_config && command.words.iter().any(|word| word.text.contains("cache")))
}

/// Whether the cache is switched off for the whole RUN, or on a mount.
fn is_elsewhere(cache: &Cache, step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let covers =
        |target: &String| target.contains('$') || cache.folders.iter().any(|folder| covers(target, folder));
    step.mount_targets().iter().any(covers)
        || cache.variables.iter().any(|name| dockerfile.variable(step, name) != Variable::Foreign)
}

fn cleans(cache: &Cache, command: &Command<'_>) -> bool {
    let name = command.name();
    if cache.names.contains(&name) {
        // `dnf clean all`, `zypper cc`, `apt-get dist-clean`, `apk cache clean`, `pip cache purge`, `pacman -Scc`.
        let is_purge = |text: &str| matches!(text, "purge" | "clean" | "verify");
        let whole = if name.starts_with("apt") { "dist-clean" } else { "clean" };
        let subcommand = command.subcommand();
        return matches!(subcommand, "dist-clean" | "distclean" | "cc" | "clear-cache" | "clearcache")
            || subcommand == whole
            || (subcommand == "cache" && command.operands().any(|word| is_purge(&word.text)))
            || (name == "pacman" && command.has_flag("-S") && command.has_flag("-c"));
    }
    let deletes = matches!(name, "rm" | "find") || name.contains("clean");
    let covers = |text: &str| cache.folders.iter().any(|folder| covers(text, folder));
    deletes && (name.contains("clean") || command.arguments().iter().any(|word| covers(&word.text)))
}
