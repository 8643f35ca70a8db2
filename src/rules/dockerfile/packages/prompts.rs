//! Which calls of package managers ask for a confirmation, and what answers them. Looks at no command.

use crate::model::dockerfile::Manager;

/// A manager's subcommands that ask, and the options that answer; the first of them is what the fix writes.
pub(super) struct Prompt {
    pub(super) manager: Manager,
    pub(super) asks: &'static [&'static str],
    pub(super) answers: &'static [&'static str],
    /// A word of its configuration that answers for all commands.
    pub(super) setting: &'static str,
}

/// What each manager asks.
pub(super) const PROMPTS: &[Prompt] = &[
    Prompt {
        manager: Manager::Apt,
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
    },
    Prompt {
        manager: Manager::Dnf,
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
    },
    Prompt {
        manager: Manager::Zypper,
        asks: &["install", "in", "remove", "rm", "update", "up", "patch", "dist-upgrade", "dup"],
        answers: &["-y", "-n", "--non-interactive", "--no-confirm", "--dry-run", "-D"],
        setting: "zypper_non_interactive",
    },
    Prompt {
        manager: Manager::Pacman,
        asks: &["-S", "-R", "-U"],
        answers: &["--noconfirm", "-p", "--print", "-s", "--search", "-i", "--info", "-l", "-g", "-h"],
        setting: "noconfirm",
    },
];
