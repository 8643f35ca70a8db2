//! Reads pages and case files: front matter, headings, code blocks with file names, and caret marks.

/// A page: its front matter and its cases in order.
pub struct Page {
    /// Keys and values between the `---` lines.
    pub front: Vec<(String, String)>,
    /// The level-2 headings with their blocks.
    pub cases: Vec<Case>,
}

/// The blocks under one heading: one virtual project.
pub struct Case {
    /// `Bad`, `Good`, `Fixed` or another word.
    pub kind: String,
    /// What follows `Bad: `; empty when nothing does.
    pub title: String,
    /// The files.
    pub files: Vec<CaseFile>,
}

/// One code block.
pub struct CaseFile {
    /// The file name of its info string.
    pub path: String,
    /// Its bytes without marks.
    pub bytes: Vec<u8>,
    /// Its marks.
    pub marks: Vec<Mark>,
}

/// A caret line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The file.
    pub path: String,
    /// The 1-based line above the carets.
    pub line: u32,
    /// The 1-based column, in characters, of the first caret.
    pub start: u32,
    /// One past the column of the last caret.
    pub end: u32,
    /// What the message has to contain.
    pub text: String,
}

impl std::fmt::Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Mark { path, line, start, end, text } = self;
        write!(f, "{path}, line {line} (caret lines not counted), columns {start} to {}: {text:?}", end - 1)
    }
}

impl Page {
    /// The value of a front matter key.
    pub fn front(&self, key: &str) -> Option<&str> {
        self.front.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// The case of a kind and title.
    pub fn case(&self, kind: &str, title: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.kind == kind && case.title == title)
    }

    /// Reads a page.
    pub fn parse(text: &str) -> Page {
        let mut page = Page { front: Vec::new(), cases: Vec::new() };
        let mut lines = text.lines().peekable();
        if lines.peek() == Some(&"---") {
            lines.next();
            for line in lines.by_ref().take_while(|line| *line != "---") {
                if let Some((key, value)) = line.split_once(':') {
                    page.front.push((key.trim().into(), value.trim().into()));
                }
            }
        }
        while let Some(line) = lines.next() {
            if let Some(heading) = line.strip_prefix("## ") {
                let (kind, title) = heading.split_once(':').unwrap_or((heading, ""));
                page.cases.push(Case {
                    kind: kind.trim().into(),
                    title: title.trim().into(),
                    files: Vec::new(),
                });
            } else if let Some(fence) = line.strip_prefix("```") {
                let (ticks, info) =
                    (3 + fence.len() - fence.trim_start_matches('`').len(), fence.trim_start_matches('`'));
                let close = "`".repeat(ticks);
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != close).collect();
                let words: Vec<&str> = info.split_whitespace().collect();
                if let (Some(case), Some(path)) = (page.cases.last_mut(), words.get(1)) {
                    let mut file = file(path, &block, words.contains(&"bytes"));
                    if words.contains(&"unended") {
                        file.bytes.pop();
                    }
                    case.files.push(file);
                }
            }
        }
        page
    }
}

fn file(path: &str, block: &[&str], escaped: bool) -> CaseFile {
    let mut out = CaseFile { path: path.into(), bytes: Vec::new(), marks: Vec::new() };
    let mut line = 0;
    for text in block {
        if let Some((start, end, text)) = mark(text) {
            out.marks.push(Mark { path: path.into(), line, start, end, text });
            continue;
        }
        line += 1;
        out.bytes.extend(if escaped { unescape(text) } else { text.as_bytes().to_vec() });
        out.bytes.push(b'\n');
    }
    out
}

/// The columns and text of a caret line.
fn mark(line: &str) -> Option<(u32, u32, String)> {
    let indent = line.chars().take_while(|c| *c == ' ').count();
    let rest = line.trim_start_matches(' ');
    let carets = rest.chars().take_while(|c| *c == '^').count();
    if carets == 0 {
        return None;
    }
    let start = indent as u32 + 1;
    Some((start, start + carets as u32, rest.trim_start_matches('^').trim().to_owned()))
}

/// `\xNN` as one byte.
fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\\x") {
        out.extend_from_slice(before.as_bytes());
        let (digits, tail) = after.split_at(2.min(after.len()));
        out.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
        rest = tail;
    }
    out.extend_from_slice(rest.as_bytes());
    out
}
