//! Signs that a container starts as root and becomes somebody else by itself. Does not follow scripts.

use super::stage::Step;
use crate::syntax::dockerfile::{CommandLine, Keyword};

/// Programs that start as root to become somebody else.
const STEP_DOWN: &[&str] =
    &["gosu", "su-exec", "setpriv", "s6-setuidgid", "s6-svscan", "runuser", "chpst", "setuidgid"];

/// Whether a step installs, copies or starts a program for that.
pub(super) fn drops_rights(step: &Step<'_>) -> bool {
    let instruction = &step.instruction;
    let relevant = matches!(
        instruction.keyword,
        Keyword::Run | Keyword::Entrypoint | Keyword::Cmd | Keyword::Copy | Keyword::Add
    );
    (relevant && STEP_DOWN.iter().any(|word| has_word(instruction.line.text(), word))) || starts_init(step)
}

/// Whether the entry point is an init that starts services as users of their own.
fn starts_init(step: &Step<'_>) -> bool {
    let is_start = step.is(Keyword::Entrypoint) || step.is(Keyword::Cmd);
    let Some(CommandLine::Exec(words)) = step.instruction.command_line().filter(|_| is_start) else {
        return false;
    };
    words.first().is_some_and(|word| matches!(word.text.as_ref(), "/init" | "/sbin/init" | "/s6-init"))
}

/// Whether a text has a word that is not part of a longer one.
pub fn has_word(text: &str, word: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), word).any(|at| {
        let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|text| text.chars().next());
        !is_part(before) && !is_part(after)
    })
}
