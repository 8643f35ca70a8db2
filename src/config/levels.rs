//! Which rules run on which file, and at which severity. Does not read configuration text.

use std::path::Path;

use globset::GlobSet;
use rustc_hash::{FxHashMap, FxHashSet};

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
    choices: [Choice; Format::ALL.len()],
    overrides: Vec<Override>,
    /// The rules that the command line names one by one, which run.
    named: FxHashSet<&'static str>,
    /// Files in which only enforced rules run.
    excluded: GlobSet,
}

/// The choice for files of a format.
#[derive(Debug, Default)]
struct Choice {
    /// What runs where no override applies.
    base: Severities,
    /// The rules that may run, if the command line chooses them.
    selected: Option<FxHashSet<&'static str>>,
    /// Those that the command line leaves out.
    ignored: FxHashSet<&'static str>,
    /// Rules that run everywhere and that no comment suppresses, at this severity at least.
    enforced: Severities,
}

/// The place of the patterns of [`Levels::excluding`] among the overrides: after all others.
const EXCLUDED: usize = usize::MAX;

impl Levels {
    /// Puts a configuration and the command line together. `select` of the command line replaces the configuration's,
    /// and a rule that it names runs; `ignore` of both is taken away; levels of single rules come last. Where they
    /// disagree, the command line wins.
    pub fn new(config: Config, select: Option<&[Selector]>, ignore: &[Selector]) -> Levels {
        let preset = [Selector::Preset(Preset::Default)];
        let chosen = select.or(config.select.as_deref()).unwrap_or(&preset);
        let single: Vec<Selector> =
            select.unwrap_or_default().iter().filter(|selector| selector.is_name()).cloned().collect();
        let named = Format::ALL.into_iter().flat_map(|format| names(&single, format)).collect();
        let choices = Format::ALL.map(|format| {
            let mut choice = Choice {
                base: at_own_severity(names(chosen, format)),
                selected: select.map(|select| names(select, format).collect()),
                ignored: names(ignore, format).collect(),
                enforced: at_own_severity(names(&config.enforce, format)),
            };
            let mut base = std::mem::take(&mut choice.base);
            for (name, level) in &config.rules {
                choice.apply(&named, &mut base, name, *level);
            }
            base.retain(|name, _| !choice.ignored.contains(name));
            for name in names(&config.ignore, format).filter(|name| !named.contains(name)) {
                base.remove(name);
            }
            choice.enforce(&mut base);
            Choice { base, ..choice }
        });
        Levels { choices, overrides: config.overrides, named, excluded: GlobSet::empty() }
    }

    /// The same with rules that neither comments nor a configuration switch off.
    pub fn enforcing(mut self, rules: &[Selector]) -> Levels {
        for (choice, format) in self.choices.iter_mut().zip(Format::ALL) {
            choice.enforced.extend(at_own_severity(names(rules, format)));
            let mut base = std::mem::take(&mut choice.base);
            choice.enforce(&mut base);
            choice.base = base;
        }
        self
    }

    /// The same with files, relative to the configuration, in which nothing but the enforced rules runs.
    pub fn excluding(self, excluded: GlobSet) -> Levels {
        Levels { excluded, ..self }
    }

    /// Whether a rule runs everywhere, and no comment suppresses it.
    pub fn enforces(&self, rule: &str, format: Format) -> bool {
        self.choices.get(format as usize).is_some_and(|choice| choice.enforced.contains_key(rule))
    }

    /// The overrides that apply to a path, relative to the configuration file, by their places in it.
    pub fn overrides(&self, path: &Path) -> Vec<usize> {
        let items = self.overrides.iter().enumerate();
        let applying = items.filter(|(_, item)| item.paths.is_match(path)).map(|(index, _)| index);
        applying.chain(self.excluded.is_match(path).then_some(EXCLUDED)).collect()
    }

    /// The severities of all rules that run on files of a format where these overrides apply.
    pub fn with(&self, overrides: &[usize], format: Format) -> Severities {
        let Some(choice) = self.choices.get(format as usize) else { return Severities::default() };
        if overrides.last() == Some(&EXCLUDED) {
            return choice.enforced.clone();
        }
        let mut levels = choice.base.clone();
        for item in overrides.iter().filter_map(|index| self.overrides.get(*index)) {
            for (name, level) in &item.rules {
                choice.apply(&self.named, &mut levels, name, *level);
            }
        }
        choice.enforce(&mut levels);
        levels
    }
}

