//! Package managers, and how each is called. Source: written by hand from the tools' manuals, 2026-11.
//! Reads no command. Where each keeps what it downloads is in `caches`.

/// The programs of APT.
pub const APT: &[&str] = &["apt-get", "apt", "aptitude"];
/// The programs of DNF and its predecessor.
pub const DNF: &[&str] = &["dnf", "dnf5", "yum", "microdnf", "tdnf"];
/// The programs of Conda.
pub const CONDA: &[&str] = &["conda", "mamba", "micromamba"];

/// A program that installs packages, with those that are called alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PackageManager {
    /// `apt-get`, `apt`, `aptitude`
    Apt,
    /// `apk`
    Apk,
    /// `dnf`, `yum`, `microdnf`, `tdnf`
    Dnf,
    /// `zypper`
    Zypper,
    /// `pacman`
    Pacman,
    /// `pip`, `pipx`, `uv`, `poetry`
    Pip,
    /// `npm`, `yarn`, `pnpm`, `bun`, `corepack`
    Npm,
    /// `gem`
    Gem,
    /// `go`
    Go,
    /// `cargo`
    Cargo,
    /// `conda`, `mamba`, `micromamba`
    Conda,
    /// `composer`
    Composer,
    /// `dotnet tool`
    Dotnet,
    /// `luarocks`
    Luarocks,
    /// `cpanm`
    Cpanm,
    /// `pecl`
    Pecl,
}

/// Subcommands that ask for a confirmation, and what answers them.
pub struct Prompt {
    /// The subcommands, or options, that ask.
    pub asks: &'static [&'static str],
    /// The options that answer.
    pub answers: &'static [&'static str],
    /// A word of its configuration that answers for all commands.
    pub setting: &'static str,
    /// The option that answers with yes.
    pub yes: &'static str,
}

impl PackageManager {
    /// The package manager that a program is.
    pub fn of(program: &str) -> Option<PackageManager> {
        Some(match program {
            "apt-get" | "apt" | "aptitude" => PackageManager::Apt,
            "apk" => PackageManager::Apk,
            "dnf" | "dnf5" | "yum" | "microdnf" | "tdnf" => PackageManager::Dnf,
            "zypper" => PackageManager::Zypper,
            "pacman" => PackageManager::Pacman,
            "uv" | "pipx" | "poetry" => PackageManager::Pip,
            "npm" | "yarn" | "yarnpkg" | "pnpm" | "npx" | "bun" | "corepack" => PackageManager::Npm,
            "gem" => PackageManager::Gem,
            "go" => PackageManager::Go,
            "cargo" => PackageManager::Cargo,
            "conda" | "mamba" | "micromamba" => PackageManager::Conda,
            "composer" => PackageManager::Composer,
            "dotnet" => PackageManager::Dotnet,
            "luarocks" => PackageManager::Luarocks,
            "cpanm" => PackageManager::Cpanm,
            "pecl" => PackageManager::Pecl,
            name if is_pip(name) => PackageManager::Pip,
            _ => return None,
        })
    }

    /// Whether it installs packages of the distribution.
    pub const fn is_system(self) -> bool {
        matches!(
            self,
            PackageManager::Apt
                | PackageManager::Apk
                | PackageManager::Dnf
                | PackageManager::Zypper
                | PackageManager::Pacman
        )
    }

    /// Whether a version may be a word of its own, so that the words cannot be moved or left out one by one.
    pub const fn has_version_words(self) -> bool {
        matches!(self, PackageManager::Composer | PackageManager::Luarocks)
    }

    /// The subcommands with which packages are added by name.
    pub const fn adds(self) -> &'static [&'static str] {
        match self {
            PackageManager::Apt | PackageManager::Cargo | PackageManager::Luarocks | PackageManager::Pecl => {
                &["install"]
            }
            PackageManager::Dnf => &["install", "in"],
            PackageManager::Apk => &["add"],
            PackageManager::Zypper => &["install", "in"],
            PackageManager::Pacman | PackageManager::Cpanm => &[],
            PackageManager::Pip => &["install", "pip install", "tool install", "add"],
            PackageManager::Npm => {
                &["install", "i", "in", "ins", "add", "dlx", "global add", "prepare", "use"]
            }
            PackageManager::Gem => &["install", "i"],
            PackageManager::Go => &["install", "get", "run"],
            PackageManager::Conda => &["install", "create"],
            PackageManager::Composer => &["require", "global require"],
            PackageManager::Dotnet => &["tool install"],
        }
    }

    /// Options that name the version of a package, or the place that decides it.
    pub const fn version_options(self) -> &'static [&'static str] {
        match self {
            PackageManager::Pip => &["-c", "--constraint", "--no-index", "--build-constraint"],
            PackageManager::Gem => &["-v", "--version", "--file", "-g"],
            PackageManager::Cargo => &["--version", "--vers", "--git", "--path"],
            PackageManager::Apt => &["--no-download"],
            PackageManager::Conda => &["-f", "--file", "--revision"],
            PackageManager::Dotnet => &["--version"],
            _ => &[],
        }
    }

    /// What it asks before it changes packages, if it asks.
    pub const fn prompt(self) -> Option<&'static Prompt> {
        Some(match self {
            PackageManager::Apt => &APT_PROMPT,
            PackageManager::Dnf => &DNF_PROMPT,
            PackageManager::Zypper => &ZYPPER_PROMPT,
            PackageManager::Pacman => &PACMAN_PROMPT,
            _ => return None,
        })
    }

    /// Its usual program, for those of distributions.
    pub const fn program(self) -> &'static str {
        match self {
            PackageManager::Apk => "apk",
            PackageManager::Apt => "apt-get",
            PackageManager::Zypper => "zypper",
            PackageManager::Pacman => "pacman",
            _ => "dnf",
        }
    }
}

