//! Programs by what they do. Source: written by hand from their manuals, 2026-11.
//! Package managers are in `packages`. Looks at no command.

/// Whether a program downloads files.
pub fn downloads(program: &str) -> bool {
    is_download_tool(program) || matches!(program, "aria2c" | "fetch" | "axel")
}

/// Whether a program downloads files and its options are known: those of the others differ in what names a file.
pub fn is_download_tool(program: &str) -> bool {
    matches!(program, "curl" | "wget")
}

/// Whether a program takes headers of requests as its words.
pub fn takes_headers(program: &str) -> bool {
    is_download_tool(program) || matches!(program, "http" | "https" | "git")
}

/// Whether a command runs a text in the same shell, where it may set variables: `.`, `source`, `eval`.
pub fn runs_in_same_shell(program: &str) -> bool {
    matches!(program, "." | "source" | "eval")
}

/// Whether a command changes the folder for those that follow.
pub fn changes_folder(program: &str) -> bool {
    matches!(program, "cd" | "pushd" | "popd")
}

/// Programs that fetch from the addresses among their words.
pub const TAKES_ADDRESSES: &[&str] =
    &["aria2c", "curl", "git", "npm", "pip", "pip3", "svn", "wget", "yarn", "pnpm", "gem"];

/// Programs that make a file a part of the image, or run it.
pub const USES_FILES: &[&str] = &[
    "apk", "apt", "apt-get", "bash", "bsdtar", "chmod", "cp", "dnf", "dpkg", "gdebi", "install", "mv",
    "python", "python3", "rpm", "sh", "tar", "unzip", "yum", "7z",
];

/// Programs that end with 0 whatever the state of their system is.
pub const ALWAYS_SUCCEED: &[&str] =
    &[":", "date", "echo", "hostname", "printf", "pwd", "true", "uname", "whoami"];

/// Shells that run their standard input.
pub const SHELLS: &[&str] = &["ash", "bash", "dash", "ksh", "sh", "zsh"];

/// Interpreters that run their standard input.
pub const INTERPRETERS: &[&str] = &["node", "perl", "php", "python", "python2", "python3", "ruby"];

/// Programs that may fetch the index of APT out of sight.
pub const MAY_UPDATE_APT: &[&str] = &[
    "sh",
    "bash",
    "dash",
    "ash",
    "zsh",
    ".",
    "source",
    "add-apt-repository",
    "apt-add-repository",
    "extrepo",
    "eval",
    "make",
    "python",
    "python3",
    "perl",
    "ruby",
    "ansible-playbook",
    "mmdebstrap",
    "apt-file",
    "gdebi",
];

/// Programs that show or change what a build does not have: a screen, processes, a network.
pub const INTERACTIVE_TOOLS: &[&str] =
    &["free", "htop", "ifconfig", "nano", "ps", "reboot", "shutdown", "top", "vi", "vim"];

/// Programs that the command of a RUN often starts with.
pub const STARTS_OF_RUN: &[&str] = &[
    "apk", "apt", "apt-get", "bundle", "cargo", "cd", "chmod", "chown", "composer", "cp", "curl", "dnf",
    "dotnet", "echo", "gem", "git", "go", "groupadd", "ln", "make", "mkdir", "mv", "mvn", "npm", "pip",
    "pip3", "pnpm", "poetry", "python", "python3", "rm", "sed", "set", "tar", "useradd", "wget", "yarn",
    "yum",
];

/// Programs that print one word.
pub const PRINTS_ONE_WORD: &[&str] = &[
    "arch",
    "basename",
    "command",
    "date",
    "dirname",
    "dpkg",
    "dpkg-architecture",
    "getconf",
    "git",
    "hostname",
    "id",
    "lsb_release",
    "mktemp",
    "nproc",
    "pwd",
    "rpm",
    "uname",
    "which",
    "whoami",
];

/// Whether a program prints options that are meant to become several words: `pkg-config`, `python3-config`.
pub fn prints_options(name: &str) -> bool {
    matches!(name, "pkg-config" | "pkgconf") || name.ends_with("-config")
}