impl Choice {
    /// Applies what a configuration says about a rule, as far as the command line leaves it to that. `named` are the
    /// rules that the command line names.
    fn apply(
        &self,
        named: &FxHashSet<&'static str>,
        levels: &mut Severities,
        name: &'static str,
        level: Level,
    ) {
        let may_run = self.selected.as_ref().is_none_or(|selected| selected.contains(name));
        if !may_run || self.ignored.contains(name) {
            return;
        }
        match level {
            Level::Off if named.contains(name) => {}
            Level::Off => {
                levels.remove(name);
            }
            Level::On => {
                if let Some(rule) = rules::by_name(name) {
                    levels.entry(name).or_insert(rule.meta.severity);
                }
            }
            Level::At(severity) => {
                levels.insert(name, severity);
            }
        }
    }

    /// Lets the enforced rules run, none of them weaker than at its own severity.
    fn enforce(&self, levels: &mut Severities) {
        for (name, severity) in &self.enforced {
            let level = levels.entry(name).or_insert(*severity);
            *level = (*severity).max(*level);
        }
    }
}

/// The names of the rules that selectors choose for a format.
fn names(selectors: &[Selector], format: Format) -> impl Iterator<Item = &'static str> {
    let chosen = move |rule: &&Rule| selectors.iter().any(|selector| selector.matches_for(rule, format));
    rules::ALL.iter().copied().filter(chosen).map(|rule| rule.meta.name)
}

fn at_own_severity(names: impl Iterator<Item = &'static str>) -> Severities {
    names.filter_map(|name| Some((name, rules::by_name(name)?.meta.severity))).collect()
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

    #[test]
    fn the_command_line_wins_over_the_configuration() {
        let text = "[lint]\nignore = [\"root-user\"]\n[rules]\nprivileged-container = \"off\"\nimage-without-digest = \"on\"\nimage-latest-tag = \"low\"\n\
                    [[overrides]]\npaths = [\"**\"]\nrules = { privileged-container = \"off\", long-line = \"on\", root-user = \"off\", image-latest-tag = \"high\" }\n";
        let select = |words: &[&str]| -> Vec<Selector> {
            words.iter().map(|word| Selector::parse(word).unwrap()).collect()
        };
        let run = |words: &[&str], ignore: &[&str]| {
            let levels = Levels::new(Config::parse(text).unwrap(), Some(&select(words)), &select(ignore));
            let levels = levels.with(&levels.overrides(Path::new("Dockerfile")), Format::Dockerfile);
            let mut names: Vec<&str> = levels.into_keys().collect();
            names.sort_unstable();
            names
        };
        let named = ["root-user", "privileged-container"];
        assert_eq!(run(&named, &[]), ["privileged-container", "root-user"]);
        assert_eq!(run(&["root-user", "image-latest-tag"], &["image-latest-tag"]), ["root-user"]);
        assert!(
            !run(&["security"], &[]).contains(&"root-user"),
            "a group is what the configuration makes of it"
        );
    }

    #[test]
    fn enforced_rules_run_whatever_the_configuration_says() {
        let text = "[lint]\nignore = [\"root-user\"]\n[rules]\nprivileged-container = \"info\"\n\
                    [[overrides]]\npaths = [\"**\"]\nrules = { root-user = \"off\" }\n";
        let config = Config::parse(text).unwrap();
        let excluded = globset::GlobSetBuilder::new().add(globset::Glob::new("vendor/**").unwrap()).build();
        let enforced = ["root-user", "privileged-container"].map(|word| Selector::parse(word).unwrap());
        let levels = Levels::new(config, None, &[]).enforcing(&enforced).excluding(excluded.unwrap());
        let at = |path: &str| levels.with(&levels.overrides(Path::new(path)), Format::Compose);
        assert_eq!(at("a").get("root-user"), Some(&Severity::High));
        assert_eq!(at("a").get("privileged-container"), Some(&Severity::Critical));
        assert_eq!(at("vendor/a").len(), 2);
        assert!(
            levels.enforces("root-user", Format::Compose) && !levels.enforces("long-line", Format::Compose)
        );
    }
}
