//! Files to run on: our own below `tests/corpus`, and shared ones that are not a part of this repository. Judges
//! nothing.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use plimsoll::model::Format;
use serde_json::Value;

use super::root;

/// The formats that are YAML.
pub const YAML: [Format; 2] = [Format::Compose, Format::Kubernetes];

/// One file of a corpus.
pub struct File {
    /// Where it lies in its corpus.
    pub path: String,
    /// What is in it, with its byte order mark.
    pub text: String,
}

impl File {
    /// The text without a byte order mark, as parsers get it.
    pub fn body(&self) -> &str {
        self.text.strip_prefix('\u{feff}').unwrap_or(&self.text)
    }

    /// Whether its tool refuses it, which is what it was written for.
    pub fn is_broken(&self) -> bool {
        self.path.starts_with("broken/")
    }
}

/// Our own files of a format, in the order of their paths.
pub fn own(format: Format) -> Vec<File> {
    let home = root().join("tests/corpus").join(format.as_str());
    let mut folders = vec![home.clone()];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                out.push(File { text: read(&path), path: relative(&path, &home) });
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// A path below a folder, with slashes on every system.
fn relative(path: &Path, home: &Path) -> String {
    let parts = path.strip_prefix(home).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The folder of shared files, cases and rows.
pub struct Shared {
    folder: PathBuf,
}

/// What was said to be skipped.
static SKIPPED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// The shared material that `PLIMSOLL_SHARED` names. Without it, the process says once for each `what` that the tests
/// with it are skipped: on standard error itself, because the harness keeps what passing tests print by macro.
pub fn shared(what: &str) -> Option<Shared> {
    let folder = std::env::var_os("PLIMSOLL_SHARED").map(PathBuf::from);
    let mut skipped = SKIPPED.lock().expect("no test panics while it says so");
    if folder.is_none() && skipped.insert(what.to_owned()) {
        writeln!(std::io::stderr(), "SKIPPED: {what}: set PLIMSOLL_SHARED").expect("standard error is open");
    }
    folder.map(|folder| Shared { folder })
}

impl Shared {
    /// The rows of a JSONL file.
    pub fn rows(&self, path: &str) -> Vec<Value> {
        let text = read(&self.folder.join(path));
        text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// The files of a format.
    pub fn files(&self, format: Format) -> Vec<File> {
        self.corpus(format.as_str())
    }

    /// Templates of YAML, which are not YAML before they are filled in.
    pub fn templates(&self) -> Vec<File> {
        self.corpus("helm")
    }

    fn corpus(&self, name: &str) -> Vec<File> {
        let rows = self.rows(&format!("corpus/{name}.jsonl"));
        rows.iter()
            .map(|row| File { path: field(row, "path").to_owned(), text: field(row, "text").to_owned() })
            .collect()
    }
}

/// The text of a row's field; empty where it has none.
pub fn field<'v>(row: &'v Value, name: &str) -> &'v str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}
