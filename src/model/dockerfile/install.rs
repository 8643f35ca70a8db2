//! What a command installs: its package manager, the packages that it names, and how far each names its version.
//! Does not know which versions there are, nor judges.

use crate::syntax::shell::{Command, Word};

/// A program that installs packages, with those that are called alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Manager {
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

/// A command that installs packages.
#[derive(Debug)]
pub struct Install<'c, 's> {
    /// With what.
    pub manager: Manager,
    /// The command.
    pub command: &'c Command<'s>,
    /// What it names, without files and lists of packages.
    pub packages: Vec<Package<'c, 's>>,
}

/// A package that a command names.
#[derive(Debug)]
pub struct Package<'c, 's> {
    /// The word that names it.
    pub word: &'c Word<'s>,
    /// Its name without version.
    pub name: &'c str,
    /// How far its version is named.
    pub pin: Pin,
}

/// How far a package's version is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// A version, a branch of versions, or a file that is one version.
    Version,
    /// Not at all, or by a name that moves, such as `latest`.
    None,
    /// Not known: a part is decided elsewhere.
    Unknown,
}

impl Manager {
    /// The package manager that a command is.
    pub fn of(command: &Command<'_>) -> Option<Manager> {
        Some(match command.name() {
            "apt-get" | "apt" | "aptitude" => Manager::Apt,
            "apk" => Manager::Apk,
            "dnf" | "dnf5" | "yum" | "microdnf" | "tdnf" => Manager::Dnf,
            "zypper" => Manager::Zypper,
            "pacman" => Manager::Pacman,
            "uv" | "pipx" | "poetry" => Manager::Pip,
            "npm" | "yarn" | "yarnpkg" | "pnpm" | "npx" | "bun" | "corepack" => Manager::Npm,
            "gem" => Manager::Gem,
            "go" => Manager::Go,
            "cargo" => Manager::Cargo,
            "conda" | "mamba" | "micromamba" => Manager::Conda,
            "composer" => Manager::Composer,
            "dotnet" => Manager::Dotnet,
            "luarocks" => Manager::Luarocks,
            "cpanm" => Manager::Cpanm,
            "pecl" => Manager::Pecl,
            name if is_pip(name) => Manager::Pip,
            _ => return None,
        })
    }

    /// Whether it installs packages of the distribution.
    pub const fn is_system(self) -> bool {
        matches!(self, Manager::Apt | Manager::Apk | Manager::Dnf | Manager::Zypper | Manager::Pacman)
    }

    /// Whether a version may be a word of its own, so that the words cannot be moved or left out one by one.
    pub const fn has_version_words(self) -> bool {
        matches!(self, Manager::Composer | Manager::Luarocks)
    }

    /// The subcommands with which packages are added by name.
    const fn adds(self) -> &'static [&'static str] {
        match self {
            Manager::Apt | Manager::Cargo | Manager::Luarocks | Manager::Pecl => &["install"],
            Manager::Dnf => &["install", "in"],
            Manager::Apk => &["add"],
            Manager::Zypper => &["install", "in"],
            Manager::Pacman | Manager::Cpanm => &[],
            Manager::Pip => &["install", "pip install", "tool install", "add"],
            Manager::Npm => &["install", "i", "in", "ins", "add", "dlx", "global add", "prepare", "use"],
            Manager::Gem => &["install", "i"],
            Manager::Go => &["install", "get", "run"],
            Manager::Conda => &["install", "create"],
            Manager::Composer => &["require", "global require"],
            Manager::Dotnet => &["tool install"],
        }
    }
}

