//! Which distribution an image is made of. Source: written by hand from the images' own tags, 2026-11.
//! What follows from that is looked up here, too. Knows no release.

use super::{ImageFacts, table};
use crate::facts::packages::PackageManager;

/// Images, their distribution, user and shell.
const FAMILIES: &str = include_str!("families.tsv");

/// A distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// AlmaLinux.
    Alma,
    /// Alpine Linux.
    Alpine,
    /// Amazon Linux.
    Amazon,
    /// Arch Linux.
    Arch,
    /// Azure Linux and CBL-Mariner.
    Azure,
    /// BusyBox without a distribution around it.
    Busybox,
    /// CentOS and CentOS Stream.
    Centos,
    /// Debian.
    Debian,
    /// Files of a distribution without its tools.
    Distroless,
    /// Fedora.
    Fedora,
    /// Oracle Linux.
    Oracle,
    /// Photon OS.
    Photon,
    /// Red Hat Enterprise Linux and its universal base images.
    RedHat,
    /// Rocky Linux.
    Rocky,
    /// Nothing but what the image is about.
    Scratch,
    /// openSUSE and SUSE Linux Enterprise.
    Suse,
    /// Ubuntu.
    Ubuntu,
    /// Windows.
    Windows,
    /// Wolfi.
    Wolfi,
}

/// Whom the processes of an image run as when nobody says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DefaultUser {
    /// Root.
    Root,
    /// Root, whose entry point gives its rights up before the service starts.
    Drops,
    /// A user that is not root.
    Named(&'static str),
}

/// The shell in an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shell {
    /// `/bin/sh`
    Posix,
    /// `cmd`
    Windows,
    /// None.
    None,
}

/// A distribution as tables and tags name it.
struct Word {
    text: &'static str,
    family: Family,
    packages: Option<PackageManager>,
}

const fn word(text: &'static str, family: Family, packages: Option<PackageManager>) -> Word {
    Word { text, family, packages }
}

/// The words that stand in tags, followed by a version or not, and in the table.
const WORDS: &[Word] = &[
    word("al", Family::Amazon, Some(PackageManager::Dnf)),
    word("almalinux", Family::Alma, Some(PackageManager::Dnf)),
    word("alpine", Family::Alpine, Some(PackageManager::Apk)),
    word("amazonlinux", Family::Amazon, Some(PackageManager::Dnf)),
    word("azurelinux", Family::Azure, Some(PackageManager::Dnf)),
    word("bookworm", Family::Debian, Some(PackageManager::Apt)),
    word("bullseye", Family::Debian, Some(PackageManager::Apt)),
    word("buster", Family::Debian, Some(PackageManager::Apt)),
    word("centos", Family::Centos, Some(PackageManager::Dnf)),
    word("chiseled", Family::Distroless, None),
    word("debian", Family::Debian, Some(PackageManager::Apt)),
    word("distroless", Family::Distroless, None),
    word("fedora", Family::Fedora, Some(PackageManager::Dnf)),
    word("focal", Family::Ubuntu, Some(PackageManager::Apt)),
    word("jammy", Family::Ubuntu, Some(PackageManager::Apt)),
    word("mariner", Family::Azure, Some(PackageManager::Dnf)),
    word("nanoserver", Family::Windows, None),
    word("noble", Family::Ubuntu, Some(PackageManager::Apt)),
    word("oracle", Family::Oracle, Some(PackageManager::Dnf)),
    word("oraclelinux", Family::Oracle, Some(PackageManager::Dnf)),
    word("photon", Family::Photon, Some(PackageManager::Dnf)),
    word("resolute", Family::Ubuntu, Some(PackageManager::Apt)),
    word("rockylinux", Family::Rocky, Some(PackageManager::Dnf)),
    word("stretch", Family::Debian, Some(PackageManager::Apt)),
    word("trixie", Family::Debian, Some(PackageManager::Apt)),
    word("ubi", Family::RedHat, Some(PackageManager::Dnf)),
    word("ubuntu", Family::Ubuntu, Some(PackageManager::Apt)),
    word("windowsservercore", Family::Windows, None),
    word("wolfi", Family::Wolfi, Some(PackageManager::Apk)),
];

