//! Turns the configurations of other linters into one of ours. Reads no file, and says about everything that has no
//! equivalent why.

mod compose_lint;
mod dclint;
mod hadolint;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use super::ConfigError;
use crate::finding::{ProblemKind, Severity};
use crate::rules;
use crate::settings::LabelKind;
use crate::source::{SourceId, shown};
use crate::syntax::Limits;
use crate::syntax::yaml::{self, Pair, Value};

/// A configuration that was turned into ours.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Migration {
    /// The text of a `plimsoll.toml`.
    pub toml: String,
    /// What has no place in it.
    pub notes: Vec<Note>,
}

/// Something that has no equivalent.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// What, and why or what to do instead.
    pub text: String,
    /// The bytes of the configuration that it is about.
    pub range: Range<usize>,
}

/// A linter whose configuration can be turned into ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// hadolint.
    Hadolint,
    /// dclint.
    Dclint,
    /// dclint, in a file of packages that has more than that.
    DclintPackage,
    /// compose-lint.
    ComposeLint,
}

/// The names that configurations of data have, each linter's in its own order, and whose they are.
const NAMES: &[(&str, Origin)] = &[
    (".hadolint.yaml", Origin::Hadolint),
    (".hadolint.yml", Origin::Hadolint),
    (".dclintrc", Origin::Dclint),
    (".dclintrc.json", Origin::Dclint),
    (".dclintrc.yaml", Origin::Dclint),
    (".dclintrc.yml", Origin::Dclint),
    (".config/dclintrc", Origin::Dclint),
    (".config/dclintrc.json", Origin::Dclint),
    (".config/dclintrc.yaml", Origin::Dclint),
    (".config/dclintrc.yml", Origin::Dclint),
    (".compose-lint.yml", Origin::ComposeLint),
    (".compose-lint.yaml", Origin::ComposeLint),
    ("package.json", Origin::DclintPackage),
    ("package.yaml", Origin::DclintPackage),
];

/// The names of dclint's configurations that are programs, without their endings, and those.
const PROGRAMS: (&[&str], &[&str]) =
    (&[".dclintrc", ".config/dclintrc", "dclint.config"], &["js", "cjs", "mjs", "ts"]);

impl Origin {
    /// Whose configurations have a name, without its folder: `.hadolint.yaml`. `None` when anybody's may.
    pub fn of(name: &str) -> Option<Origin> {
        let is_it = |known: &&(&str, Origin)| known.0.rsplit('/').next() == Some(name);
        NAMES.iter().find(is_it).map(|(_, origin)| *origin)
    }

    /// The paths, below the working directory, at which linters look for their configurations.
    pub fn paths() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(path, _)| *path)
    }

    /// The paths at which configurations lie that are programs.
    pub fn programs() -> impl Iterator<Item = String> {
        let (names, endings) = PROGRAMS;
        names.iter().flat_map(move |name| endings.iter().map(move |ending| format!("{name}.{ending}")))
    }

    /// Whether a name, without its folder, is that of a configuration that is a program.
    pub fn is_program(name: &str) -> bool {
        Origin::programs().any(|path| path.rsplit('/').next() == Some(name))
    }

    /// What the keys of a configuration say about whose it is, when its name does not.
    fn of_keys(root: Value<'_>) -> Origin {
        let rules = root.get("rules").map(Value::entries).unwrap_or_default();
        let is_id = |pair: &Pair<'_>| pair.key.text().is_some_and(|key| key.starts_with("CL-"));
        match rules.iter().any(is_id) {
            true => Origin::ComposeLint,
            false if ["rules", "quiet", "exclude"].iter().any(|key| root.get(key).is_some()) => {
                Origin::Dclint
            }
            false => Origin::Hadolint,
        }
    }

    /// The linter's name, which is its word in aliases, too.
    fn tool(self) -> &'static str {
        match self {
            Origin::Hadolint => "hadolint",
            Origin::Dclint | Origin::DclintPackage => "dclint",
            Origin::ComposeLint => "compose-lint",
        }
    }
}

