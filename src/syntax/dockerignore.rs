//! `.dockerignore` files: which paths of a build context the builder never sees, by the rules of moby's
//! `patternmatcher`. Does not read files or walk folders.

use std::ops::Range;

/// The patterns of a `.dockerignore` file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dockerignore {
    /// The patterns, in order; the last one that matches a path decides.
    pub patterns: Vec<Pattern>,
    /// The bytes of lines that the builder refuses: a `!` without a pattern, brackets that do not end, a backslash
    /// at the end. With such a line no build starts.
    pub refused: Vec<Range<usize>>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The bytes of the line, without blanks around it.
    pub range: Range<usize>,
    /// Whether it starts with `!` and takes paths back in.
    pub exception: bool,
    tokens: Vec<Token>,
}

/// A step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// This character.
    Char(char),
    /// `?`: one character but a slash.
    One,
    /// `[…]`: one character of the ranges, or one outside of them.
    Class { ranges: Vec<(char, char)>, negated: bool },
    /// `*`: characters but slashes.
    Star,
    /// The start of `**/`, which may stand for nothing: what follows it and the one after it both apply here.
    Gap,
    /// The inside of `**/`: anything up to a slash.
    Folders,
    /// `**` at the end: anything.
    Rest,
}

impl Dockerignore {
    /// Reads the text of a file.
    pub fn parse(text: &str) -> Dockerignore {
        let mut out = Dockerignore::default();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let (line, at) = match line.strip_prefix('\u{feff}') {
                Some(rest) if start == 0 => (rest, 3),
                _ => (line, start),
            };
            start = at + line.len();
            // A comment has its sign in the first column; after a blank it is a pattern.
            let trimmed = line.trim();
            if line.starts_with('#') || trimmed.is_empty() {
                continue;
            }
            let from = at + (line.len() - line.trim_start().len());
            let range = from..from + trimmed.len();
            match pattern(trimmed, range.clone()) {
                Some(pattern) => out.patterns.push(pattern),
                None => out.refused.push(range),
            }
        }
        out
    }

    /// Whether a path of the context is left out: it or a folder above it is matched, and no later exception takes it
    /// back. The path is relative, with `/` between its parts and without `.` and `..`.
    pub fn is_ignored(&self, path: &str) -> bool {
        let path = path.trim_start_matches('/');
        self.patterns.iter().fold(false, |ignored, pattern| {
            // A pattern is only asked when it could change the answer.
            if pattern.exception == ignored && pattern.matches(path) { !pattern.exception } else { ignored }
        })
    }
}

impl Dockerignore {
    /// The pattern that leaves out a path and, should that be a folder, everything below it: no exception after it
    /// could take a part of it back in.
    pub fn excludes(&self, path: &str) -> Option<&Pattern> {
        let path = path.trim_start_matches('/');
        let is_last = |pattern: &Pattern| !pattern.exception && pattern.matches(path);
        let last = self.patterns.iter().rposition(is_last)?;
        let mut later = self.patterns.iter().skip(last + 1).filter(|pattern| pattern.exception);
        let takes_back = later.any(|pattern| pattern.matches(path) || pattern.reaches_below(path));
        if takes_back { None } else { self.patterns.get(last) }
    }

    /// How much there is to match: matching a path takes at most this times its length.
    pub fn size(&self) -> usize {
        self.patterns.iter().map(|pattern| pattern.tokens.len() + 1).sum()
    }

    /// The pattern that leaves out the whole context, when no exception follows it.
    pub fn excludes_everything(&self) -> Option<&Pattern> {
        let last = self.patterns.iter().rposition(|pattern| !pattern.exception && pattern.is_everything())?;
        let has_exception = self.patterns.iter().skip(last + 1).any(|pattern| pattern.exception);
        if has_exception { None } else { self.patterns.get(last) }
    }
}

