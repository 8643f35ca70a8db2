//! Shell patterns with `*` and `?`, as BuildKit's variable expansion knows them. Needs no backtracking: between two
//! stars the leftmost place is as good as any other.

/// One part of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Any,
    Exactly(char),
}

/// A pattern: runs of tokens with a `*` between each two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    runs: Vec<Vec<Token>>,
}

impl Pattern {
    /// Reads a pattern; `None` when BuildKit refuses it.
    pub(super) fn parse(text: &str) -> Option<Pattern> {
        let mut runs = vec![Vec::new()];
        let mut characters = text.chars().peekable();
        while let Some(character) = characters.next() {
            let token = match character {
                '*' => {
                    runs.push(Vec::new());
                    continue;
                }
                '?' => Token::Any,
                '\\' => match characters.next()? {
                    escaped @ ('}' | '/' | '*' | '?' | '\\') => Token::Exactly(escaped),
                    _ => return None,
                },
                character => Token::Exactly(character),
            };
            runs.last_mut()?.push(token);
        }
        Some(Pattern { runs })
    }

    /// Removes a prefix that matches, the longest or the shortest.
    pub(super) fn trim_prefix(&self, text: &str, longest: bool) -> String {
        let characters: Vec<char> = text.chars().collect();
        let end = self.prefix(&characters, longest).unwrap_or(0);
        characters.get(end..).unwrap_or(&[]).iter().collect()
    }

    /// Removes a suffix that matches, the longest or the shortest.
    pub(super) fn trim_suffix(&self, text: &str, longest: bool) -> String {
        let reversed: Vec<char> = text.chars().rev().collect();
        let runs = self.runs.iter().rev().map(|run| run.iter().rev().copied().collect()).collect();
        let end = Pattern { runs }.prefix(&reversed, longest).unwrap_or(0);
        reversed.get(end..).unwrap_or(&[]).iter().rev().collect()
    }

    /// Replaces the first match, or every one, each as long as it can be.
    pub(super) fn replace(&self, text: &str, by: &str, all: bool) -> String {
        let characters: Vec<char> = text.chars().collect();
        let mut out = String::new();
        let mut at = 0;
        while let Some((start, end)) = self.find(&characters, at) {
            out.extend(characters.get(at..start).unwrap_or(&[]));
            out.push_str(by);
            at = end;
            if start == end {
                out.extend(characters.get(at));
                at += 1;
            }
            if !all || at > characters.len() {
                break;
            }
        }
        out.extend(characters.get(at..).unwrap_or(&[]));
        out
    }

    /// The end of a match that starts at the start.
    fn prefix(&self, text: &[char], longest: bool) -> Option<usize> {
        let (first, rest) = self.runs.split_first()?;
        matches_at(text, 0, first).then(|| self.end(text, first.len(), rest, longest)).flatten()
    }

    /// The first match from a place on.
    fn find(&self, text: &[char], from: usize) -> Option<(usize, usize)> {
        let (first, rest) = self.runs.split_first()?;
        let start = position(text, from, first)?;
        Some((start, self.end(text, start + first.len(), rest, true)?))
    }

    /// Where a match ends of which the first run ends at `at`.
    fn end(&self, text: &[char], mut at: usize, rest: &[Vec<Token>], longest: bool) -> Option<usize> {
        let Some((last, between)) = rest.split_last() else { return Some(at) };
        for run in between {
            at = position(text, at, run)? + run.len();
        }
        let start = if longest { last_position(text, at, last)? } else { position(text, at, last)? };
        Some(start + last.len())
    }
}

fn matches_at(text: &[char], at: usize, run: &[Token]) -> bool {
    let Some(part) = text.get(at..at + run.len()) else { return false };
    part.iter().zip(run).all(|(character, token)| match token {
        Token::Any => true,
        Token::Exactly(wanted) => wanted == character,
    })
}

fn position(text: &[char], from: usize, run: &[Token]) -> Option<usize> {
    (from..=text.len().checked_sub(run.len())?).find(|&at| matches_at(text, at, run))
}

fn last_position(text: &[char], from: usize, run: &[Token]) -> Option<usize> {
    (from..=text.len().checked_sub(run.len())?).rev().find(|&at| matches_at(text, at, run))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn trims_and_replaces_like_a_shell() {
        let pattern = |text| Pattern::parse(text).unwrap();
        assert_eq!(pattern("*/").trim_prefix("a/b/c", false), "b/c");
        assert_eq!(pattern("*/").trim_prefix("a/b/c", true), "c");
        assert_eq!(pattern("/*").trim_suffix("a/b/c", false), "a/b");
        assert_eq!(pattern("/*").trim_suffix("a/b/c", true), "a");
        assert_eq!(pattern("v?").trim_prefix("v1.2", false), ".2");
        assert_eq!(pattern("x").trim_prefix("abc", true), "abc");
        assert_eq!(pattern("a*c*").trim_prefix("abcbcd", false), "bcd");
        assert_eq!(pattern(".").replace("1.2.3", "-", false), "1-2.3");
        assert_eq!(pattern(".").replace("1.2.3", "-", true), "1-2-3");
        assert_eq!(pattern("b*d").replace("abcdcd", "x", true), "ax");
        assert_eq!(pattern("\\*").replace("a*b", "", true), "ab");
        assert_eq!(Pattern::parse("\\a"), None);
    }
}