/// Turns the text of another linter's configuration into a `plimsoll.toml`. Without an origin, its keys tell whose it
/// is.
///
/// # Errors
/// The first mistake when it is not YAML (or JSON), or no mapping.
pub fn migrate(text: &str, origin: Option<Origin>) -> Result<Migration, ConfigError> {
    let tree = yaml::parse(SourceId(0), text, &Limits::default());
    let broken = |problem: &&crate::finding::Problem| {
        matches!(problem.kind, ProblemKind::YamlSyntax | ProblemKind::Limit)
    };
    if let Some(problem) = tree.problems.iter().find(broken) {
        return Err(ConfigError::new(problem.message.clone(), problem.at.range()));
    }
    let mut root = tree.roots().next().filter(|root| !root.is_null());
    let origin = origin.unwrap_or_else(|| root.map_or(Origin::Hadolint, Origin::of_keys));
    let tool = origin.tool();
    if origin == Origin::DclintPackage {
        root = root.and_then(|root| root.get(tool));
        if root.is_none() {
            return Err(ConfigError::new(format!("there is no key `{tool}` here"), 0..0));
        }
    }
    if let Some(root) = root.filter(|root| !root.is_mapping()) {
        return Err(ConfigError::new(format!("a configuration of {tool} is a mapping"), root.span().range()));
    }
    let mut settings = Settings { tool, ..Settings::default() };
    let pairs = root.map(Value::entries).unwrap_or_default();
    match origin {
        Origin::Hadolint => hadolint::take(&mut settings, &pairs),
        Origin::Dclint | Origin::DclintPackage => dclint::take(&mut settings, &pairs),
        Origin::ComposeLint => compose_lint::take(&mut settings, &pairs),
    }
    settings.notes.sort_by_key(|note| note.range.start);
    Ok(Migration { toml: settings.write(), notes: settings.notes })
}

/// What a configuration says, in our terms.
#[derive(Default)]
struct Settings {
    /// The linter.
    tool: &'static str,
    /// Patterns of paths.
    exclude: Vec<String>,
    /// Lines about what fails the run.
    failing: String,
    /// Our name and what is said beside it, in order.
    ignore: Vec<(&'static str, String)>,
    levels: BTreeMap<&'static str, (Severity, String)>,
    registries: Vec<String>,
    labels: BTreeMap<String, LabelKind>,
    strict_labels: bool,
    notes: Vec<Note>,
}

/// What a linter is told about one of its rules.
struct Said<'t> {
    /// Its identifier.
    id: &'t str,
    /// Where it stands.
    at: Value<'t>,
    /// The severity; `None` to switch it off.
    level: Option<Severity>,
    /// Why.
    reason: &'t str,
}

impl Settings {
    fn note(&mut self, value: Value<'_>, text: impl Into<String>) {
        self.notes.push(Note { text: text.into(), range: value.written().span.range() });
    }

