//! The parts of a rule's page that reports show. Reads Markdown no further than headings and code blocks.

/// The body of a rule's page.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    body: &'p str,
}

impl<'p> Page<'p> {
    /// A page by its text without front matter.
    pub fn new(body: &'p str) -> Page<'p> {
        Page { body: body.trim() }
    }

    /// The page without its front matter.
    pub fn body(&self) -> &'p str {
        self.body
    }

    /// The text below a heading of the second level, without surrounding blank lines; empty when there is none.
    pub fn section(&self, title: &str) -> &'p str {
        let mut start = None;
        for (at, line, is_code) in lines(self.body) {
            let heading = if is_code { None } else { line.strip_prefix("## ") };
            match (heading, start) {
                (Some(_), Some(start)) => return self.body.get(start..at).unwrap_or("").trim(),
                (Some(text), None) if text.trim() == title => start = Some(at + line.len()),
                _ => {}
            }
        }
        start.and_then(|start| self.body.get(start..)).unwrap_or("").trim()
    }

    /// The page for people: code blocks without the lines of carets that tests read.
    pub fn markdown(&self) -> String {
        let mut text = String::with_capacity(self.body.len());
        for (_, line, is_code) in lines(self.body) {
            if is_code && is_mark(line) {
                continue;
            }
            text.push_str(line);
            text.push('\n');
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// What, why and what to write instead, as plain text in one line.
    pub fn text(&self) -> String {
        let words = [self.section("What"), self.section("Why"), self.section("Fix")];
        let words = words.iter().flat_map(|section| section.split_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Offset and text of each line, and whether it stands in a code block; a fence counts as outside.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let mut at = 0;
    let mut fence: Option<&str> = None;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        let ticks = line.get(..line.len() - line.trim_start_matches('`').len()).unwrap_or("");
        let is_code = match fence {
            None => {
                fence = Some(ticks).filter(|ticks| ticks.len() >= 3);
                false
            }
            Some(open) if ticks.len() >= open.len() => {
                fence = None;
                false
            }
            Some(_) => true,
        };
        (start, line, is_code)
    })
}

/// Whether a line of code is one of carets: they mark what the line above must be told.
fn is_mark(line: &str) -> bool {
    let text = line.trim_start();
    let rest = text.trim_start_matches('^');
    rest.len() < text.len() && (rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\n## What\n\nOne\ntwo.\n\n## Bad\n\n```yaml compose.yaml\n## Why\nweb:\n^^^ is bad\n```\n\n## Why\n\nThree.\n";

    #[test]
    fn sections_end_at_the_next_heading_outside_code() {
        let page = Page::new(PAGE);
        assert_eq!(page.section("What"), "One\ntwo.");
        assert_eq!(page.section("Why"), "Three.");
        assert_eq!(page.section("When to disable"), "");
        assert_eq!(page.text(), "One two. Three.");
    }

    #[test]
    fn marks_are_left_out_of_what_people_read() {
        let markdown = Page::new(PAGE).markdown();
        assert!(markdown.contains("web:\n```") && !markdown.contains('^'));
    }
}
