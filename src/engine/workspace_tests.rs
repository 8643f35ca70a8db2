//! Tests of the workspace with files in memory and a rule that speaks about the Dockerfile behind a service. Not part
//! of the program.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::*;
use crate::config::{Config, Levels, Selector};
use crate::finding::Findings;
use crate::rules::{Check, Rule};
use crate::settings::Settings;
use crate::source::{MemoryFiles, ReadError};
use crate::syntax::Limits;
use crate::workload::Container;

const PAGE: &str = "---
name: built-as-root
summary: a service runs an image that its Dockerfile leaves to root
severity: low
category: security
formats: compose
preset: default
fix: none
since: 0.1.0
---
";

/// Speaks in the file where the user was written, which may be the Dockerfile of a service.
static RULE: Rule = Rule::new("built-as-root", PAGE, &[Check::Container(built_as_root)]);

fn built_as_root(container: &Container<'_>, out: &mut Findings<'_>) {
    if let Some((user, at)) = container.security.user.written()
        && user.is_root()
    {
        out.report(at, format!("{container} runs as root"));
    }
}

fn options() -> Options {
    Options {
        levels: Levels::new(Config::default(), Some(&[Selector::All]), &[]),
        places: Default::default(),
        limits: Limits::default(),
        suppressions: true,
        settings: Settings::default(),
        shell: Default::default(),
    }
}

fn files(files: &[(&str, &str)]) -> MemoryFiles {
    let mut memory = MemoryFiles::default();
    files.iter().for_each(|(path, text)| memory.insert(*path, *text));
    memory
}

fn named(paths: &[&str]) -> Vec<Input> {
    paths.iter().map(|path| Input::named(*path)).collect()
}

/// `path:line rule: message` of each finding.
fn lines(report: &Report) -> Vec<String> {
    let line = |finding: &Finding| {
        let source = report.sources.get(finding.at.source).unwrap();
        let line = source.line(finding.at.start);
        format!("{}:{line} {}: {}", source.path.display(), finding.rule, finding.message)
    };
    report.findings.iter().map(line).collect()
}

const COMPOSE: &str = "services:\n  api:\n    build: {context: ., target: dev}\n";
const DOCKERFILE: &str = "FROM debian:12 AS dev\nUSER root\nCMD [\"a\"]\nFROM dev\nUSER 10001\n";

/// What a workspace with nothing but the test's rule reports.
fn shared(texts: &[(&str, &str)], inputs: &[&str]) -> (Vec<String>, usize) {
    let (memory, options) = (files(texts), options());
    let workspace = Workspace::new(&memory, &options);
    workspace.plans.only(&RULE);
    let report = workspace.check(&named(inputs));
    (lines(&report), report.suppressed.len())
}

#[test]
fn a_finding_is_reported_in_the_file_of_its_first_place() {
    let texts = [("Dockerfile", DOCKERFILE), ("compose.yaml", COMPOSE)];
    let expected = vec!["Dockerfile:2 built-as-root: service `api` runs as root".to_owned()];
    // Whichever files of the unit are named.
    assert_eq!(shared(&texts, &["Dockerfile", "compose.yaml"]).0, expected);
    assert_eq!(shared(&texts, &["Dockerfile"]).0, expected);
    assert_eq!(shared(&texts, &["compose.yaml"]).0, Vec::<String>::new());
}

#[test]
fn the_directives_of_that_file_count() {
    let dockerfile = DOCKERFILE.replace("USER root", "# NOSONAR\nUSER root");
    let texts = [("Dockerfile", dockerfile.as_str()), ("compose.yaml", COMPOSE)];
    assert_eq!(shared(&texts, &["Dockerfile", "compose.yaml"]), (Vec::new(), 1));
}

#[test]
fn the_same_finding_from_two_sides_is_one() {
    let dockerfile = "FROM debian:12\nUSER root\nCMD [\"a\"]\n";
    let compose = "services:\n  api: {build: .}\n  web: {build: .}\n";
    let texts = [("Dockerfile", dockerfile), ("compose.yaml", compose)];
    let (found, _) = shared(&texts, &["Dockerfile", "compose.yaml"]);
    assert_eq!(found, ["Dockerfile:2 built-as-root: the image runs as root"]);
}

/// Files that count how often each is read.
struct Counted {
    files: MemoryFiles,
    reads: Mutex<BTreeMap<PathBuf, usize>>,
}

impl Files for Counted {
    fn read(&self, path: &Path) -> Result<Vec<u8>, ReadError> {
        *self.reads.lock().unwrap().entry(path.to_owned()).or_default() += 1;
        self.files.read(path)
    }

    fn exists(&self, path: &Path) -> bool {
        self.files.exists(path)
    }

    fn list(&self, folder: &Path) -> Result<Vec<String>, ReadError> {
        self.files.list(folder)
    }
}

#[test]
fn variables_beside_a_project_are_read_when_somebody_asks() {
    let mut files = MemoryFiles::default();
    files.insert("compose.yaml", "services:\n  a:\n    image: b:$TAG\n");
    files.insert(".env.example", "TAG=1\n");
    let counted = Counted { files, reads: Mutex::default() };
    for (rule, reads) in [("image-without-tag", None), ("unset-variable", Some(1))] {
        let select = [Selector::parse(rule).unwrap()];
        let options = Options { levels: Levels::new(Config::default(), Some(&select), &[]), ..options() };
        let report = Workspace::new(&counted, &options).check(&[Input::named("compose.yaml")]);
        assert_eq!(report.findings.len(), 0, "{rule}");
        assert_eq!(counted.reads.lock().unwrap().get(Path::new(".env.example")).copied(), reads);
    }
}

