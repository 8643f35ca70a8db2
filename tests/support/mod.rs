//! What the test binaries share: the reader of Markdown cases, the corpora and the engine in memory.

// Each test binary uses a part of it.
#![allow(dead_code, unused_imports)]

pub mod corpus;
pub mod page;
#[cfg(feature = "cli")]
mod project;

#[cfg(feature = "cli")]
pub use project::{Project, Run};
use std::path::PathBuf;

use plimsoll::config::{Config, Levels, Selector};
use plimsoll::engine::{self, Given, Input, Options, Report, Workspace};
use plimsoll::finding::Safety;
use plimsoll::rules;
use plimsoll::settings::Settings;
use plimsoll::source::MemoryFiles;
use plimsoll::syntax::Limits;

/// The repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Options with every rule on.
pub fn all_rules() -> Options {
    options(&[Selector::All])
}

/// Options with the rules of selectors.
pub fn options(select: &[Selector]) -> Options {
    with_levels(Levels::new(Config::default(), Some(select), &[]))
}

/// Options with the rules that run when nobody selects any.
pub fn default_rules() -> Options {
    with_levels(Levels::new(Config::default(), None, &[]))
}

fn with_levels(levels: Levels) -> Options {
    Options {
        levels,
        places: Default::default(),
        limits: Limits::default(),
        suppressions: true,
        settings: Settings::default(),
        shell: Default::default(),
    }
}

/// Options with every rule on but those that the rule of a page yields to, and the settings of a `plimsoll.toml` among
/// the files, if there is one.
pub fn all_rules_for(files: &[(String, Vec<u8>)], rule: &str) -> Options {
    let yields = rules::by_name(rule).into_iter().flat_map(|rule| rule.meta.yields());
    let ignored: Vec<Selector> = yields.filter_map(|name| Selector::parse(name).ok()).collect();
    let options = with_levels(Levels::new(Config::default(), Some(&[Selector::All]), &ignored));
    let Some((_, bytes)) = files.iter().find(|(path, _)| path == CONFIGURATION) else { return options };
    let config = Config::parse(&String::from_utf8_lossy(bytes)).expect("the configuration is right");
    Options { settings: config.settings(), ..options }
}

/// The name of the configuration file.
const CONFIGURATION: &str = "plimsoll.toml";

/// Checks files in memory.
pub fn check(files: &[(String, Vec<u8>)], options: &Options) -> Report {
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path != CONFIGURATION) {
        memory.insert(path, bytes.clone());
        inputs.push(Input::new(path, Given::Offered));
    }
    engine::check(&inputs, &memory, options)
}

/// What the fixes of a rule make of files in memory, safe or not.
pub fn fix(files: &[(String, Vec<u8>)], rule: &str) -> Result<Vec<(String, Vec<u8>)>, String> {
    let selector = Selector::parse(rule).map_err(|error| error.to_string())?;
    let options = Options { settings: all_rules_for(files, rule).settings, ..options(&[selector]) };
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| path != CONFIGURATION) {
        memory.insert(path, bytes.clone());
        inputs.push(Input::new(path, Given::Offered));
    }
    let workspace = Workspace::new(&memory, &options);
    let mut out = files.to_vec();
    for file in workspace.fix(&workspace.check(&inputs), Safety::Unsafe) {
        let path = file.source.path.display().to_string();
        let fixed = file.result.map_err(|reason| format!("{path} is not fixed: {reason}"))?;
        if let Some(reason) = fixed.left_out.first() {
            return Err(format!("{path}: {reason}"));
        }
        let text = fixed.text.into_bytes();
        out.iter_mut().filter(|(known, _)| *known == path).for_each(|(_, bytes)| bytes.clone_from(&text));
    }
    Ok(out)
}
