//! Which rules run on which file, and at which severity. Does not read configuration text.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::file::{Config, Override};
use super::level::Level;
use super::select::Selector;
use crate::finding::Severity;
use crate::model::Format;
use crate::rules::{self, Preset, Rule};

/// The severities of the rules that run, by name.
pub type Severities = FxHashMap<&'static str, Severity>;

/// The choice of rules for a run.
#[derive(Debug, Default)]
pub struct Levels {
    /// For each format, in their order.
    base: [Severities; Format::ALL.len()],
    overrides: Vec<Override>,
}

impl Levels {
    /// Puts a configuration and the command line together: `select` of the command line replaces the
    /// configuration's, `ignore` of both is taken away, and levels of single rules come last.
    pub fn new(config: Config, select: Option<&[Selector]>, ignore: &[Selector]) -> Levels {
        let preset = [Selector::Preset(Preset::Default)];
        let chosen = select.or(config.select.as_deref()).unwrap_or(&preset);
        let base = Format::ALL.map(|format| {
            let named = |selectors: &[Selector], rule: &Rule| {
                selectors.iter().any(|selector| selector.matches_for(rule, format))
            };
            let taken = rules::ALL.iter().filter(|rule| named(chosen, rule));
            let mut base = taken.map(|rule| (rule.meta.name, rule.meta.severity)).collect();
            for (name, level) in &config.rules {
                apply(&mut base, name, *level);
            }
            for rule in rules::ALL.iter().filter(|rule| named(&config.ignore, rule) || named(ignore, rule)) {
                base.remove(rule.meta.name);
            }
            base
        });
        Levels { base, overrides: config.overrides }
    }

    /// The overrides that apply to a path, relative to the configuration file, by their places in it.
    pub fn overrides(&self, path: &Path) -> Vec<usize> {
        let items = self.overrides.iter().enumerate();
        items.filter(|(_, item)| item.paths.is_match(path)).map(|(index, _)| index).collect()
    }

    /// The severities of all rules that run on files of a format where these overrides apply.
    pub fn with(&self, overrides: &[usize], format: Format) -> Severities {
        let mut levels = self.base.get(format as usize).cloned().unwrap_or_default();
        for item in overrides.iter().filter_map(|index| self.overrides.get(*index)) {
            for (name, level) in &item.rules {
                apply(&mut levels, name, *level);
            }
        }
        levels
    }
}

fn apply(levels: &mut Severities, name: &'static str, level: Level) {
    let own = || rules::by_name(name).map(|rule| rule.meta.severity);
    match level {
        Level::Off => {
            levels.remove(name);
        }
        Level::On => {
            if let (false, Some(severity)) = (levels.contains_key(name), own()) {
                levels.insert(name, severity);
            }
        }
        Level::At(severity) => {
            levels.insert(name, severity);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn severity(levels: &Levels, name: &str) -> Option<Severity> {
        levels.with(&[], Format::Dockerfile).get(name).copied()
    }

    #[test]
    fn the_default_preset_leaves_strict_rules_out() {
        let levels = Levels::new(Config::default(), None, &[]);
        assert_eq!(severity(&levels, "privileged-container"), Some(Severity::Critical));
        assert_eq!(severity(&levels, "image-without-digest"), None);
    }

    #[test]
    fn ignore_wins_over_select_and_levels_add_single_rules() {
        let config = Config::parse("[rules]\nimage-without-digest = \"high\"\n").unwrap();
        let ignore = [Selector::parse("DL3002").unwrap()];
        let levels = Levels::new(config, None, &ignore);
        assert_eq!(severity(&levels, "image-without-digest"), Some(Severity::High));
        assert_eq!(severity(&levels, "root-user"), None);
    }

    #[test]
    fn overrides_apply_to_their_paths_only() {
        let text = "[[overrides]]\npaths = [\"test/**\"]\nrules = { privileged-container = \"off\" }\n";
        let levels = Levels::new(Config::parse(text).unwrap(), None, &[]);
        let at = |path: &str| levels.with(&levels.overrides(Path::new(path)), Format::Compose);
        assert!(!at("test/compose.yaml").contains_key("privileged-container"));
        assert!(at("compose.yaml").contains_key("privileged-container"));
    }
}
