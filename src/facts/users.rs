//! Accounts of systems. Source: written by hand from `/etc/passwd` of the distributions' images, 2026-11.
//! Does not know which image has which of them.

/// Accounts that the systems below official images come with, in any of them.
const OF_SYSTEMS: &[&str] = &[
    "_apt",
    "adm",
    "at",
    "backup",
    "bin",
    "cron",
    "cyrus",
    "daemon",
    "dbus",
    "ftp",
    "games",
    "gnats",
    "guest",
    "halt",
    "irc",
    "list",
    "lp",
    "mail",
    "man",
    "messagebus",
    "news",
    "nobody",
    "ntp",
    "operator",
    "polkitd",
    "postmaster",
    "proxy",
    "root",
    "shutdown",
    "smmsp",
    "squid",
    "sshd",
    "svn",
    "sync",
    "sys",
    "systemd-coredump",
    "systemd-network",
    "systemd-resolve",
    "systemd-timesync",
    "tss",
    "ubuntu",
    "utmp",
    "uucp",
    "vpopmail",
    "www-data",
    "xfs",
];

/// Whether an account is one that some system comes with.
pub fn is_of_systems(name: &str) -> bool {
    OF_SYSTEMS.contains(&name)
}
