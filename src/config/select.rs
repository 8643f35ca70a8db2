//! Words that choose rules: a name, a peer's identifier, a preset, a category, a topic, a framework, `refused`, `all`.
//! Does not decide which rules run.

use std::fmt;

use crate::model::Format;
use crate::rules::{self, Category, Preset, Rule};
use crate::source::shown;

/// A word that chooses rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules about what the engine of the file's own format refuses: what they report does not build, load or
    /// apply.
    Refused,
    /// The rules of a preset and of the presets that it contains.
    Preset(Preset),
    /// The rules of a category.
    Category(Category),
    /// The rules that enforce a framework: `pss-baseline`, `cis-docker`, …, or one requirement of it.
    Framework(String),
    /// Rules by name or by another linter's identifier.
    Rules(Vec<&'static str>),
    /// The rules of a topic.
    Topic(Vec<&'static str>),
}

/// The word chooses nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectorError {
    word: String,
    suggestion: Option<&'static str>,
}

impl Selector {
    /// Reads a word.
    ///
    /// # Errors
    /// [`SelectorError`] when it names nothing, with the nearest name.
    pub fn parse(word: &str) -> Result<Selector, SelectorError> {
        let word = word.trim();
        if word.eq_ignore_ascii_case("all") {
            return Ok(Selector::All);
        }
        if word == "refused" {
            return Ok(Selector::Refused);
        }
        if let Some(preset) = Preset::ALL.into_iter().find(|preset| preset.as_str() == word) {
            return Ok(Selector::Preset(preset));
        }
        if let Some(category) = Category::ALL.into_iter().find(|category| category.as_str() == word) {
            return Ok(Selector::Category(category));
        }
        let found = rules::find(word);
        if !found.is_empty() {
            return Ok(Selector::Rules(found.into_iter().map(|rule| rule.meta.name).collect()));
        }
        let in_topic = rules::in_topic(word);
        if !in_topic.is_empty() {
            return Ok(Selector::Topic(in_topic.into_iter().map(|rule| rule.meta.name).collect()));
        }
        let framework = Selector::Framework(word.to_owned());
        if rules::ALL.iter().any(|rule| framework.matches(rule)) {
            return Ok(framework);
        }
        Err(unknown(word))
    }

    /// Whether the word chooses a rule for some format.
    pub fn matches(&self, rule: &Rule) -> bool {
        Format::ALL.into_iter().any(|format| self.matches_for(rule, format))
    }

    /// Whether the word chooses a rule for files of a format.
    pub fn matches_for(&self, rule: &Rule, format: Format) -> bool {
        match self {
            Selector::All => true,
            Selector::Refused => rule.meta.is_refused(format),
            Selector::Preset(preset) => rule.meta.preset <= *preset,
            Selector::Category(category) => rule.meta.category == *category,
            Selector::Framework(name) => rule.meta.references().any(|reference| {
                reference == name
                    || reference.strip_prefix(name.as_str()).is_some_and(|rest| rest.starts_with('/'))
                    // The restricted standard contains the baseline.
                    || (name == "pss-restricted" && reference == "pss-baseline")
            }),
            Selector::Rules(names) | Selector::Topic(names) => names.contains(&rule.meta.name),
        }
    }

    /// Whether the word is the name of a rule, and not of a group of them.
    pub fn is_name(&self) -> bool {
        matches!(self, Selector::Rules(_))
    }
}

/// The error for a word that names nothing.
fn unknown(word: &str) -> SelectorError {
    SelectorError { word: word.to_owned(), suggestion: rules::nearest(word) }
}

impl fmt::Display for SelectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule, preset, category, topic or framework `{}`", shown(&self.word))?;
        match self.suggestion {
            Some(name) => write!(f, "; did you mean `{name}`?"),
            None => write!(f, "; `plimsoll rules` lists the rules"),
        }
    }
}