/// `pip`, `pip3`, `pip3.12`
fn is_pip(name: &str) -> bool {
    let version = name.strip_prefix("pip");
    version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// What apt asks.
const APT_PROMPT: Prompt = Prompt {
    asks: &[
        "install",
        "remove",
        "purge",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "autoremove",
        "build-dep",
    ],
    answers: &[
        "-y",
        "--yes",
        "--assume-yes",
        "-qq",
        "-q=2",
        "--quiet=2",
        "--force-yes",
        "-s",
        "--simulate",
        "--dry-run",
        "--print-uris",
        "--just-print",
        "--assume-no",
    ],
    setting: "assume-yes",
    yes: "-y",
};

/// What dnf asks.
const DNF_PROMPT: Prompt = Prompt {
    asks: &[
        "install",
        "remove",
        "erase",
        "upgrade",
        "update",
        "reinstall",
        "downgrade",
        "autoremove",
        "groupinstall",
        "localinstall",
        "distro-sync",
        "swap",
        "builddep",
    ],
    answers: &["-y", "--assumeyes", "--assumeno", "--downloadonly"],
    setting: "assumeyes",
    yes: "-y",
};

/// What zypper asks.
const ZYPPER_PROMPT: Prompt = Prompt {
    asks: &["install", "in", "remove", "rm", "update", "up", "patch", "dist-upgrade", "dup"],
    answers: &["-y", "-n", "--non-interactive", "--no-confirm", "--dry-run", "-D"],
    setting: "zypper_non_interactive",
    yes: "--no-confirm",
};

/// What pacman asks.
const PACMAN_PROMPT: Prompt = Prompt {
    asks: &["-S", "-R", "-U"],
    answers: &["--noconfirm", "-p", "--print", "-s", "--search", "-i", "--info", "-l", "-g", "-h"],
    setting: "noconfirm",
    yes: "--noconfirm",
};

/// Programs and the options with which they install packages whose signature is missing or wrong.
pub const UNSIGNED: &[(&[&str], &[&str])] = &[
    (&["apk"], &["--allow-untrusted"]),
    (APT, &["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories"]),
    (DNF, &["--nogpgcheck", "--no-gpgchecks"]),
    (&["rpm"], &["--nosignature", "--nodigest", "--nogpg", "--noverify", "--nofiledigest"]),
    (&["zypper"], &["--no-gpg-checks", "--no-gpgcheck", "--allow-unsigned-rpm"]),
    (&["dpkg"], &["--force-bad-verify"]),
    (&["debootstrap"], &["--no-check-gpg"]),
    (&["flatpak"], &["--no-gpg-verify"]),
];

/// Parts of words with which configuration switches the check off.
pub const UNSIGNED_SETTINGS: &[&str] = &[
    "[trusted=yes",
    " trusted=yes",
    "AllowUnauthenticated=true",
    "AllowUnauthenticated=1",
    "AllowUnauthenticated \"true\"",
    "AllowInsecureRepositories=true",
    "AllowInsecureRepositories \"true\"",
    "gpgcheck=0",
    "gpgcheck=false",
    "gpgcheck=no",
    "SigLevel = Never",
    "SigLevel=Never",
    "SigLevel = Optional TrustAll",
    "SigLevel = TrustAll",
    "gpgcheck = 0",
    "[allow-insecure=yes",
    " allow-insecure=yes",
    "Trusted: yes",
    "AllowDowngradeToInsecureRepositories=true",
];

/// Ends of files that hold one version of a package.
pub const FILES: &[&str] = &[
    ".deb",
    ".apk",
    ".rpm",
    ".whl",
    ".tar.gz",
    ".tgz",
    ".zip",
    ".gem",
    ".tar.bz2",
    ".tar.xz",
    ".conda",
    ".rock",
    ".rockspec",
];

/// Subcommands of `apt` that `apt-get` has under the same name.
pub const SHARED_WITH_APT_GET: &[&str] = &[
    "install",
    "update",
    "remove",
    "purge",
    "autoremove",
    "clean",
    "autoclean",
    "source",
    "build-dep",
    "download",
];

/// Options with which npm and Yarn run no scripts of packages.
pub const NPM_WITHOUT_SCRIPTS: &[&str] =
    &["--ignore-scripts", "--mode", "--package-lock-only", "--version", "-v", "--help"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_of_a_package_manager_are_known_as_such() {
        for (programs, manager) in
            [(APT, PackageManager::Apt), (DNF, PackageManager::Dnf), (CONDA, PackageManager::Conda)]
        {
            assert!(programs.iter().all(|program| PackageManager::of(program) == Some(manager)));
        }
        assert_eq!(PackageManager::of("pip3.12"), Some(PackageManager::Pip));
        assert_eq!(PackageManager::of("pipe"), None);
    }
}
