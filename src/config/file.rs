//! The text of a `plimsoll.toml` as typed values, or the place of its first mistake. Does not look for files.

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use toml::Spanned;

use super::ConfigError;
use super::level::Level;
use super::limits::MAX_PATTERN;
use super::select::Selector;
use super::tree;
use crate::facts::kubernetes;
use crate::finding::Severity;
use crate::rules;
use crate::schema::Fault;
use crate::settings::{LabelKind, LabelSchema, Minors, OwnImage, Settings};
use crate::source::shown;
use crate::syntax::value::{ImageReference, User};

/// A configuration, checked: every rule and level in it exists.
#[derive(Debug, Default)]
pub struct Config {
    /// Selectors that replace the default preset.
    pub select: Option<Vec<Selector>>,
    /// Selectors that are taken away.
    pub ignore: Vec<Selector>,
    /// Selectors of rules that neither comments nor other keys switch off.
    pub enforce: Vec<Selector>,
    /// The lowest severity that fails the run; `Some(None)` for `never`.
    pub fail_on: Option<Option<Severity>>,
    /// Paths, relative to the configuration file, that are not checked.
    pub exclude: GlobSet,
    /// Patterns of registries that images may come from.
    pub trusted_registries: Vec<String>,
    /// Ports of containers that may be published on all addresses.
    pub public_ports: Vec<u16>,
    /// Variables that are set where Compose runs.
    pub compose_variables: Vec<String>,
    /// What labels images have.
    pub labels: LabelSchema,
    /// What is known about images that no table knows.
    pub images: Vec<OwnImage>,
    /// The versions of Kubernetes that manifests are for.
    pub kubernetes: Option<Minors>,
    /// The minor of Kubernetes whose Pod Security Standards count.
    pub pod_security: Option<u16>,
    /// Patterns of files with CustomResourceDefinitions, relative to the configuration file.
    pub definitions: Vec<String>,
    /// Levels of single rules.
    pub rules: Vec<(&'static str, Level)>,
    /// Levels for some paths.
    pub overrides: Vec<Override>,
}

/// Levels for some paths.
#[derive(Debug)]
pub struct Override {
    /// Which paths, relative to the configuration file.
    pub paths: GlobSet,
    /// The levels there.
    pub rules: Vec<(&'static str, Level)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RawConfig {
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    lint: RawLint,
    #[serde(default)]
    enforce: RawEnforce,
    #[serde(default)]
    compose: RawCompose,
    #[serde(default)]
    images: BTreeMap<Spanned<String>, RawImage>,
    #[serde(default)]
    kubernetes: RawKubernetes,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    overrides: Vec<RawOverride>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RawLint {
    select: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    fail_on: Option<Spanned<String>>,
    #[serde(default)]
    trusted_registries: Vec<Spanned<String>>,
    #[serde(default)]
    public_ports: Vec<u16>,
    #[serde(default)]
    labels: RawLabels,
}

#[derive(Default, Deserialize)]
struct RawCompose {
    #[serde(default)]
    variables: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
struct RawKubernetes {
    version: Option<Spanned<String>>,
    #[serde(rename = "pod-security")]
    pod_security: Option<Spanned<String>>,
    #[serde(default)]
    crds: Vec<Spanned<String>>,
}

#[derive(Default, Deserialize)]
struct RawEnforce {
    #[serde(default)]
    rules: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
struct RawImage {
    like: Option<Spanned<String>>,
    user: Option<Spanned<String>>,
}

#[derive(Default, Deserialize)]
struct RawLabels {
    #[serde(default)]
    required: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    optional: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    strict: bool,
}

#[derive(Deserialize)]
struct RawOverride {
    paths: Vec<Spanned<String>>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Config {
    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// The first mistake with its place: TOML that cannot be parsed, an unknown key, rule, level or a bad pattern.
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        // serde ignores keys that it does not know; the table of keys tells what was meant.
        let mut violations = tree::check(text).violations.into_iter();
        let is_structure = |fault| matches!(fault, Fault::UnknownKey | Fault::WrongType);
        if let Some(wrong) = violations.find(|violation| is_structure(violation.fault)) {
            let lacks_keys = wrong.fault == Fault::UnknownKey && wrong.did_you_mean.is_none();
            let ending = if lacks_keys { format!("; keys are {}", wrong.expected) } else { String::new() };
            return Err(ConfigError::new(format!("{wrong}{ending}"), wrong.at.range()));
        }
        let raw: RawConfig = toml::from_str(text).map_err(|error| {
            let message =
                error.message().lines().next().unwrap_or("it is not TOML").trim_end_matches('.').to_owned();
            ConfigError::new(message, error.span().unwrap_or(0..0))
        })?;
        Ok(Config {
            select: raw.lint.select.as_deref().map(selectors).transpose()?,
            ignore: selectors(&raw.lint.ignore)?,
            enforce: selectors(&raw.enforce.rules)?,
            fail_on: raw.lint.fail_on.as_ref().map(fail_on).transpose()?,
            exclude: globs(&raw.exclude)?,
            trusted_registries: registries(&raw.lint.trusted_registries)?,
            public_ports: raw.lint.public_ports.clone(),
            compose_variables: raw.compose.variables.iter().map(variable).collect::<Result<_, _>>()?,
            labels: labels(&raw.lint.labels)?,
            images: raw.images.iter().map(own_image).collect::<Result<_, ConfigError>>()?,
            kubernetes: raw.kubernetes.version.as_ref().map(minors).transpose()?,
            pod_security: raw.kubernetes.pod_security.as_ref().map(pod_security).transpose()?,
            definitions: raw.kubernetes.crds.iter().map(definitions).collect::<Result<_, _>>()?,
            rules: levels(&raw.rules)?,
            overrides: raw
                .overrides
                .iter()
                .map(|item| Ok(Override { paths: globs(&item.paths)?, rules: levels(&item.rules)? }))
                .collect::<Result<_, ConfigError>>()?,
        })
    }
}

impl Config {
    /// What it decides for single rules.
    pub fn settings(&self) -> Settings {
        let (trusted_registries, labels) = (self.trusted_registries.clone(), self.labels.clone());
        let (images, kubernetes) = (self.images.clone(), self.kubernetes);
        let (public_ports, definitions) = (self.public_ports.clone(), self.definitions.clone());
        let (pod_security, compose_variables) = (self.pod_security, self.compose_variables.clone());
        Settings {
            today: None,
            trusted_registries,
            public_ports,
            compose_variables,
            labels,
            images,
            kubernetes,
            pod_security,
            definitions,
        }
    }
}

/// The versions of Kubernetes that a text names, of those that the tables know.
fn minors(word: &Spanned<String>) -> Result<Minors, ConfigError> {
    let known = kubernetes::OLDEST..=kubernetes::NEWEST;
    let minors = Minors::parse(word.get_ref());
    minors.filter(|minors| known.contains(&minors.oldest) && known.contains(&minors.newest)).ok_or_else(|| {
        let (oldest, newest) = (kubernetes::OLDEST, kubernetes::NEWEST);
        let text = format!(
            "`{}` is no version from 1.{oldest} to 1.{newest}, and no range of them, such as `1.{oldest}..1.{newest}`",
            shown(word.get_ref())
        );
        ConfigError::new(text, word.span())
    })
}

/// The version of the Pod Security Standards that a text names, as its minor: every version since 1.0 has some.
fn pod_security(word: &Spanned<String>) -> Result<u16, ConfigError> {
    let minors = Minors::parse(word.get_ref()).filter(|minors| minors.oldest == minors.newest);
    let known = minors.map(|minors| minors.newest).filter(|minor| *minor <= kubernetes::NEWEST);
    known.ok_or_else(|| {
        let (text, newest) = (shown(word.get_ref()), kubernetes::NEWEST);
        ConfigError::new(format!("`{text}` is no version from 1.0 to 1.{newest}"), word.span())
    })
}

/// The name of a variable, or the start of names with a `*` behind it.
fn variable(word: &Spanned<String>) -> Result<String, ConfigError> {
    let text = word.get_ref();
    let name = text.strip_suffix('*').unwrap_or(text);
    let is_name = !text.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let wrong = || format!("`{}` is no variable: write `TAG`, or `CI_*` for all that start so", shown(text));
    is_name.then(|| text.clone()).ok_or_else(|| ConfigError::new(wrong(), word.span()))
}

/// A pattern of files with definitions, of names, `*`, `?` and `**`.
fn definitions(pattern: &Spanned<String>) -> Result<String, ConfigError> {
    globs(std::slice::from_ref(pattern))?;
    let text = pattern.get_ref();
    if text.contains(['[', '{']) {
        let text = format!("`{}` has more than names, `*`, `?` and `**`", shown(text));
        return Err(ConfigError::new(text, pattern.span()));
    }
    Ok(text.clone())
}

fn own_image((name, raw): (&Spanned<String>, &RawImage)) -> Result<OwnImage, ConfigError> {
    let read = |word: &Spanned<String>| {
        let text = word.get_ref();
        let is_image = ImageReference::parse(&text.replace('*', "x")).is_some()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/:*".contains(&byte));
        let wrong = || ConfigError::new(format!("`{text}` is no image"), word.span());
        is_image.then(|| text.clone()).ok_or_else(wrong)
    };
    if let Some(like) = raw.like.as_ref().filter(|like| like.get_ref().contains('*')) {
        return Err(ConfigError::new("one image is like another one, not like a pattern", like.span()));
    }
    if let Some(user) = raw.user.as_ref().filter(|user| User::parse(user.get_ref()).is_none()) {
        return Err(ConfigError::new(format!("`{}` is no user", user.get_ref()), user.span()));
    }
    let user = raw.user.as_ref().map(|user| user.get_ref().clone());
    Ok(OwnImage { name: read(name)?, like: raw.like.as_ref().map(read).transpose()?, user })
}

fn labels(raw: &RawLabels) -> Result<LabelSchema, ConfigError> {
    let read = |(name, kind): (&Spanned<String>, &Spanned<String>)| {
        if name.get_ref().trim().is_empty() {
            return Err(ConfigError::new("a label has a name", name.span()));
        }
        match LabelKind::parse(kind.get_ref()) {
            Some(kind) => Ok((name.get_ref().clone(), kind)),
            None => {
                let kinds = LabelKind::ALL.map(LabelKind::as_str).join(", ");
                let text = format!("`{}` is no kind of label: use one of {kinds}", kind.get_ref());
                Err(ConfigError::new(text, kind.span()))
            }
        }
    };
    let required = raw.required.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let optional = raw.optional.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    if let Some(name) = raw.optional.keys().find(|name| raw.required.contains_key(*name)) {
        let text = format!("`{}` is required already", name.get_ref());
        return Err(ConfigError::new(text, name.span()));
    }
    Ok(LabelSchema { required, optional, strict: raw.strict })
}

fn selectors(words: &[Spanned<String>]) -> Result<Vec<Selector>, ConfigError> {
    let parse = |word: &Spanned<String>| {
        Selector::parse(word.get_ref()).map_err(|error| ConfigError::new(error.to_string(), word.span()))
    };
    words.iter().map(parse).collect()
}

fn registries(patterns: &[Spanned<String>]) -> Result<Vec<String>, ConfigError> {
    let check = |pattern: &Spanned<String>| match registry_problem(pattern.get_ref()) {
        Some(problem) => Err(ConfigError::new(problem, pattern.span())),
        None => Ok(pattern.get_ref().clone()),
    };
    patterns.iter().map(check).collect()
}

/// What is wrong with a pattern of registries, if anything.
pub(super) fn registry_problem(text: &str) -> Option<String> {
    let is_wrong = text.is_empty() || text.contains("://") || text.contains(char::is_whitespace);
    let say = || format!("`{text}` is no registry: write `ghcr.io`, `*.example.com` or `quay.io/team/*`");
    is_wrong.then(say)
}

fn fail_on(word: &Spanned<String>) -> Result<Option<Severity>, ConfigError> {
    let text = word.get_ref().as_str();
    if text == "never" {
        return Ok(None);
    }
    let expected = || format!("`{text}` is no severity: use critical, high, medium, low, info or never");
    Severity::parse(text).map(Some).ok_or_else(|| ConfigError::new(expected(), word.span()))
}

fn levels(
    rules: &BTreeMap<Spanned<String>, Spanned<String>>,
) -> Result<Vec<(&'static str, Level)>, ConfigError> {
    let mut out = Vec::new();
    for (name, level) in rules {
        let found = rules::find(name.get_ref());
        if found.is_empty() {
            let message = match Selector::parse(name.get_ref()) {
                Ok(_) => format!("`{}` is not the name of one rule", shown(name.get_ref())),
                Err(error) => error.to_string(),
            };
            return Err(ConfigError::new(message, name.span()));
        }
        let Some(level) = Level::parse(level.get_ref()) else {
            let message = format!(
                "`{}` is no level: use off, on, critical, high, medium, low or info",
                level.get_ref()
            );
            return Err(ConfigError::new(message, level.span()));
        };
        out.extend(found.into_iter().map(|rule| (rule.meta.name, level)));
    }
    Ok(out)
}

fn globs(patterns: &[Spanned<String>]) -> Result<GlobSet, ConfigError> {
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let text = pattern.get_ref();
        let bad = |message: String| ConfigError::new(message, pattern.span());
        // The reader of patterns goes as deep as they are nested.
        if text.len() > MAX_PATTERN {
            return Err(bad(format!("a pattern has at most {MAX_PATTERN} characters")));
        }
        if text.starts_with('/') || text.split('/').any(|part| part == "..") {
            return Err(bad(format!("`{text}` leads out of the folder: patterns are relative to this file")));
        }
        let glob =
            Glob::new(text).map_err(|error| bad(format!("`{text}` is no pattern: {}", error.kind())))?;
        set.add(glob);
        if !text.contains(['*', '?', '[', '{']) {
            let below = format!("{}/**", text.trim_end_matches('/'));
            set.add(Glob::new(&below).map_err(|error| bad(error.kind().to_string()))?);
        }
    }
    set.build().map_err(|error| ConfigError::new(error.to_string(), 0..0))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_names_or_starts_of_names() {
        let settings = Config::parse("[compose]\nvariables = [\"TAG\", \"CI_*\"]\n").unwrap().settings();
        assert!(["TAG", "CI_", "CI_JOB"].iter().all(|name| settings.sets_variable(name)));
        assert!(["TAGS", "CI", ""].iter().all(|name| !settings.sets_variable(name)));
        for wrong in ["", "A-B", "*A", "${A}"] {
            assert!(Config::parse(&format!("[compose]\nvariables = [\"{wrong}\"]\n")).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_the_place_of_an_unknown_rule() {
        let text = "[rules]\nroot-usr = \"off\"\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!(&text[error.range], "root-usr");
        assert!(error.message.contains("`root-user`"), "{}", error.message);
    }

    #[test]
    fn an_unknown_key_is_a_mistake() {
        let error = Config::parse("[lint]\nignroe = []\n").unwrap_err();
        assert_eq!(error.message, "there is no key `ignroe` in `lint`; did you mean `ignore`?");
        let error = Config::parse("[images.a]\nfoo = 1\n").unwrap_err();
        assert_eq!(error.message, "there is no key `foo` in `images.a`; keys are `like` and `user`");
        let text = "[[overrides]]\npaths = []\nrule = {}\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!(&text[error.range], "rule");
        assert_eq!(error.message, "there is no key `rule` in `overrides[0]`; did you mean `rules`?");
    }

    #[test]
    fn a_registry_is_no_url() {
        let config =
            Config::parse("[lint]\ntrusted-registries = [\"ghcr.io\", \"*.example.com\"]\n").unwrap();
        assert_eq!(config.trusted_registries, ["ghcr.io", "*.example.com"]);
        let config = Config::parse("[lint]\npublic-ports = [3000]\n").unwrap();
        assert_eq!(config.public_ports, [3000]);
        assert!(Config::parse("[lint]\npublic-ports = [70000]\n").is_err());
        let text = "[lint]\ntrusted-registries = [\"https://ghcr.io\"]\n";
        let error = Config::parse(text).unwrap_err();
        assert_eq!(&text[error.range], "\"https://ghcr.io\"");
    }

    #[test]
    fn images_of_ones_own_are_images() {
        let text = "[images.\"registry.example.com/base/*\"]\nlike = \"debian:12\"\nuser = \"app\"\n";
        let images = Config::parse(text).unwrap().images;
        assert_eq!(images.first().and_then(|image| image.like.as_deref()), Some("debian:12"));
        for (text, place) in [
            ("[images.base]\nlike = \"De bian\"\n", "\"De bian\""),
            ("[images.base]\nlike = \"debian:*\"\n", "\"debian:*\""),
            ("[images.base]\nuser = \"\"\n", "\"\""),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert_eq!(&text[error.range], place, "{}", error.message);
        }
    }

    #[test]
    fn labels_have_a_kind_each() {
        let text =
            "[lint.labels]\nrequired = { \"a.b\" = \"url\" }\noptional = { c = \"text\" }\nstrict = true\n";
        let labels = Config::parse(text).unwrap().labels;
        assert_eq!((labels.kind("a.b"), labels.kind("d")), (Some(LabelKind::Url), None));
        assert!(labels.strict);
        for (text, place) in [
            ("[lint.labels]\nrequired = { a = \"uri\" }\n", "\"uri\""),
            ("[lint.labels]\nrequired = { \" \" = \"url\" }\n", "\" \""),
            ("[lint.labels]\nrequired = { a = \"url\" }\noptional = { a = \"url\" }\n", "a"),
        ] {
            let error = Config::parse(text).unwrap_err();
            assert_eq!(&text[error.range], place);
        }
    }

    #[test]
    fn patterns_stay_inside_the_folder() {
        assert!(Config::parse("exclude = [\"../x\"]").is_err());
        let config = Config::parse("exclude = [\"vendor\", \"**/testdata/**\"]").unwrap();
        assert!(config.exclude.is_match("vendor/a/Dockerfile"));
        assert!(config.exclude.is_match("a/testdata/b.yaml"));
    }
}