/// A line as a pattern; `None` when the builder refuses it.
fn pattern(line: &str, range: Range<usize>) -> Option<Pattern> {
    let (text, exception) = match line.strip_prefix('!') {
        Some(rest) => (rest.trim(), true),
        None => (line, false),
    };
    if text.is_empty() {
        return None;
    }
    let clean = clean(text);
    let text = if clean.len() > 1 { clean.strip_prefix('/').unwrap_or(&clean) } else { &clean };
    Some(Pattern { range, exception, tokens: tokens(text)? })
}

/// A path as Go's `filepath.Clean` makes it: no empty parts, no `.`, and `..` taken back where that is possible.
fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => match parts.last() {
                Some(&last) if last != ".." => {
                    parts.pop();
                }
                _ if rooted => {}
                _ => parts.push(part),
            },
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".into(),
        (false, false) => joined,
    }
}

fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut out = Vec::new();
    let mut rest = text.chars().peekable();
    // `**name` is every path that ends in `name`, though `**na?e` is not: moby compares the ends of texts when
    // nothing else in the pattern is special.
    if let Some(end) = text.strip_prefix("**")
        && !end.starts_with('/')
        && !end.contains(['*', '?', '[', ']', '\\'])
    {
        out.push(Token::Rest);
        out.extend(end.chars().map(Token::Char));
        return Some(out);
    }
    while let Some(character) = rest.next() {
        match character {
            '*' if rest.next_if_eq(&'*').is_some() => {
                rest.next_if_eq(&'/');
                if rest.peek().is_none() {
                    out.push(Token::Rest);
                } else {
                    out.extend([Token::Gap, Token::Folders]);
                }
            }
            '*' => out.push(Token::Star),
            '?' => out.push(Token::One),
            '[' => out.push(class(&mut rest)?),
            '\\' => out.push(Token::Char(rest.next()?)),
            other => out.push(Token::Char(other)),
        }
    }
    Some(out)
}

