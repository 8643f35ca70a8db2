//! Signs that a container starts as root and becomes somebody else by itself. Does not follow scripts.

use crate::facts::programs;
use crate::syntax::dockerfile::{CommandLine, Instruction, Keyword};

/// Whether an instruction installs, copies or starts a program for that.
pub(super) fn drops_rights(instruction: &Instruction<'_>) -> bool {
    let relevant = matches!(
        instruction.keyword,
        Keyword::Run | Keyword::Entrypoint | Keyword::Cmd | Keyword::Copy | Keyword::Add
    );
    (relevant && programs::STEPS_DOWN.iter().any(|word| has_word(instruction.line.text(), word)))
        || starts_init(instruction)
}

/// Whether the entry point is an init that starts services as users of their own.
fn starts_init(instruction: &Instruction<'_>) -> bool {
    let is_start = matches!(instruction.keyword, Keyword::Entrypoint | Keyword::Cmd)
        && instruction.onbuild.is_none()
        && !instruction.broken;
    let Some(CommandLine::Exec(words)) = instruction.command_line().filter(|_| is_start) else {
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

/// The user that options of `sudo` name.
pub fn sudo_user(options: &str) -> Option<&str> {
    let mut words = options.split_whitespace();
    while let Some(word) = words.next() {
        let user = match word {
            "-u" | "--user" => words.next(),
            _ => word.strip_prefix("--user=").or_else(|| word.strip_prefix("-u")),
        };
        if let Some(user) = user {
            return Some(user.trim_matches(['"', '\'']));
        }
    }
    None
}
