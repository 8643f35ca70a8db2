//! Options and subcommands of a command, from a small table of which options take the next word as their value.
//! Does not know what any of them mean.

use super::{Command, Word};
use crate::source::Span;

/// Programs with the options that take a value in the next word. Enough to find subcommands and packages.
const VALUES: &[(&[&str], &[&str])] = &[
    (
        &["apt-get", "apt", "aptitude", "apt-cache"],
        &[
            "-o",
            "--option",
            "-c",
            "--config-file",
            "-t",
            "--target-release",
            "--default-release",
            "-a",
            "--host-architecture",
        ],
    ),
    (
        &["apk"],
        &[
            "-X",
            "--repository",
            "-p",
            "--root",
            "-t",
            "--virtual",
            "--arch",
            "--cache-dir",
            "--cache-max-age",
            "--keys-dir",
            "--progress-fd",
            "--repositories-file",
            "--wait",
        ],
    ),
    (
        &["dnf", "yum", "microdnf", "tdnf", "dnf5"],
        &[
            "-c",
            "--config",
            "-d",
            "-e",
            "-x",
            "--exclude",
            "--installroot",
            "--enablerepo",
            "--disablerepo",
            "--repo",
            "--repoid",
            "--releasever",
            "--setopt",
            "--advisory",
            "--forcearch",
        ],
    ),
    (
        &["zypper"],
        &[
            "-c",
            "--config",
            "-R",
            "--root",
            "-D",
            "--reposd-dir",
            "-C",
            "--cache-dir",
            "-r",
            "--repo",
            "-t",
            "--type",
            "--from",
        ],
    ),
    (
        &["pip", "pip2", "pip3", "pipx"],
        &[
            "--proxy",
            "--python",
            "--log",
            "--retries",
            "--timeout",
            "--exists-action",
            "--trusted-host",
            "--cert",
            "--client-cert",
            "--cache-dir",
            "-i",
            "--index-url",
            "--extra-index-url",
            "-f",
            "--find-links",
            "-r",
            "--requirement",
            "-c",
            "--constraint",
            "-e",
            "--editable",
            "-t",
            "--target",
            "--prefix",
            "--root",
            "--platform",
            "--python-version",
            "--no-binary",
            "--only-binary",
            "--upgrade-strategy",
            "--progress-bar",
            "--group",
        ],
    ),
    (
        &["npm", "npx"],
        &["--prefix", "-C", "--registry", "--userconfig", "--cache", "--loglevel", "-w", "--workspace"],
    ),
    (
        &["pnpm"],
        &[
            "--prefix",
            "-C",
            "--dir",
            "--registry",
            "--userconfig",
            "--loglevel",
            "-F",
            "--filter",
            "--store-dir",
        ],
    ),
    (&["yarn"], &["--cwd", "--registry", "--cache-folder", "--modules-folder", "--network-timeout"]),
    (
        &["git"],
        &[
            "-C",
            "-c",
            "--git-dir",
            "--work-tree",
            "--namespace",
            "-b",
            "--branch",
            "--depth",
            "-o",
            "--origin",
            "--reference",
            "-j",
            "--jobs",
            "--filter",
            "--config",
        ],
    ),
    (&["go"], &["-C", "-ldflags", "-gcflags", "-asmflags", "-tags", "-mod", "-modfile", "-o", "-p"]),
    (
        &["cargo"],
        &[
            "--version",
            "--vers",
            "--git",
            "--branch",
            "--tag",
            "--rev",
            "--path",
            "--root",
            "--registry",
            "--index",
            "-F",
            "--features",
            "--bin",
            "--example",
            "--target",
            "--target-dir",
            "--profile",
            "-j",
            "--jobs",
            "--config",
            "--color",
            "-Z",
            "-C",
        ],
    ),
    (
        &["uv"],
        &[
            "--python",
            "-p",
            "-i",
            "--index-url",
            "--extra-index-url",
            "--index",
            "--default-index",
            "--trusted-host",
            "--allow-insecure-host",
            "--python-version",
            "--requirement",
            "--constraint",
            "--find-links",
            "-f",
            "--with",
            "--from",
            "--group",
            "--extra",
            "--cache-dir",
            "-r",
            "-c",
            "-e",
            "--target",
            "--prefix",
        ],
    ),
    (&["docker", "podman"], &["-H", "--host", "--context", "-c", "--config", "-l", "--log-level"]),
    (&["gem"], &["-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source"]),
    (
        &["curl"],
        &[
            "-o",
            "--output",
            "-H",
            "--header",
            "-d",
            "--data",
            "-X",
            "--request",
            "-u",
            "--user",
            "-x",
            "-A",
            "-b",
            "-c",
            "-C",
            "-e",
            "-E",
            "-F",
            "-K",
            "-m",
            "-P",
            "-Q",
            "-r",
            "-t",
            "-T",
            "-U",
            "-w",
            "-y",
            "-Y",
            "-z",
            "--retry",
            "--retry-delay",
            "--max-time",
            "--connect-timeout",
            "--proto",
            "--proto-redir",
            "--cacert",
            "--tls-max",
            "--write-out",
            "--user-agent",
            "--output-dir",
            "--resolve",
            "--proxy",
        ],
    ),
    (
        &["wget"],
        &[
            "-O",
            "--output-document",
            "-P",
            "--directory-prefix",
            "-o",
            "-a",
            "--header",
            "-U",
            "-t",
            "-T",
            "-e",
            "-w",
            "-i",
            "--tries",
            "--timeout",
            "--user-agent",
            "--post-data",
        ],
    ),
    (&["tar", "bsdtar"], &["-C", "--directory", "-f", "--file"]),
    (
        &["conda", "mamba", "micromamba"],
        &[
            "-n",
            "--name",
            "-c",
            "--channel",
            "-p",
            "--prefix",
            "-f",
            "--file",
            "-r",
            "--root-prefix",
            "--revision",
            "--solver",
            "--clone",
        ],
    ),
    (
        &["dotnet"],
        &[
            "--tool-path",
            "--add-source",
            "--version",
            "--configfile",
            "--framework",
            "--verbosity",
            "-v",
            "--source",
            "-a",
            "--arch",
            "--tool-manifest",
        ],
    ),
    (&["ssh-keygen"], &["-b", "-C", "-f", "-m", "-N", "-O", "-t", "-Z", "-a"]),
    (&["luarocks"], &["--server", "--only-server", "--tree", "--lua-version", "--lua-dir"]),
    (
        &["cpanm"],
        &[
            "-l",
            "--local-lib",
            "-L",
            "--local-lib-contained",
            "--mirror",
            "-M",
            "--from",
            "--save-dists",
            "--configure-timeout",
            "--build-timeout",
            "--test-timeout",
        ],
    ),
    (
        &["poetry"],
        &[
            "-C",
            "--directory",
            "-P",
            "--project",
            "-G",
            "--group",
            "-E",
            "--extras",
            "--python",
            "--platform",
            "--source",
            "--markers",
        ],
    ),
    (&["bun", "bunx"], &["--cwd", "--registry", "-p", "--package", "--cache-dir"]),
    (&["corepack"], &["-o", "--output", "--install-directory"]),
    (&["helm"], &["--version", "--registry-config", "--repository-config", "-n", "--namespace"]),
    (&["composer"], &["-d", "--working-dir"]),
];

