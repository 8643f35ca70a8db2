//! Finds the configuration and puts it together with the arguments. Does not check files.

use crate::cli::limits::MAX_CONFIGURATION;
use std::fs;
use std::path::{Path, PathBuf};

use super::roots::Roots;
use super::{Failure, args, disk};
use crate::config::{Config, ConfigError, Selector};
use crate::project::Places;
use crate::source::{Files, LineEnds, LineIndex, Shown, decode};

/// The name of the configuration file.
const NAME: &str = "plimsoll.toml";

/// A configuration and where it came from.
pub(super) struct Settings {
    /// What it says.
    pub(super) config: Config,
    /// Where it lies, as it was named or found; `None` when none counts.
    pub(super) path: Option<PathBuf>,
}

impl Settings {
    /// Where paths belong: the working directory, the roots and the folder of the configuration.
    pub(super) fn places(&self, roots: &Roots) -> Places {
        let here = std::env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let folder = self.path.as_deref().map(|path| path.parent().unwrap_or(Path::new("")));
        let base = folder.map(|folder| here.join(folder));
        let base = base.map(|folder| fs::canonicalize(&folder).unwrap_or(folder));
        let (root, others) = (roots.first().to_owned(), roots.others().iter().cloned().collect());
        Places { base: base.unwrap_or_else(|| here.clone()), here, root, others }
    }
}

/// The configuration that the arguments ask for: a named one, none, or the nearest above what is checked.
pub(super) fn find(arguments: &args::Configuration, paths: &[PathBuf]) -> Result<Settings, Failure> {
    let none = || Settings { config: Config::default(), path: None };
    if arguments.isolated {
        return Ok(none());
    }
    let path = match &arguments.config {
        Some(path) => Some(path.clone()),
        None => nearest(&start(paths))?,
    };
    let Some(path) = path else { return Ok(none()) };
    let text = read(&path)?;
    let config = Config::parse(&text).map_err(|error| mistake(&path, &text, &error))?;
    Ok(Settings { config, path: Some(path) })
}

/// The words of `--select` or `--ignore` as selectors.
pub(super) fn selectors(flag: &str, words: &[String]) -> Result<Vec<Selector>, Failure> {
    let parse = |word: &String| Selector::parse(word).map_err(|error| Failure(format!("{flag}: {error}")));
    words.iter().map(parse).collect()
}

/// The folder that holds everything that is checked.
fn start(paths: &[PathBuf]) -> PathBuf {
    let folder = |path: &PathBuf| {
        let absolute =
            fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.clone());
        if absolute.is_dir() { absolute } else { absolute.parent().unwrap_or(Path::new("/")).to_owned() }
    };
    let mut folders = paths.iter().filter(|path| path.as_os_str() != "-").map(folder);
    let first = folders.next().or_else(|| std::env::current_dir().ok()).unwrap_or_default();
    folders.fold(first, |common, folder| {
        let shared = common.components().zip(folder.components()).take_while(|(a, b)| a == b).map(|(a, _)| a);
        shared.collect()
    })
}

/// The nearest configuration from a folder upwards, not beyond the repository that the folder is in.
fn nearest(start: &Path) -> Result<Option<PathBuf>, Failure> {
    for folder in start.ancestors() {
        let path = folder.join(NAME);
        // A link is followed, and anything that is no file is a mistake to be told, not a reason to go on without.
        if fs::symlink_metadata(&path).is_ok() {
            return found(path, start).map(Some);
        }
        if folder.join(".git").exists() {
            break;
        }
    }
    Ok(None)
}

/// A file that was looked for and not named: a link must not lead out of the repository that `start` is in, or what
/// lies there would be quoted.
pub(super) fn found(path: PathBuf, start: &Path) -> Result<PathBuf, Failure> {
    let folder = start.ancestors().find(|folder| folder.join(".git").exists());
    let root = folder.or_else(|| path.parent()).unwrap_or(start);
    match Roots::below(root).hold(&path) {
        Ok(()) => Ok(path),
        Err(text) => {
            Err(Failure(format!("{}: {text}; name it with a flag if it is meant", Shown::path(&path))))
        }
    }
}

pub(super) fn read(path: &Path) -> Result<String, Failure> {
    let disk = disk::Disk { max_file_size: MAX_CONFIGURATION, roots: Roots::below(Path::new("/")) };
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        let text =
            format!("{}: the configuration cannot be read: it is not a regular file", Shown::path(path));
        return Err(Failure(text));
    }
    let failed = |reason: String| {
        Failure(format!("{}: the configuration cannot be read: {reason}", Shown::path(path)))
    };
    let bytes = disk.read(path).map_err(|error| failed(error.to_string()))?;
    decode(bytes).map(|decoded| decoded.text).map_err(|_| failed("it is not text".into()))
}

/// A mistake in a configuration with its line, drawn like a finding.
pub(super) fn mistake(path: &Path, text: &str, error: &ConfigError) -> Failure {
    let lines = LineIndex::new(text, LineEnds::Lf);
    let at = lines.position(text, error.range.start as u32);
    let line = lines.text(text, at.line);
    let width =
        text.get(error.range.clone()).unwrap_or("").lines().next().unwrap_or("").chars().count().clamp(1, 60);
    let mut out =
        format!("{}:{}:{}: {}", Shown::path(path), at.line, at.char, crate::source::shown(&error.message));
    if line.chars().count() <= 200 {
        let number = at.line.to_string();
        let gutter = " ".repeat(number.len());
        let indent = " ".repeat(at.char as usize - 1);
        out.push_str(&format!(
            "\n{gutter} |\n{number} | {}\n{gutter} | {indent}{}",
            crate::source::shown(line),
            "^".repeat(width)
        ));
    }
    Failure(out)
}