    /// Takes in what is said about all rules of a linter, each identifier once. One of ours that stands for several of
    /// its rules is switched off, or weakened, when something is said about all of them.
    fn take_all(&mut self, said: &[Said<'_>]) {
        for rule in rules::ALL.iter() {
            let ids = rule.meta.aliases().filter(|alias| alias.tool == self.tool).map(|alias| alias.id);
            let (known, open): (Vec<_>, Vec<_>) = ids
                .map(|id| (id, said.iter().find(|said| said.id == id)))
                .partition(|(_, said)| said.is_some());
            let known: Vec<&Said<'_>> = known.into_iter().filter_map(|(_, said)| said).collect();
            let Some(first) = known.first() else { continue };
            let (name, level) = (rule.meta.name, known.iter().filter_map(|said| said.level).max());
            let comment = words(known.iter().map(|said| match said.reason.trim() {
                "" => said.id.to_owned(),
                reason => format!("{}: {}", said.id, shown(reason)),
            }));
            match (level, open.is_empty()) {
                (Some(level), is_all) if is_all || level > rule.meta.severity => {
                    self.levels.insert(name, (level, comment));
                }
                (None, true) => self.ignore.push((name, comment)),
                _ => {
                    let others = words(open.iter().map(|(id, _)| format!("`{id}`")));
                    let text =
                        format!("`{}`: `{name}` is for {others} as well, and stays as it is", first.id);
                    self.note(first.at, text);
                }
            }
        }
    }

    /// The text of our configuration.
    fn write(&self) -> String {
        let mut out = format!("# Made from the configuration of {} by `plimsoll migrate`.\n", self.tool);
        let list = |items: &[String]| {
            toml::Value::Array(items.iter().cloned().map(toml::Value::String).collect()).to_string()
        };
        if !self.exclude.is_empty() {
            let _ = write!(out, "\nexclude = {}\n", list(&self.exclude));
        }
        if !(self.failing.is_empty() && self.ignore.is_empty() && self.registries.is_empty()) {
            let _ = write!(out, "\n[lint]\n{}", self.failing);
        }
        if !self.ignore.is_empty() {
            out.push_str("ignore = [\n");
            for (name, comment) in &self.ignore {
                let _ = writeln!(out, "    \"{name}\", # {comment}");
            }
            out.push_str("]\n");
        }
        if !self.registries.is_empty() {
            let _ = writeln!(out, "trusted-registries = {}", list(&self.registries));
        }
        if !self.labels.is_empty() || self.strict_labels {
            out.push_str("\n[lint.labels]\n");
            if self.strict_labels {
                out.push_str("strict = true\n");
            }
            if !self.labels.is_empty() {
                out.push_str("\n[lint.labels.required]\n");
            }
            for (name, kind) in &self.labels {
                let _ = writeln!(out, "{} = \"{}\"", toml::Value::String(name.clone()), kind.as_str());
            }
        }
        if !self.levels.is_empty() {
            out.push_str("\n[rules]\n");
            for (name, (severity, comment)) in &self.levels {
                let _ = writeln!(out, "{name} = \"{severity}\" # {comment}");
            }
        }
        out
    }
}

/// Several things between commas.
fn words(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod testing {
    use super::*;
    use crate::config::Config;

    /// The configuration, which our own reader accepts, and the notes, each with the text that it is about.
    pub(super) fn run(text: &str, origin: Origin) -> (String, Vec<(String, String)>) {
        let migration = migrate(text, Some(origin)).unwrap();
        Config::parse(&migration.toml).unwrap();
        let about = |note: Note| (text.get(note.range).unwrap().to_owned(), note.text);
        (migration.toml, migration.notes.into_iter().map(about).collect())
    }

    #[test]
    fn names_and_keys_tell_whose_a_configuration_is() {
        assert_eq!(Origin::of(".dclintrc.json"), Some(Origin::Dclint));
        assert_eq!(Origin::of("dclintrc"), Some(Origin::Dclint));
        assert_eq!(Origin::of("lint.yaml"), None);
        assert!(Origin::is_program("dclint.config.js") && Origin::is_program(".dclintrc.cjs"));
        assert!(!Origin::is_program(".dclintrc") && !Origin::is_program("eslint.config.js"));
        for (text, tool) in [
            ("rules: {CL-0001: {enabled: false}}", "compose-lint"),
            ("{\"rules\": {\"no-version-field\": 0}}", "dclint"),
            ("quiet: true", "dclint"),
            ("ignored: [DL3007]", "hadolint"),
            ("", "hadolint"),
        ] {
            let toml = migrate(text, None).unwrap().toml;
            assert!(toml.starts_with(&format!("# Made from the configuration of {tool} ")), "{toml}");
        }
    }

    #[test]
    fn text_that_is_no_configuration_is_a_mistake() {
        for origin in [Origin::Hadolint, Origin::Dclint, Origin::ComposeLint] {
            assert!(migrate("a: [", Some(origin)).is_err());
            assert!(migrate("- a", Some(origin)).is_err());
            assert!(migrate("# nothing\n", Some(origin)).is_ok());
        }
        assert!(migrate("{\"name\": \"a\"}", Some(Origin::DclintPackage)).is_err());
    }
}