impl<'s> Command<'s> {
    /// The words after the program.
    pub fn arguments(&self) -> &[Word<'s>] {
        self.words.get(1..).unwrap_or(&[])
    }

    /// The first word that is neither an option nor an option's value: `install` of `apt-get -o X=y install z`.
    /// Empty when there is none or it is not known.
    pub fn subcommand(&self) -> &str {
        self.operands().next().filter(|word| word.literal).map_or("", |word| &word.text)
    }

    /// The words that are neither options nor values of options; the first is the subcommand, if the program has
    /// any.
    pub fn operands(&self) -> impl Iterator<Item = &Word<'s>> {
        let values = self.values();
        let mut is_value = false;
        let mut options = true;
        self.arguments().iter().filter(move |word| {
            if std::mem::take(&mut is_value) {
                return false;
            }
            let text = word.text.as_ref();
            if !options || text.len() < 2 || !text.starts_with('-') {
                return true;
            }
            if text == "--" {
                options = false;
            } else {
                is_value = takes_next(text, values);
            }
            false
        })
    }

    /// The program with its subcommand, where they stand on one line next to each other; else the program.
    pub fn call_span(&self) -> Span {
        let name = self.name_span();
        match self.operands().next() {
            Some(word) if self.words.get(1).is_some_and(|second| second.span == word.span) => {
                name.to(word.span)
            }
            _ => name,
        }
    }

    /// Whether an option is given: `--long`, `--long=value`, or `-s` alone or in a cluster.
    pub fn has_flag(&self, flag: &str) -> bool {
        // Which words are values of options is only worth a look where a word may be the option.
        if !self.arguments().iter().any(|word| may_be(&word.text, flag)) {
            return false;
        }
        let values = self.values();
        let mut is_value = false;
        for word in self.arguments() {
            let text = word.text.as_ref();
            if std::mem::take(&mut is_value) {
                continue;
            }
            if text == "--" {
                return false;
            }
            if text == flag || text.strip_prefix(flag).is_some_and(|rest| rest.starts_with('=')) {
                return true;
            }
            if in_cluster(text, flag, values) {
                return true;
            }
            is_value = takes_next(text, values);
        }
        false
    }

    /// The value of an option: `--long=value`, `--long value`, `-s value`, `-svalue`.
    pub fn option(&self, flag: &str) -> Option<&str> {
        let mut words = self.arguments().iter();
        while let Some(word) = words.next() {
            let text = word.text.as_ref();
            if text == "--" {
                return None;
            }
            if text == flag {
                return words.next().map(|word| word.text.as_ref());
            }
            let Some(rest) = text.strip_prefix(flag) else { continue };
            match rest.strip_prefix('=') {
                Some(value) => return Some(value),
                None if !flag.starts_with("--") => return Some(rest),
                None => {}
            }
        }
        None
    }

    /// Whether it tells its shell to stop at the first failure.
    pub fn sets_errexit(&self) -> bool {
        self.is("set") && (self.has_flag("-e") || self.arguments().iter().any(|word| word.text == "errexit"))
    }

    /// Whether it is `tar` and unpacks: `-x`, `--extract`, or `x` in the letters that may come first without a dash.
    pub fn extracts_tar(&self) -> bool {
        let first = self.arguments().first().map_or("", |word| word.text.as_ref());
        let are_letters = first.len() < 8 && first.bytes().all(|byte| byte.is_ascii_alphabetic());
        matches!(self.name(), "tar" | "bsdtar")
            && (["-x", "--extract", "--get"].iter().any(|flag| self.has_flag(flag))
                || (are_letters && first.contains('x')))
    }

    fn values(&self) -> &'static [&'static str] {
        let name = self.name();
        VALUES.iter().find(|(names, _)| names.contains(&name)).map_or(&[], |(_, values)| values)
    }
}

