//! Modes of files, as `chmod` takes them: `1777`, `u+x,o-w`. Knows no umask.

/// What a mode gives, as far as it matters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileMode {
    /// Whether everybody may write.
    pub for_everybody: bool,
    /// Whether the sticky bit keeps them from each other's files.
    pub sticky: bool,
    /// Whether the mode takes rights away.
    pub takes_away: bool,
    /// Whether a program with it runs as its owner.
    pub setuid: bool,
}

/// Modes that people give to files and folders.
const USUAL: &[u32] = &[
    0o400, 0o440, 0o444, 0o500, 0o550, 0o555, 0o600, 0o640, 0o644, 0o660, 0o664, 0o666, 0o700, 0o740, 0o744,
    0o750, 0o751, 0o755, 0o770, 0o771, 0o775, 0o777,
];

impl FileMode {
    /// Reads `1777` or `u+x,o-w`; `None` for anything else.
    pub fn parse(text: &str) -> Option<FileMode> {
        let mut mode = FileMode::default();
        if !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| (b'0'..=b'7').contains(&byte)) {
            let bits = FileMode::bits(text)?;
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

    /// The mode that a decimal number is, when its digits would be a usual mode if they were octal: 444 is `0674`.
    pub fn decimal_for_octal(text: &str) -> Option<u32> {
        let is_octal = matches!(text.len(), 3 | 4) && text.bytes().all(|byte| (b'0'..=b'7').contains(&byte));
        let (decimal, meant) = (text.parse().ok()?, FileMode::bits(text)?);
        let is_meant = is_octal && !text.starts_with('0') && USUAL.contains(&(meant & 0o777));
        (is_meant && !USUAL.contains(&decimal)).then_some(decimal)
    }

    /// The bits of an octal mode.
    pub fn bits(text: &str) -> Option<u32> {
        u32::from_str_radix(text, 8).ok()
    }

    /// Whether BuildKit takes a mode: octal digits up to 7777, or clauses such as `u+rwx`.
    pub fn is_valid(text: &str) -> bool {
        let is_octal = |text: &str| FileMode::bits(text).is_some_and(|mode| mode <= 0o7777);
        let is_clause = |clause: &str| {
            let rest = clause.trim_start_matches(['u', 'g', 'o', 'a']);
            rest.starts_with(['+', '-', '=']) && rest.bytes().all(|b| b"+-=rwxXstugo01234567".contains(&b))
        };
        text.is_empty() || is_octal(text) || text.split(',').all(is_clause)
    }
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

    #[test]
    fn modes_are_read_in_both_forms() {
        let facts =
            |text: &str| FileMode::parse(text).map(|mode| (mode.for_everybody, mode.sticky, mode.setuid));
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
