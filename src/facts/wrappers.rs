//! Programs that run other programs. Source: written by hand from their manuals, 2026-11.
//! Looks at no command.

/// A program that runs the command that follows its own options.
pub struct Wrapper {
    /// Its name.
    pub name: &'static str,
    /// Options whose value is the next word.
    pub values: &'static [&'static str],
    /// Options with which it runs nothing, or not what follows.
    pub stops: &'static [&'static str],
    /// Words between the options and the command.
    pub operands: usize,
    /// Whether `NAME=value` may precede the command.
    pub assigns: bool,
}

const fn plain(name: &'static str) -> Wrapper {
    Wrapper { name, values: &[], stops: &[], operands: 0, assigns: false }
}

const WRAPPERS: &[Wrapper] = &[
    Wrapper { stops: &["--install", "--list", "--help"], ..plain("busybox") },
    plain("builtin"),
    Wrapper { stops: &["-v", "-V"], ..plain("command") },
    Wrapper { values: &["-u", "-C"], stops: &["-s"], ..plain("doas") },
    Wrapper { values: &["-u", "--unset", "-C", "--chdir"], stops: &["-S"], assigns: true, ..plain("env") },
    Wrapper { values: &["-a"], ..plain("exec") },
    Wrapper { operands: 1, ..plain("gosu") },
    Wrapper { values: &["-c", "-n", "-p"], ..plain("ionice") },
    Wrapper { values: &["-n", "--adjustment"], ..plain("nice") },
    plain("nohup"),
    Wrapper {
        values: &[
            "--reuid",
            "--regid",
            "--ruid",
            "--euid",
            "--rgid",
            "--egid",
            "--groups",
            "--inh-caps",
            "--ambient-caps",
            "--bounding-set",
            "--securebits",
            "--pdeathsig",
            "--selinux-label",
            "--apparmor-profile",
        ],
        ..plain("setpriv")
    },
    plain("setsid"),
    Wrapper { values: &["-i", "-o", "-e"], ..plain("stdbuf") },
    Wrapper { operands: 1, ..plain("su-exec") },
    Wrapper {
        values: &[
            "-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-r", "--role", "-t",
            "--type", "-T", "-U", "-D", "--chdir", "-R", "--chroot",
        ],
        stops: &["-l", "--list", "-v", "--validate", "-k", "-K", "-e", "--edit", "-V", "--version"],
        assigns: true,
        ..plain("sudo")
    },
    Wrapper { values: &["-f", "--format", "-o", "--output"], ..plain("time") },
    Wrapper { values: &["-s", "--signal", "-k", "--kill-after"], operands: 1, ..plain("timeout") },
    Wrapper {
        values: &[
            "-n",
            "--max-args",
            "-I",
            "-P",
            "--max-procs",
            "-d",
            "--delimiter",
            "-L",
            "-s",
            "-a",
            "--arg-file",
            "-E",
        ],
        ..plain("xargs")
    },
];

/// The wrapper of a name.
#[inline]
pub fn wrapper(name: &str) -> Option<&'static Wrapper> {
    WRAPPERS.iter().find(|wrapper| wrapper.name == name)
}