/// Whether an option takes the next word as its value.
fn takes_next(text: &str, values: &[&str]) -> bool {
    if values.contains(&text) {
        return true;
    }
    if text.starts_with("--") || text.len() <= 2 {
        return false;
    }
    // The last letter of a cluster may take a value, unless one before it takes the rest of the cluster.
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((_, letter)) = letters.next() {
        let takes = values.iter().any(|value| is_short(value, letter));
        if takes {
            return letters.peek().is_none() && text.starts_with('-');
        }
    }
    false
}

/// Whether a word looks like an option, alone, with a value or in a cluster.
fn may_be(text: &str, flag: &str) -> bool {
    let letter = flag.as_bytes().get(1).filter(|_| flag.len() == 2);
    let is_cluster = text.starts_with('-') && !text.starts_with("--");
    text.starts_with(flag) || (is_cluster && letter.is_some_and(|letter| text.as_bytes().contains(letter)))
}

/// Whether a short option stands in a cluster, before a letter that takes the rest as its value.
fn in_cluster(text: &str, flag: &str, values: &[&str]) -> bool {
    let mut wanted = flag.chars().skip(1);
    let (Some(wanted), None) = (wanted.next(), wanted.next()) else { return false };
    if !flag.starts_with('-') || wanted == '-' || !text.starts_with('-') || text.starts_with("--") {
        return false;
    }
    for letter in text.chars().skip(1) {
        if letter == wanted {
            return true;
        }
        if letter == '=' || values.iter().any(|value| is_short(value, letter)) {
            return false;
        }
    }
    false
}

fn is_short(option: &str, letter: char) -> bool {
    let mut characters = option.chars().skip(1);
    option.len() == 2 && characters.next() == Some(letter)
}