/// The words that stand in the table only.
const TABLE_ONLY: &[Word] = &[
    word("amazon", Family::Amazon, Some(PackageManager::Dnf)),
    word("arch", Family::Arch, Some(PackageManager::Pacman)),
    word("busybox", Family::Busybox, None),
    word("oracle-slim", Family::Oracle, Some(PackageManager::Dnf)),
    word("rocky", Family::Rocky, Some(PackageManager::Dnf)),
    word("scratch", Family::Scratch, None),
    word("suse", Family::Suse, Some(PackageManager::Zypper)),
    word("ubi-micro", Family::RedHat, None),
    word("ubi-minimal", Family::RedHat, Some(PackageManager::Dnf)),
    word("windows", Family::Windows, None),
];

/// What name and tag say about an image; nothing when it is not known.
pub(super) fn facts(name: &str, tag: &str, is_official: bool) -> ImageFacts {
    let line = table::find(FAMILIES, name);
    let mut fields = line.unwrap_or("").split('\t').skip(1);
    let mut field = || fields.next().unwrap_or("?");
    let (distribution, user, shell) = (field(), field(), field());
    let parts = || tag.split('-').take(16);
    // A tag may name two: `jammy-chiseled` is what the last says.
    let tagged = if line.is_some() || is_official {
        parts().filter_map(|part| WORDS.iter().find(|word| names(part, word.text))).last()
    } else {
        None
    };
    let default = WORDS.iter().chain(TABLE_ONLY).find(|word| word.text == distribution);
    let Some(word) = tagged.or(default) else {
        return ImageFacts { user: default_user(user), shell: default_shell(shell), ..ImageFacts::default() };
    };
    let mut facts = ImageFacts {
        family: Some(word.family),
        package_manager: word.packages,
        user: default_user(user),
        shell: default_shell(shell),
        ..ImageFacts::default()
    };
    match word.family {
        Family::Distroless => {
            let has_shell = parts().any(|part| part == "debug");
            facts.shell = Some(if has_shell { Shell::Posix } else { Shell::None });
            if parts().any(|part| part == "nonroot") {
                facts.user = Some(DefaultUser::Named("nonroot"));
            } else if parts().any(|part| part == "chiseled") || name.starts_with("mcr.microsoft.com/dotnet/")
            {
                facts.user = Some(DefaultUser::Named("app"));
            }
        }
        Family::Windows => {
            facts.shell = Some(Shell::Windows);
            facts.user = None;
        }
        Family::Wolfi if parts().any(|part| part == "dev") => facts.shell = Some(Shell::Posix),
        _ => {}
    }
    facts
}

/// Whether a part of a tag is a word, with a version behind it or not.
fn names(part: &str, word: &str) -> bool {
    part.strip_prefix(word)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()) || rest.is_empty() && word != "al")
}

fn default_user(word: &'static str) -> Option<DefaultUser> {
    match word {
        "?" => None,
        "root" => Some(DefaultUser::Root),
        "drops" => Some(DefaultUser::Drops),
        name => Some(DefaultUser::Named(name)),
    }
}

fn default_shell(word: &str) -> Option<Shell> {
    match word {
        "sh" => Some(Shell::Posix),
        "windows" => Some(Shell::Windows),
        "none" => Some(Shell::None),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        for line in FAMILIES.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, distribution, _, shell] = fields[..] else { panic!("{line}") };
            let known = WORDS.iter().chain(TABLE_ONLY).any(|word| word.text == distribution);
            assert!(known || distribution == "?", "{line}");
            assert!(default_shell(shell).is_some() || shell == "?", "{line}");
        }
    }
}
