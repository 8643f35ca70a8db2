//! Colour, and nothing else: text in, text with or without escape sequences out. Knows no findings.

use crate::finding::Severity;

/// What a piece of text is, by which its colour is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// A severity, bold.
    Level(Severity),
    /// A headline's words.
    Bold,
    /// What matters less.
    Dim,
    /// Paths.
    Path,
    /// `help:` and the like.
    Help,
    /// Lines that a fix adds.
    Added,
    /// Lines that a fix removes.
    Removed,
    /// That nothing was found.
    Good,
}

/// Paints, or does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    /// Whether there is colour.
    pub color: bool,
    /// Whether there are links.
    pub links: bool,
}

impl Paint {
    /// A text in its colour.
    pub fn ink(self, ink: Ink, text: &str) -> String {
        if !self.color || text.is_empty() {
            return text.to_string();
        }
        let code = match ink {
            Ink::Level(severity) => match severity.headline() {
                "error" => "1;31",
                "warning" => "1;33",
                _ => "1;36",
            },
            Ink::Bold => "1",
            Ink::Dim => "2",
            Ink::Path => "36",
            Ink::Help => "1;32",
            Ink::Added => "32",
            Ink::Removed => "31",
            Ink::Good => "1;32",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    /// A text that leads to an address.
    pub fn link(self, url: Option<&str>, text: &str) -> String {
        match url.filter(|_| self.links) {
            Some(url) => format!("\u{1b}]8;;{url}\u{1b}\\{text}\u{1b}]8;;\u{1b}\\"),
            None => text.to_string(),
        }
    }
}