/// `pip`, `pip3`, `pip3.12`
fn is_pip(name: &str) -> bool {
    let version = name.strip_prefix("pip");
    version.is_some_and(|version| version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

/// What a command installs; `None` when it installs nothing by name.
pub fn install<'c, 's>(command: &'c Command<'s>) -> Option<Install<'c, 's>> {
    let manager = Manager::of(command)?;
    let operands: Vec<&'c Word<'s>> = command.operands().collect();
    let taken = match manager {
        Manager::Pacman if command.has_flag("-S") => 0,
        Manager::Cpanm if !command.has_flag("--installdeps") => 0,
        Manager::Npm if is_fetching_npx(command) => 0,
        // What `poetry install` installs is in its lock file.
        Manager::Pip if command.is("poetry") && command.subcommand() == "install" => return None,
        _ => added(manager, &operands)?,
    };
    let named = operands.get(taken..)?;
    // What follows the program that is run is for that one.
    let runs = command.is("npx") || matches!(command.subcommand(), "run" | "dlx");
    let limit = if runs { 1 } else { usize::MAX };
    let pairs = named.iter().zip(named.iter().skip(1).map(Some).chain([None])).take(limit);
    let elsewhere = versions_elsewhere(manager, command);
    let packages =
        pairs.filter_map(|(word, next)| package(manager, elsewhere, word, next.copied())).collect();
    Some(Install { manager, command, packages })
}

/// `npx --yes name`; without `--yes`, a program of the project itself is meant.
fn is_fetching_npx(command: &Command<'_>) -> bool {
    let has = |flag: &&str| command.has_flag(flag);
    command.is("npx") && ["-y", "--yes"].iter().any(has) && !["-p", "--package"].iter().any(has)
}

/// How many words say that packages are added: `install`, or two as in `yarn global add`.
fn added(manager: Manager, operands: &[&Word<'_>]) -> Option<usize> {
    let word = |index: usize| operands.get(index).filter(|word| word.literal).map(|word| word.text.as_ref());
    let (first, second) = (word(0)?, word(1).unwrap_or(""));
    manager.adds().iter().find_map(|words| match words.split_once(' ') {
        Some(pair) => (pair == (first, second)).then_some(2),
        None => (*words == first).then_some(1),
    })
}

/// A word as a package; `None` for files, groups and other things that have no version to name.
/// Some take the version from the `next` word.
fn package<'c, 's>(
    manager: Manager,
    elsewhere: bool,
    word: &'c Word<'s>,
    next: Option<&Word<'_>>,
) -> Option<Package<'c, 's>> {
    let text = word.text.as_ref();
    // `composer require vendor/name ^1.0 ext-json`; names of Composer have a slash.
    if manager == Manager::Composer && word.literal && !text.contains('/') {
        return None;
    }
    // `luarocks install name 1.0-1`.
    if manager == Manager::Luarocks && text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_file = text.starts_with(['.', '/', '~', '-', '^', '@']) || text.contains("://") || text.is_empty();
    let is_scoped = manager == Manager::Npm && text.starts_with('@');
    if (is_file && !is_scoped) || ENDS.iter().any(|end| text.ends_with(end)) {
        return None;
    }
    let (name, version) = split(manager, text);
    let pin = match version {
        Some(version) if is_moving(manager, version) => Pin::None,
        Some(_) => Pin::Version,
        None if elsewhere => Pin::Version,
        None if next.is_some_and(|next| is_version_of(manager, next)) => Pin::Version,
        None if !word.literal => Pin::Unknown,
        None => Pin::None,
    };
    Some(Package { word, name, pin })
}

/// Whether a word is the version of the package before it.
fn is_version_of(manager: Manager, word: &Word<'_>) -> bool {
    match manager {
        Manager::Composer => !word.text.contains('/'),
        Manager::Luarocks => word.text.starts_with(|c: char| c.is_ascii_digit() || c == '$'),
        _ => false,
    }
}

/// Ends of files that hold one version of a package.
const ENDS: &[&str] = &[
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

/// The name of a package and its version, if one is given.
fn split(manager: Manager, text: &str) -> (&str, Option<&str>) {
    let at = match manager {
        Manager::Apt => text.find(['=', '/']),
        Manager::Apk => text.find(['=', '~', '<', '>']),
        Manager::Zypper | Manager::Pacman => text.find(['=', '<', '>']),
        Manager::Dnf => return split_rpm(text),
        Manager::Pip => text.find(['=', '<', '>', '~', '!', '@', ';', ' ']),
        Manager::Npm => {
            let skip = usize::from(text.starts_with('@'));
            // `user/repository` and `git+ssh:` name a commit behind `#`.
            if skip == 0 && text.contains(['/', ':']) {
                return (text, Some(""));
            }
            text.get(skip..).and_then(|rest| rest.find('@')).map(|at| at + skip)
        }
        Manager::Gem => text.find(':'),
        Manager::Go | Manager::Cargo | Manager::Dotnet => text.find('@'),
        Manager::Conda => text.find(['=', '<', '>', '!', '~', ' ', '[']),
        Manager::Composer => text.find([':', '=', ' ']),
        Manager::Cpanm => text.find(['@', '~']),
        Manager::Luarocks => None,
        // `name-1.2.3`; `name-beta` names a branch.
        Manager::Pecl => text.rfind('-').filter(|at| text.get(at + 1..).is_some_and(is_number)),
    };
    let Some(at) = at else { return (text, None) };
    (text.get(..at).unwrap_or(text), text.get(at..).map(|rest| rest.trim_start_matches(['@', ':', '=', '-'])))
}

fn is_number(version: &str) -> bool {
    version.starts_with(|c: char| c.is_ascii_digit() || c == '$')
}

/// `name-1.2.3`, `name-1.2.3-4.el9`, `name-1.2*` and `module:stream` name a version; `java-17-openjdk` does not.
fn split_rpm(text: &str) -> (&str, Option<&str>) {
    if let Some((name, stream)) = text.split_once([':', '=', '<', '>']) {
        return (name.trim_end(), Some(stream));
    }
    let starts =
        |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains(['.', '*', '_']);
    for (at, _) in text.match_indices('-') {
        let version = text.get(at + 1..).unwrap_or("");
        let is_version = starts(version.split('-').next().unwrap_or("")) || version.starts_with('$');
        if is_version && version.matches('-').count() < 2 {
            return (text.get(..at).unwrap_or(text), Some(version));
        }
    }
    (text, None)
}

/// Whether a version is one that means another thing tomorrow.
fn is_moving(manager: Manager, version: &str) -> bool {
    match manager {
        // A tag, for every version has a number.
        Manager::Npm => !version.is_empty() && !version.contains(|c: char| c.is_ascii_digit() || c == '$'),
        Manager::Go => {
            matches!(version, "latest" | "none" | "upgrade" | "patch" | "master" | "main" | "HEAD")
        }
        Manager::Pip => version.starts_with(';') || version == "latest",
        Manager::Composer => version == "*" || version.starts_with("dev-"),
        _ => false,
    }
}

/// Whether an option names the version, or the place that decides it.
fn versions_elsewhere(manager: Manager, command: &Command<'_>) -> bool {
    let options: &[&str] = match manager {
        Manager::Pip => &["-c", "--constraint", "--no-index", "--build-constraint"],
        Manager::Gem => &["-v", "--version", "--file", "-g"],
        Manager::Cargo => &["--version", "--vers", "--git", "--path"],
        Manager::Apt => &["--no-download"],
        Manager::Conda => &["-f", "--file", "--revision"],
        Manager::Dotnet => &["--version"],
        _ => &[],
    };
    options.iter().any(|option| command.has_flag(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinned(manager: Manager, text: &str) -> bool {
        let (_, version) = split(manager, text);
        version.is_some_and(|version| !is_moving(manager, version))
    }

    #[test]
    fn versions_are_told_from_names() {
        for (manager, text) in [
            (Manager::Apt, "curl=7.88.1-10"),
            (Manager::Apt, "curl/bookworm"),
            (Manager::Apk, "curl~8"),
            (Manager::Dnf, "httpd-2.4.6"),
            (Manager::Dnf, "httpd-2.4.6-97.el7.x86_64"),
            (Manager::Dnf, "nodejs:20"),
            (Manager::Pip, "flask==3.0"),
            (Manager::Npm, "@angular/cli@17"),
            (Manager::Npm, "user/repository"),
            (Manager::Gem, "rake:13.0"),
            (Manager::Go, "golang.org/x/tools/cmd/goimports@v0.20.0"),
            (Manager::Npm, "pnpm@$VERSION"),
            (Manager::Conda, "conda-forge::numpy=1.26"),
            (Manager::Composer, "vendor/name:^1.0"),
            (Manager::Cpanm, "Plack@1.0050"),
            (Manager::Pecl, "redis-6.0.2"),
            (Manager::Pecl, "redis-$VERSION"),
        ] {
            assert!(pinned(manager, text), "{text}");
        }
        for (manager, text) in [
            (Manager::Apt, "libssl1.1"),
            (Manager::Apk, "py3-pip"),
            (Manager::Dnf, "java-17-openjdk"),
            (Manager::Dnf, "gcc-toolset-12"),
            (Manager::Dnf, "python3.11"),
            (Manager::Pip, "flask[async]"),
            (Manager::Npm, "@angular/cli"),
            (Manager::Npm, "npm@latest"),
            (Manager::Go, "example.com/tool@latest"),
            (Manager::Npm, "yarn@stable"),
            (Manager::Conda, "conda-forge::numpy"),
            (Manager::Composer, "vendor/name:dev-main"),
            (Manager::Cpanm, "Plack::Request"),
            (Manager::Pecl, "redis-beta"),
            (Manager::Pecl, "msgpack"),
        ] {
            assert!(!pinned(manager, text), "{text}");
        }
    }
}
