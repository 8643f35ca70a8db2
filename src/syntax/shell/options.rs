//! Options and subcommands of a command, where it is known which options take the next word as their value. Does not
//! know what any of them mean.

use super::{Command, Word};
use crate::facts::options;
use crate::source::Span;

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
        options::with_values(self.name())
    }
}

/// Whether a word may be a setting, which has a value. Most words are short and plain, so this is asked first.
#[inline]
pub fn may_be_setting(text: &str) -> bool {
    text.len() >= 10 && text.bytes().any(|byte| matches!(byte, b'=' | b' '))
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
