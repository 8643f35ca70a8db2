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
    /// `pip`, also behind `uv`
    Pip,
    /// `npm`, `yarn`, `pnpm`
    Npm,
    /// `gem`
    Gem,
    /// `go`
    Go,
    /// `cargo`
    Cargo,
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
            "uv" if command.subcommand() == "pip" => Manager::Pip,
            "npm" | "yarn" | "pnpm" => Manager::Npm,
            "gem" => Manager::Gem,
            "go" => Manager::Go,
            "cargo" => Manager::Cargo,
            name if is_pip(name) => Manager::Pip,
            _ => return None,
        })
    }

    /// The subcommands with which packages are added by name.
    const fn adds(self) -> &'static [&'static str] {
        match self {
            Manager::Apt | Manager::Pip | Manager::Cargo => &["install"],
            Manager::Dnf => &["install", "in"],
            Manager::Apk => &["add"],
            Manager::Zypper => &["install", "in"],
            Manager::Pacman => &[],
            Manager::Npm => &["install", "i", "in", "ins", "add", "dlx"],
            Manager::Gem => &["install", "i"],
            Manager::Go => &["install", "get", "run"],
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
    let mut operands: Vec<&Word<'s>> = command.operands().collect();
    // `uv pip install` and `yarn global add` have a word before the subcommand.
    let skip =
        usize::from(matches!((command.name(), command.subcommand()), ("uv", "pip") | ("yarn", "global")));
    operands.drain(..skip.min(operands.len()));
    let (subcommand, operands) = operands.split_first()?;
    let is_pacman = manager == Manager::Pacman && command.has_flag("-S");
    if !is_pacman && (!subcommand.literal || !manager.adds().contains(&subcommand.text.as_ref())) {
        return None;
    }
    let named: Vec<&'c Word<'s>> = if is_pacman { command.operands().collect() } else { operands.to_vec() };
    let limit = if manager == Manager::Go && subcommand.text == "run" { 1 } else { usize::MAX };
    let packages = named.into_iter().take(limit).filter_map(|word| package(manager, command, word)).collect();
    Some(Install { manager, command, packages })
}

/// A word as a package; `None` for files, groups and other things that have no version to name.
fn package<'c, 's>(manager: Manager, command: &Command<'_>, word: &'c Word<'s>) -> Option<Package<'c, 's>> {
    let text = word.text.as_ref();
    let is_file = text.starts_with(['.', '/', '~', '-', '^', '@']) || text.contains("://") || text.is_empty();
    let is_scoped = manager == Manager::Npm && text.starts_with('@');
    if (is_file && !is_scoped) || ENDS.iter().any(|end| text.ends_with(end)) {
        return None;
    }
    let (name, version) = split(manager, text);
    let pin = match version {
        Some(version) if is_moving(manager, version) => Pin::None,
        Some(_) => Pin::Version,
        None if versions_elsewhere(manager, command) => Pin::Version,
        None if !word.literal => Pin::Unknown,
        None => Pin::None,
    };
    Some(Package { word, name, pin })
}

/// Ends of files that hold one version of a package.
const ENDS: &[&str] =
    &[".deb", ".apk", ".rpm", ".whl", ".tar.gz", ".tgz", ".zip", ".gem", ".tar.bz2", ".tar.xz"];

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
        Manager::Go | Manager::Cargo => text.find('@'),
    };
    let Some(at) = at else { return (text, None) };
    (text.get(..at).unwrap_or(text), text.get(at..).map(|rest| rest.trim_start_matches(['@', ':', '='])))
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
        Manager::Npm => matches!(version, "latest" | "next" | "*" | "lts"),
        Manager::Go => {
            matches!(version, "latest" | "none" | "upgrade" | "patch" | "master" | "main" | "HEAD")
        }
        Manager::Pip => version.starts_with(';'),
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
        ] {
            assert!(!pinned(manager, text), "{text}");
        }
    }
}
