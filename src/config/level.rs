//! What a user says about one rule: a word of the configuration. Does not know which rules there are.

use crate::finding::Severity;

/// What a user says about one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Does not run.
    Off,
    /// Runs at its own severity.
    On,
    /// Runs at this severity.
    At(Severity),
}

impl Level {
    /// Reads `off`, `on` or a severity.
    pub fn parse(word: &str) -> Option<Level> {
        match word {
            "off" => Some(Level::Off),
            "on" => Some(Level::On),
            _ => Severity::parse(word).map(Level::At),
        }
    }
}
