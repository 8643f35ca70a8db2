//! Which variables the commands of a RUN set. Made once for each that is asked. Says nothing about values.

use rustc_hash::FxHashSet;

use super::mount::Mount;
use crate::facts::programs;
use crate::syntax::shell::Command;

/// The variables that a RUN has besides those of its stage.
#[derive(Debug, Default)]
pub struct Assigned {
    /// Whether a command may set any, since it runs a file in the same shell.
    pub any: bool,
    own: FxHashSet<String>,
    before_builtins: FxHashSet<String>,
    mounted: FxHashSet<String>,
}

impl Assigned {
    pub(super) fn of(commands: &[Command<'_>], mounts: &[Mount<'_>]) -> Assigned {
        let mut out = Assigned::default();
        for command in commands {
            let name = command.name();
            let names = || command.assignments.iter().map(|assignment| assignment.name.to_string());
            out.any |= programs::runs_in_same_shell(name);
            if only_sets(command) {
                out.own.extend(names());
            }
            if programs::SPECIAL_BUILTINS.contains(&name) {
                out.before_builtins.extend(names());
            }
        }
        out.mounted.extend(mounts.iter().filter_map(|mount| Some(mount.secret_variable()?.to_owned())));
        out
    }

    /// Whether some command does nothing but set a variable.
    pub fn sets(&self, name: &str) -> bool {
        self.own.contains(name)
    }

    /// Whether a variable is set before a special builtin, where most shells keep it.
    pub fn sets_before_builtin(&self, name: &str) -> bool {
        self.before_builtins.contains(name)
    }

    /// Whether a secret is mounted as a variable.
    pub fn mounts(&self, name: &str) -> bool {
        self.mounted.contains(name)
    }
}

fn only_sets(command: &Command<'_>) -> bool {
    command.words.is_empty()
        || matches!(command.name(), "declare" | "export" | "local" | "readonly" | "typeset")
}
