//! Options of `curl` and `wget`, and addresses that move. Source: written by hand from their manuals, 2026-11.
//! Looks at no command.

/// Options with which a request is more than an address.
pub const MORE_THAN_AN_ADDRESS: &[&str] = &[
    "-H",
    "--header",
    "-u",
    "--user",
    "-d",
    "--data",
    "-X",
    "--request",
    "-b",
    "--cookie",
    "-K",
    "-E",
    "--cert",
    "--post-data",
    "-i",
    "--input-file",
    "-r",
    "--recursive",
    "-e",
    "--netrc",
    "-n",
    "--cacert",
];

/// Options of `curl` with which an error of the server does not become a file.
pub const CURL_FAILS: &[&str] =
    &["-f", "--fail", "--fail-with-body", "--fail-early", "-w", "--write-out", "-I", "--head", "-K"];

/// Options of `curl` with which redirects are followed or the answer itself is wanted.
pub const CURL_REDIRECTS: &[&str] = &[
    "-L",
    "--location",
    "--location-trusted",
    "-w",
    "--write-out",
    "-I",
    "--head",
    "-K",
    "--config",
    "-X",
    "--request",
    "-d",
    "--data",
    "-T",
    "-i",
    "-D",
    "--dump-header",
];

/// Options of `wget` with which it draws no progress bar into the log.
pub const WGET_QUIET: &[&str] = &[
    "-q",
    "--quiet",
    "-nv",
    "--no-verbose",
    "--progress",
    "-o",
    "--output-file",
    "-a",
    "--append-output",
    "--spider",
    "--version",
    "--help",
    "-b",
];

/// Parts of addresses that name what is the newest.
pub const MOVING_PARTS: &[&str] =
    &["/releases/latest/", "/latest/", "/master/", "/main/", "-latest.", "/latest.", "_latest."];

/// Parts that name a branch where Git is served; elsewhere they are sections of a package repository.
pub const BRANCH_PARTS: &[&str] = &["/master/", "/main/"];

/// Pieces of the names of hosts that serve files from Git.
pub const FORGES: &[&str] = &["git", "bitbucket", "codeberg", "jsdelivr", "sr.ht"];

/// Branches of Git that move with every release.
pub const MOVING_BRANCHES: &[&str] = &["master", "main", "develop", "dev", "trunk"];

/// Hosts that serve nothing over https.
pub const WITHOUT_HTTPS: &[&str] = &[
    "archive.ubuntu.com",
    "security.ubuntu.com",
    "ports.ubuntu.com",
    "old-releases.ubuntu.com",
    "caucho.com",
    "www.caucho.com",
    "neverssl.com",
];

/// Schemes of addresses without encryption.
pub const CLEAR_TEXT_SCHEMES: &[&str] = &["http://", "ftp://", "git://", "svn://"];
