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
use plimsoll::engine::{self, Input, Options, Report};
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
        base: PathBuf::new(),
        limits: Limits::default(),
        suppressions: true,
        settings: Settings::default(),
        shell: Default::default(),
    }
}

/// Options with every rule on and the settings of a `plimsoll.toml` among the files, if there is one.
pub fn all_rules_for(files: &[(String, Vec<u8>)]) -> Options {
    let options = all_rules();
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
        inputs.push(Input { path: path.into(), bytes: None, named: true });
    }
    engine::check(&inputs, &memory, options)
}
