//! What a command installs: its package manager, the packages that it names, and how far each names its version.
//! Does not know which versions there are, nor judges.

use crate::facts::packages::{self, PackageManager};
use crate::syntax::shell::{Command, Word};

/// A command that installs packages.
#[derive(Debug)]
pub struct Install<'c, 's> {
    /// With what.
    pub manager: PackageManager,
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

/// What a command installs; `None` when it installs nothing by name.
pub fn install<'c, 's>(command: &'c Command<'s>) -> Option<Install<'c, 's>> {
    let manager = PackageManager::of(command.name())?;
    let operands: Vec<&'c Word<'s>> = command.operands().collect();
    let taken = match manager {
        PackageManager::Pacman if command.has_flag("-S") => 0,
        PackageManager::Cpanm if !command.has_flag("--installdeps") => 0,
        PackageManager::Npm if is_fetching_npx(command) => 0,
        // What `poetry install` installs is in its lock file.
        PackageManager::Pip if command.is("poetry") && command.subcommand() == "install" => return None,
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
fn added(manager: PackageManager, operands: &[&Word<'_>]) -> Option<usize> {
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
    manager: PackageManager,
    elsewhere: bool,
    word: &'c Word<'s>,
    next: Option<&Word<'_>>,
) -> Option<Package<'c, 's>> {
    let text = word.text.as_ref();
    // `composer require vendor/name ^1.0 ext-json`; names of Composer have a slash.
    if manager == PackageManager::Composer && word.literal && !text.contains('/') {
        return None;
    }
    // `luarocks install name 1.0-1`.
    if manager == PackageManager::Luarocks && text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_file = text.starts_with(['.', '/', '~', '-', '^', '@']) || text.contains("://") || text.is_empty();
    let is_scoped = manager == PackageManager::Npm && text.starts_with('@');
    if (is_file && !is_scoped) || packages::FILES.iter().any(|end| text.ends_with(end)) {
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
fn is_version_of(manager: PackageManager, word: &Word<'_>) -> bool {
    match manager {
        PackageManager::Composer => !word.text.contains('/'),
        PackageManager::Luarocks => word.text.starts_with(|c: char| c.is_ascii_digit() || c == '$'),
        _ => false,
    }
}

/// The name of a package and its version, if one is given.
fn split(manager: PackageManager, text: &str) -> (&str, Option<&str>) {
    let at = match manager {
        PackageManager::Apt => text.find(['=', '/']),
        PackageManager::Apk => text.find(['=', '~', '<', '>']),
        PackageManager::Zypper | PackageManager::Pacman => text.find(['=', '<', '>']),
        PackageManager::Dnf => return split_rpm(text),
        PackageManager::Pip => text.find(['=', '<', '>', '~', '!', '@', ';', ' ']),
        PackageManager::Npm => {
            let skip = usize::from(text.starts_with('@'));
            // `user/repository` and `git+ssh:` name a commit behind `#`.
            if skip == 0 && text.contains(['/', ':']) {
                return (text, Some(""));
            }
            text.get(skip..).and_then(|rest| rest.find('@')).map(|at| at + skip)
        }
        PackageManager::Gem => text.find(':'),
        PackageManager::Go | PackageManager::Cargo | PackageManager::Dotnet => text.find('@'),
        PackageManager::Conda => text.find(['=', '<', '>', '!', '~', ' ', '[']),
        PackageManager::Composer => text.find([':', '=', ' ']),
        PackageManager::Cpanm => text.find(['@', '~']),
        PackageManager::Luarocks => None,
        // `name-1.2.3`; `name-beta` names a branch.
        PackageManager::Pecl => text.rfind('-').filter(|at| text.get(at + 1..).is_some_and(is_number)),
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
fn is_moving(manager: PackageManager, version: &str) -> bool {
    match manager {
        // A tag, for every version has a number.
        PackageManager::Npm => {
            !version.is_empty() && !version.contains(|c: char| c.is_ascii_digit() || c == '$')
        }
        PackageManager::Go => {
            matches!(version, "latest" | "none" | "upgrade" | "patch" | "master" | "main" | "HEAD")
        }
        PackageManager::Pip => version.starts_with(';') || version == "latest",
        PackageManager::Composer => version == "*" || version.starts_with("dev-"),
        _ => false,
    }
}

/// Whether an option names the version, or the place that decides it.
fn versions_elsewhere(manager: PackageManager, command: &Command<'_>) -> bool {
    manager.version_options().iter().any(|option| command.has_flag(option))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pinned(manager: PackageManager, text: &str) -> bool {
        let (_, version) = split(manager, text);
        version.is_some_and(|version| !is_moving(manager, version))
    }

    #[test]
    fn versions_are_told_from_names() {
        for (manager, text) in [
            (PackageManager::Apt, "curl=7.88.1-10"),
            (PackageManager::Apt, "curl/bookworm"),
            (PackageManager::Apk, "curl~8"),
            (PackageManager::Dnf, "httpd-2.4.6"),
            (PackageManager::Dnf, "httpd-2.4.6-97.el7.x86_64"),
            (PackageManager::Dnf, "nodejs:20"),
            (PackageManager::Pip, "flask==3.0"),
            (PackageManager::Npm, "@angular/cli@17"),
            (PackageManager::Npm, "user/repository"),
            (PackageManager::Gem, "rake:13.0"),
            (PackageManager::Go, "golang.org/x/tools/cmd/goimports@v0.20.0"),
            (PackageManager::Npm, "pnpm@$VERSION"),
            (PackageManager::Conda, "conda-forge::numpy=1.26"),
            (PackageManager::Composer, "vendor/name:^1.0"),
            (PackageManager::Cpanm, "Plack@1.0050"),
            (PackageManager::Pecl, "redis-6.0.2"),
            (PackageManager::Pecl, "redis-$VERSION"),
        ] {
            assert!(pinned(manager, text), "{text}");
        }
        for (manager, text) in [
            (PackageManager::Apt, "libssl1.1"),
            (PackageManager::Apk, "py3-pip"),
            (PackageManager::Dnf, "java-17-openjdk"),
            (PackageManager::Dnf, "gcc-toolset-12"),
            (PackageManager::Dnf, "python3.11"),
            (PackageManager::Pip, "flask[async]"),
            (PackageManager::Npm, "@angular/cli"),
            (PackageManager::Npm, "npm@latest"),
            (PackageManager::Go, "example.com/tool@latest"),
            (PackageManager::Npm, "yarn@stable"),
            (PackageManager::Conda, "conda-forge::numpy"),
            (PackageManager::Composer, "vendor/name:dev-main"),
            (PackageManager::Cpanm, "Plack::Request"),
            (PackageManager::Pecl, "redis-beta"),
            (PackageManager::Pecl, "msgpack"),
        ] {
            assert!(!pinned(manager, text), "{text}");
        }
    }
}