/// Programs that do not read their standard input; those that ask questions are none of them.
pub const DEAF: &[&str] = &[
    "cd", "chmod", "chown", "echo", "export", "groupadd", "kill", "ls", "mkdir", "printf", "rm", "rmdir",
    "touch",
];

/// Programs that run their arguments as a command line, or for which `$` means something in them.
pub const EXPANDS_ARGUMENTS: &[&str] = &[
    "ash",
    "awk",
    "bash",
    "busybox",
    "cmd",
    "cmd.exe",
    "dash",
    "envsubst",
    "java",
    "jq",
    "ksh",
    "make",
    "powershell",
    "powershell.exe",
    "pwsh",
    "sed",
    "sh",
    "zsh",
];

/// Built-in commands of which POSIX says that assignments before them stay.
pub const SPECIAL_BUILTINS: &[&str] =
    &[":", "break", "continue", "exec", "export", "readonly", "set", "shift", "times", "trap", "unset"];

/// Programs that read no secret and use no SSH agent unless they are told to.
pub const NEEDS_NO_SECRET: &[&str] = &[
    ":",
    "[",
    "addgroup",
    "adduser",
    "apk",
    "apt",
    "apt-get",
    "awk",
    "cat",
    "cd",
    "chmod",
    "chown",
    "cp",
    "curl",
    "cut",
    "dnf",
    "echo",
    "export",
    "false",
    "find",
    "grep",
    "groupadd",
    "gunzip",
    "head",
    "install",
    "ln",
    "ls",
    "microdnf",
    "mkdir",
    "mv",
    "printf",
    "pwd",
    "rm",
    "rmdir",
    "sed",
    "set",
    "sha256sum",
    "sleep",
    "sort",
    "tail",
    "tar",
    "tee",
    "test",
    "touch",
    "tr",
    "true",
    "unset",
    "unzip",
    "useradd",
    "wget",
    "yum",
];

/// Commands that do not fail before a pipe, or whose failure says nothing.
pub const NEVER_FAILS: &[&str] = &[":", "cat", "echo", "printf", "true", "yes"];

/// Commands whose failure does not matter.
pub const HARMLESS_FAILURE: &[&str] =
    &["", ":", "[", "echo", "export", "printf", "set", "test", "true", "unset", "exit", "umask", "shopt"];

/// Commands that make no files, or none of weight.
pub const MAKES_NO_FILES: &[&str] = &[
    "addgroup", "adduser", "chgrp", "chmod", "chown", "echo", "find", "groupadd", "id", "ls", "mkdir", "set",
    "true", "useradd", "usermod",
];

/// Built-in commands that Bash has and POSIX does not.
pub const BASH_BUILTINS: &[&str] = &[
    "bind",
    "bindkey",
    "builtin",
    "caller",
    "compgen",
    "complete",
    "compopt",
    "declare",
    "dirs",
    "disown",
    "enable",
    "help",
    "history",
    "let",
    "logout",
    "mapfile",
    "popd",
    "pushd",
    "readarray",
    "shopt",
    "source",
    "suspend",
    "typeset",
];

/// Interactive programs.
pub const INTERACTIVE: &[&str] = &[
    "ash",
    "bash",
    "cmd",
    "erl",
    "ghci",
    "iex",
    "ipython",
    "irb",
    "jshell",
    "julia",
    "lua",
    "node",
    "perl",
    "php",
    "powershell",
    "pwsh",
    "pypy",
    "pypy3",
    "python",
    "python3",
    "R",
    "scala",
    "sh",
    "swift",
    "zsh",
];

/// Programs that start as root to become somebody else.
pub const STEPS_DOWN: &[&str] =
    &["gosu", "su-exec", "setpriv", "s6-setuidgid", "s6-svscan", "runuser", "chpst", "setuidgid"];

/// Shells that take `-c`.
pub const TAKE_COMMANDS: &[&str] = &["sh", "bash", "dash", "ash", "ksh", "mksh", "zsh"];

/// Programs that save a setting in a file of the user or of the system.
pub const KEEP_SETTINGS: &[&str] =
    &["npm", "yarn", "pnpm", "git", "pip", "pip3", "composer", "poetry", "bundle", "aws", "gem", "dotnet"];