#[test]
fn what_many_refer_to_is_read_once() {
    let mut files = MemoryFiles::default();
    let mut inputs = Vec::new();
    files.insert("Dockerfile", DOCKERFILE);
    for folder in 0..50 {
        let services: String = (0..50).map(|name| format!("  s{name}: {{build: ..}}\n")).collect();
        files.insert(format!("p{folder}/compose.yaml"), format!("services:\n{services}"));
        inputs.push(Input::named(format!("p{folder}/compose.yaml")));
    }
    let (counted, options) = (Counted { files, reads: Mutex::default() }, options());
    let report = Workspace::new(&counted, &options).check(&inputs);
    assert_eq!(report.files.len(), 50);
    assert_eq!(counted.reads.lock().unwrap().get(Path::new("Dockerfile")), Some(&1));
}

#[test]
fn an_overlay_counts_for_a_file_and_for_those_that_refer_to_it() {
    let (memory, options) = (files(&[("Dockerfile", DOCKERFILE), ("compose.yaml", COMPOSE)]), options());
    let mut workspace = Workspace::new(&memory, &options);
    workspace.plans.only(&RULE);
    let inputs = named(&["Dockerfile", "compose.yaml"]);
    assert_eq!(workspace.check(&inputs).findings.len(), 1);
    workspace.set_text(Path::new("Dockerfile"), Some(DOCKERFILE.replace("root", "10002").into_bytes()));
    assert_eq!(workspace.check(&inputs).findings.len(), 0);
    workspace.set_text(Path::new("Dockerfile"), None);
    assert_eq!(workspace.check(&inputs).findings.len(), 1);
    // A file that is on no disk yet.
    workspace.set_text(Path::new("./compose.yaml"), Some(b"services: {}\n".to_vec()));
    assert_eq!(workspace.check(&named(&["Dockerfile"])).findings.len(), 0);
}

#[test]
fn a_check_can_be_cancelled() {
    let (memory, options) = (files(&[("Dockerfile", DOCKERFILE)]), options());
    let workspace = Workspace::new(&memory, &options);
    let cancel = Cancel::default();
    assert!(workspace.check_until(&named(&["Dockerfile"]), &cancel).is_ok());
    cancel.clone().cancel();
    assert!(matches!(workspace.check_until(&named(&["Dockerfile"]), &cancel), Err(Cancelled)));
}

#[test]
fn a_spent_budget_is_said_of_the_same_file_whichever_thread_comes_first() {
    let mut memory = MemoryFiles::default();
    let folders: Vec<String> = (0..40).map(|index| format!("p{index:02}")).collect();
    let mut inputs = Vec::new();
    for folder in &folders {
        memory.insert(
            format!("{folder}/Dockerfile"),
            "FROM debian:12\nUSER root\n# ".to_owned() + &"x".repeat(100),
        );
        memory.insert(format!("{folder}/compose.yaml"), "services: {a: {build: .}}\n");
        inputs.push(Input::named(format!("{folder}/compose.yaml")));
    }
    let options = options();
    let mut workspace = Workspace::new(&memory, &options);
    workspace.store.set_budget(1000, 1024);
    let report = workspace.check(&inputs);
    let notices: Vec<&Notice> = report.notices.iter().filter(|notice| notice.text == BUDGET_SPENT).collect();
    assert_eq!(notices.first().map(|notice| notice.path.as_path()), Some(Path::new("p09/compose.yaml")));
    // Each of the files that lack their context is named.
    assert_eq!(notices.len(), 31);
    assert!(!report.is_complete());
}

#[test]
fn a_file_that_changes_often_takes_its_part_of_the_budget_once() {
    let (memory, options) = (files(&[("Dockerfile", DOCKERFILE), ("compose.yaml", COMPOSE)]), options());
    let mut workspace = Workspace::new(&memory, &options);
    workspace.store.set_budget(10, 1024);
    for _ in 0..50 {
        workspace.changed(Path::new("Dockerfile"));
        assert!(workspace.check(&named(&["compose.yaml"])).is_complete());
    }
}

/// What a change of the first file of a project is to all of it, with a file over it.
#[test]
fn a_fix_is_held_against_the_whole_project() {
    let before = "services:\n  web:\n    image: a:1\n";
    let dropped = "services:\n  web:\n    image: a:1\n    cap_drop: [ALL]\n";
    let judge = |over: &str, after: &str, safety: Safety| {
        let memory = files(&[("compose.yaml", before), ("compose.override.yaml", over)]);
        let options = options();
        Workspace::new(&memory, &options).judge_fix(Path::new("compose.yaml"), [before, after], safety)
    };
    let neutral = "services:\n  web:\n    x-note: here\n";
    assert_eq!(judge(neutral, dropped, Safety::Unsafe), Ok(()));
    let changed = judge(neutral, dropped, Safety::Safe);
    assert_eq!(changed, Err("it would change `services.web.cap_drop`".into()));
    let decided = judge("services:\n  web:\n    cap_drop: !override [NET_RAW]\n", dropped, Safety::Unsafe);
    assert_eq!(decided, Err("another file of the project decides `services.web.cap_drop`".into()));
    let commented = "# A note.\nservices:\n  web:\n    image: 'a:1'\n";
    assert_eq!(judge(neutral, commented, Safety::Safe), Ok(()));
    let refused = judge(neutral, "services:\n  web:\n    image: a:1\n    cap_dorp: [ALL]\n", Safety::Unsafe);
    assert_eq!(refused, Err("Compose would refuse the project".into()));
}