/// What follows a `[`, up to its `]`; `None` when it does not end or a range is not one.
fn class(rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Token> {
    let negated = rest.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    loop {
        let low = match rest.next()? {
            ']' if !ranges.is_empty() => return Some(Token::Class { ranges, negated }),
            ']' | '-' => return None,
            '\\' => rest.next()?,
            other => other,
        };
        let high = if rest.next_if_eq(&'-').is_some() {
            match rest.next()? {
                ']' | '-' => return None,
                '\\' => rest.next()?,
                other => other,
            }
        } else {
            low
        };
        ranges.push((low, high));
    }
}

impl Token {
    /// Whether one character takes the pattern past this token.
    fn passes(&self, character: char) -> bool {
        match self {
            Token::Char(own) => *own == character,
            Token::One => character != '/',
            Token::Class { ranges, negated } => {
                ranges.iter().any(|(low, high)| (*low..=*high).contains(&character)) != *negated
            }
            Token::Folders => character == '/',
            Token::Star | Token::Gap | Token::Rest => false,
        }
    }

    /// Whether the pattern may stay at this token over a character.
    fn stays(&self, character: char) -> bool {
        match self {
            Token::Star => character != '/',
            Token::Folders | Token::Rest => true,
            _ => false,
        }
    }
}

impl Pattern {
    /// Whether the pattern matches a path or a folder above it. All ways to match are followed side by side, so that
    /// the work is the path's length times the pattern's, whatever stars it has.
    fn matches(&self, path: &str) -> bool {
        self.follow(path).is_none_or(|states| states.last() == Some(&true))
    }

    /// Whether the pattern could match something in the folder of a path.
    fn reaches_below(&self, path: &str) -> bool {
        self.follow(&format!("{path}/")).is_none_or(|states| states.contains(&true))
    }

    /// Whether the pattern matches whatever lies in the context.
    fn is_everything(&self) -> bool {
        matches!(
            self.tokens.as_slice(),
            [Token::Star | Token::Rest] | [Token::Gap, Token::Folders, Token::Star]
        )
    }

    /// The places in the pattern that a path leads to; `None` when a folder above the path is matched.
    fn follow(&self, path: &str) -> Option<Vec<bool>> {
        let mut here = vec![false; self.tokens.len() + 1];
        let mut next = here.clone();
        self.enter(&mut here, 0);
        for character in path.chars() {
            if character == '/' && here.last() == Some(&true) {
                return None;
            }
            next.fill(false);
            for (at, token) in self.tokens.iter().enumerate() {
                if here.get(at) != Some(&true) {
                    continue;
                }
                if token.stays(character) {
                    self.enter(&mut next, at);
                }
                if token.passes(character) {
                    self.enter(&mut next, at + 1);
                }
            }
            std::mem::swap(&mut here, &mut next);
        }
        Some(here)
    }

    /// Marks a place in the pattern and those that are reached from it without a character.
    fn enter(&self, states: &mut [bool], mut at: usize) {
        while let Some(state) = states.get_mut(at) {
            let was_there = std::mem::replace(state, true);
            let step = match self.tokens.get(at) {
                Some(Token::Star | Token::Rest) => 1,
                Some(Token::Gap) => {
                    if let Some(inside) = states.get_mut(at + 1) {
                        *inside = true;
                    }
                    2
                }
                _ => return,
            };
            if was_there {
                return;
            }
            at += step;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, ignored: &[&str], kept: &[&str]) {
        let file = Dockerignore::parse(text);
        for path in ignored {
            assert!(file.is_ignored(path), "{path} by {text:?}");
        }
        for path in kept {
            assert!(!file.is_ignored(path), "{path} by {text:?}");
        }
    }

    #[test]
    fn patterns_start_at_the_root_of_the_context() {
        check(
            "node_modules",
            &["node_modules", "node_modules/a/b.js"],
            &["web/node_modules", "node_modules2"],
        );
        check("**/node_modules", &["node_modules", "a/b/node_modules/c"], &["a/xnode_modules"]);
        check("/build/\n./dist\nx/../tmp", &["build/a", "dist", "tmp/b"], &["a/build", "x"]);
    }

    #[test]
    fn one_star_stays_in_its_folder() {
        check("*.log", &["a.log", "dir.log/x"], &["a/b.log"]);
        check("*/temp*", &["a/temporary", "a/temp/b"], &["temp", "a/b/temp"]);
        check("temp?", &["tempa"], &["temp", "tempab", "temp/"]);
        check("*", &["a", "a/b", ".env"], &[]);
    }

    #[test]
    fn two_stars_cross_folders() {
        check("**/*.go", &["a.go", "a/b/c.go"], &["a.goo"]);
        check("a/**/z", &["a/z", "a/b/c/z", "a/z/y"], &["az", "a/bz"]);
        check("docs/**", &["docs/a", "docs/a/b"], &["docs", "docs2/a"]);
        check("**", &["a", "a/b"], &[]);
        check("a**b", &["ab", "ax/b"], &["axb"]);
        check("**foo", &["foo", "xfoo", "a/xfoo"], &["foox"]);
        check("**foo*", &["foo", "a/foox"], &["xfoo"]);
        check("**/**/x", &["x", "a/x", "a/b/x"], &["ax"]);
    }

    #[test]
    fn the_last_match_wins() {
        check("*.md\n!README.md", &["a.md"], &["README.md", "b/c.md"]);
        check("*.md\n!README*.md\nREADME-secret.md", &["README-secret.md"], &["README.md"]);
        check(
            "*\n!src\n!go.mod\nsrc/**/*_test.go",
            &["a", "src/a_test.go", "src/x/b_test.go"],
            &["src/a.go", "go.mod"],
        );
        check("!a\na", &["a"], &[]);
        check("dir\n! dir/keep", &["dir", "dir/b"], &["dir/keep", "dir/keep/c"]);
    }

    #[test]
    fn a_folder_is_left_out_when_nothing_of_it_is_taken_back() {
        let excludes = |text: &str, path: &str| {
            let file = Dockerignore::parse(text);
            file.excludes(path).and_then(|pattern| text.get(pattern.range.clone())).map(str::to_owned)
        };
        assert_eq!(excludes("*\n!a.txt\n!sub/keep", "sub"), None);
        assert_eq!(excludes("*\n!a.txt\n!sub/keep", "a.txt"), None);
        assert_eq!(excludes("*\n!a.txt\n!sub/keep", "other").as_deref(), Some("*"));
        assert_eq!(excludes("sub\n!sub/keep\nsub", "sub").as_deref(), Some("sub"));
        assert_eq!(excludes("!sub/keep\nsub", "sub/x").as_deref(), Some("sub"));
        assert_eq!(excludes("sub\n!**/*.md", "sub"), None);
        assert_eq!(excludes("sub\n!**/*.md", "sub/a.js").as_deref(), None);
        assert_eq!(excludes("*\n!src/my_app/*.py", "src"), None);
        assert_eq!(excludes("*\n!src/my_app/*.py", "src/my_app/b/c").as_deref(), Some("*"));
        assert_eq!(excludes("*\n!src/*.py", "src/b.js").as_deref(), Some("*"));
        assert_eq!(excludes("dist", "dist/a/b").as_deref(), Some("dist"));
        assert_eq!(excludes("dist/*.js", "dist"), None);
        assert_eq!(excludes("dist/**", "dist"), None);
    }

    #[test]
    fn the_whole_context_is_left_out_by_few_patterns() {
        for (text, is_all) in [
            ("*", true),
            ("**", true),
            ("**/*", true),
            ("a\n*\nb", true),
            (".*", false),
            ("*\n!a", false),
            ("!a\n*", true),
            ("*.*", false),
            ("/*", true),
        ] {
            assert_eq!(Dockerignore::parse(text).excludes_everything().is_some(), is_all, "{text}");
        }
    }

    #[test]
    fn comments_stand_in_the_first_column() {
        check("# a\n#b\n  # c\n\n \t\nd  \r\n", &["# c", "d"], &["a", "b", "#b", "# a"]);
        check("\u{feff}# a\nb", &["b"], &["a", "# a"]);
        check("\u{feff}a", &["a"], &[]);
    }

    #[test]
    fn classes_and_escapes_are_those_of_go() {
        check("[a-c]x", &["ax", "cx"], &["dx", "x"]);
        check("[^a]x", &["bx"], &["ax"]);
        check("[!a]x", &["!x", "ax"], &["bx"]);
        check("\\*\n\\!x\n\\#y", &["*", "!x", "#y"], &["a"]);
        check("a.b+(c)$", &["a.b+(c)$"], &["axb+(c)$"]);
    }

    #[test]
    fn what_the_builder_refuses_is_named() {
        for line in ["!", "! ", "[a", "[]", "[a-]", "a\\", "[-a]"] {
            let text = format!("ok\n{line}\n");
            let file = Dockerignore::parse(&text);
            let refused: Vec<&str> =
                file.refused.iter().filter_map(|range| text.get(range.clone())).collect();
            assert_eq!((file.patterns.len(), refused), (1, vec![line.trim()]), "{line}");
        }
    }

    #[test]
    fn a_pattern_for_nothing_matches_nothing() {
        check(".\n/\n..\n../x", &[], &["a", "x", ".a"]);
    }

    #[test]
    fn stars_cost_no_more_than_their_number() {
        let file = Dockerignore::parse(&format!("{}b", "*a**/".repeat(200)));
        assert!(!file.is_ignored(&"a/".repeat(2000)));
    }

    #[test]
    fn ranges_are_those_of_the_lines() {
        let text = "\u{feff}a\n  !b c \n";
        let file = Dockerignore::parse(text);
        let lines: Vec<&str> =
            file.patterns.iter().filter_map(|pattern| text.get(pattern.range.clone())).collect();
        assert_eq!(lines, ["a", "!b c"]);
        assert!(file.patterns.last().is_some_and(|pattern| pattern.exception));
    }
}
