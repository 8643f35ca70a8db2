//! The analyser of shell texts as others ask it: what it looks for, and which texts are too long for it. Knows no rule.

#[cfg(feature = "shell-lint")]
use std::sync::OnceLock;

use super::fault::{Fault, ShellContext};
use super::{Command, Script, Word};
use crate::syntax::Limits;
use crate::syntax::joined::Joined;
use crate::syntax::limits::{
    MAX_ANALYSED_BYTES, MAX_ANALYSED_COMMANDS, MAX_BROKEN_BYTES, MAX_EXECS, MAX_SLOW_COMMANDS, MAX_WRAPPERS,
};

/// Whether a command runs so many others, by its options or one inside of the other, that to look for the end of each
/// costs too much.
fn has_many_inner(script: &Script<'_>) -> bool {
    let runs_others = |word: &&Word<'_>| word.text.starts_with("-exec") || word.text.starts_with("-ok");
    let count = |command: &Command<'_>| command.words.iter().filter(runs_others).take(MAX_EXECS + 1).count();
    let is_deep = |command: &Command<'_>| command.wrappers.len() >= MAX_WRAPPERS;
    script.commands.iter().any(|command| is_deep(command) || count(command) > MAX_EXECS)
}

/// The slow one that everybody knows.
const FOLLOWS_VALUES: u16 = 2086;

/// Looks for faults of some codes. What the analyser needs for that is made when the first text is there: most runs
/// have none.
#[derive(Default)]
pub struct Analyser {
    #[cfg(feature = "shell-lint")]
    full: OnceLock<super::analysis::Analyser>,
    #[cfg(feature = "shell-lint")]
    quick: OnceLock<super::analysis::Analyser>,
    codes: Vec<u16>,
    /// The codes without the slow ones.
    few: Vec<u16>,
}

impl Analyser {
    /// One that looks for these codes and no others. Those of `rare` are left out where a text is long.
    pub fn new(mut codes: Vec<u16>, rare: &[u16]) -> Analyser {
        codes.sort_unstable();
        codes.dedup();
        let is_slow = |code: &u16| *code == FOLLOWS_VALUES || rare.contains(code);
        let few = codes.iter().copied().filter(|code| !is_slow(code)).collect();
        Analyser {
            #[cfg(feature = "shell-lint")]
            full: OnceLock::new(),
            #[cfg(feature = "shell-lint")]
            quick: OnceLock::new(),
            codes,
            few,
        }
    }

    /// All codes that it could look for.
    pub fn known() -> Vec<u16> {
        #[cfg(feature = "shell-lint")]
        return super::analysis::known();
        #[cfg(not(feature = "shell-lint"))]
        Vec::new()
    }

    /// The codes that it looks for, in order.
    pub fn codes(&self) -> &[u16] {
        &self.codes
    }

    /// The faults of a text in the order of their places, and whether it was looked at in full: a text over a limit is
    /// not, or only for some codes. `script` is what was read of it.
    pub fn faults(
        &self,
        text: &Joined<'_>,
        script: &Script<'_>,
        setting: ShellContext,
        limits: &Limits,
    ) -> (Vec<Fault>, bool) {
        let commands = script.commands.len();
        let most = if script.incomplete { MAX_BROKEN_BYTES } else { MAX_ANALYSED_BYTES };
        let fits = commands <= MAX_ANALYSED_COMMANDS && text.text().len() <= most && !has_many_inner(script);
        if self.codes.is_empty() || !cfg!(feature = "shell-lint") {
            return (Vec::new(), true);
        }
        if !fits || !super::guard::is_safe(text.text(), limits) {
            return (Vec::new(), false);
        }
        let has_slow = self.few.len() < self.codes.len();
        #[cfg(feature = "shell-lint")]
        return match commands <= MAX_SLOW_COMMANDS || !has_slow {
            true => {
                let full = self.full.get_or_init(|| super::analysis::Analyser::new(&self.codes));
                (full.faults(text, setting, limits), true)
            }
            false => {
                let quick = self.quick.get_or_init(|| super::analysis::Analyser::new(&self.few));
                (quick.faults(text, setting, limits), false)
            }
        };
        #[cfg(not(feature = "shell-lint"))]
        {
            let _ = (setting, has_slow, MAX_SLOW_COMMANDS);
            (Vec::new(), true)
        }
    }
}
