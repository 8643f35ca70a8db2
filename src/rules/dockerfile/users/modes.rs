//! The modes that steps give to files. Does not say what is wrong with them.

use crate::model::dockerfile::Step;
use crate::source::Span;
use crate::syntax::dockerfile::Keyword;
use crate::syntax::shell::{Command, Word};

/// How many `rm` commands of a step are looked at.
const MAX_REMOVALS: usize = 16;

/// A mode that a step gives to files, as far as it matters.
pub(super) struct Mode {
    pub(super) text: String,
    pub(super) at: Span,
    /// Whether everybody may write.
    pub(super) for_everybody: bool,
    /// Whether the sticky bit keeps them from each other's files.
    pub(super) sticky: bool,
    /// Whether the mode takes rights away.
    pub(super) takes_away: bool,
    /// Whether a program with it runs as its owner.
    pub(super) setuid: bool,
}

/// The modes that `chmod` and `--chmod` of a step give.
pub(super) fn modes(step: &Step<'_>) -> Vec<Mode> {
    let mut out = Vec::new();
    if let Some(flag) = step.instruction.flag("chmod")
        && let Some(value) = &flag.value
    {
        out.extend(mode(&value.text, flag.span));
    }
    if step.instruction.keyword != Keyword::Run {
        return out;
    }
    for command in step.script().commands.iter().filter(|command| command.is("chmod")) {
        // `chmod -x file` has a mode that looks like an option.
        let words = command.arguments().iter().filter(|word| word.literal);
        let is_mode = |text: &str| !matches!(text, "-R" | "-v" | "-f" | "-c") && !text.starts_with("--");
        let Some(word) = words.into_iter().find(|word| is_mode(&word.text)) else { continue };
        if stays(step, command, word) {
            out.extend(mode(&word.text, word.span));
        }
    }
    out
}

/// Whether files that are known get the mode, and the same step does not remove them again.
fn stays(step: &Step<'_>, chmod: &Command<'_>, mode: &Word<'_>) -> bool {
    let removals = || step.script().commands.iter().filter(|command| command.is("rm")).take(MAX_REMOVALS);
    let is_removed = |path: &str| {
        removals().any(|rm| rm.arguments().iter().any(|word| word.text.trim_end_matches(['/', '*']) == path))
    };
    let files = chmod.operands().filter(|word| word.span != mode.span && word.literal);
    files.into_iter().any(|word| !is_removed(word.text.trim_end_matches('/')))
}

/// Reads `1777` or `u+x,o-w`; `None` for anything else.
fn mode(text: &str, at: Span) -> Option<Mode> {
    let mut mode = Mode {
        text: text.to_owned(),
        at,
        for_everybody: false,
        sticky: false,
        takes_away: false,
        setuid: false,
    };
    if !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| (b'0'..=b'7').contains(&byte)) {
        let bits = u32::from_str_radix(text, 8).ok()?;
        mode.for_everybody = bits & 0o002 != 0;
        mode.sticky = bits & 0o1000 != 0;
        mode.setuid = bits & 0o4000 != 0;
        return Some(mode);
    }
    for clause in text.split(',') {
        let (who, operator, what) = symbolic(clause)?;
        let gives = operator != '-';
        // Without a letter in front the umask applies, which takes writing from everybody.
        mode.for_everybody |= gives && who.contains(['o', 'a']) && what.contains('w');
        mode.sticky |= gives && what.contains('t');
        mode.setuid |= gives && what.contains('s') && (who.contains(['u', 'a']) || who.is_empty());
        mode.takes_away |= !gives && who.contains(['o', 'a']) && what.contains('w');
    }
    Some(mode)
}

/// The parts of a clause such as `u+rwx`.
fn symbolic(clause: &str) -> Option<(&str, char, &str)> {
    let at = clause.find(['+', '-', '='])?;
    let (who, rest) = clause.split_at_checked(at)?;
    let operator = rest.chars().next()?;
    let what = rest.get(1..)?;
    let fits = who.chars().all(|c| "ugoa".contains(c)) && what.chars().all(|c| "rwxXstugo+-=".contains(c));
    fits.then_some((who, operator, what))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn modes_are_read_in_both_forms() {
        let facts = |text: &str| {
            mode(text, Span::new(SourceId(0), 0, 0))
                .map(|mode| (mode.for_everybody, mode.sticky, mode.setuid))
        };
        assert_eq!(facts("777"), Some((true, false, false)));
        assert_eq!(facts("1777"), Some((true, true, false)));
        assert_eq!(facts("4755"), Some((false, false, true)));
        assert_eq!(facts("u=rwx,go+w"), Some((true, false, false)));
        assert_eq!(facts("+x"), Some((false, false, false)));
        assert_eq!(facts("u+s"), Some((false, false, true)));
        assert_eq!(facts("g+s"), Some((false, false, false)));
        assert_eq!(facts("start.sh"), None);
    }
}
