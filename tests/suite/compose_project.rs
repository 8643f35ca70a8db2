//! Compose projects of several files: where their values come from, what is reported where, and what they may cost.

#![allow(clippy::print_stdout)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use plimsoll::engine::{self, Input, Report};
use plimsoll::model::compose::{Composition, Environment, Sources, Step, Unread, lower};
use plimsoll::source::{MemoryFiles, SourceId};
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::{Tree, Value, parse};
use serde_json::Value as Json;

use crate::support::corpus::shared;
use crate::support::{all_rules, root};

const SHARED: &str = "Compose projects of several files";

struct Files<'t>(BTreeMap<&'t str, Tree<'t>>);

impl<'t> Files<'t> {
    fn new(texts: &'t BTreeMap<String, String>) -> Files<'t> {
        let parse = |(index, (path, text)): (usize, (&'t String, &'t String))| {
            (path.as_str(), parse(SourceId(index as u32), text, &Limits::default()))
        };
        Files(texts.iter().enumerate().map(parse).collect())
    }
}

struct Known<'f>(&'f Files<'f>);

impl<'f> Sources<'f> for Known<'f> {
    fn tree(&self, path: &str) -> Result<&'f Tree<'f>, Unread> {
        self.0.0.get(path).ok_or(Unread::Missing)
    }
}

/// The files of a folder by their paths in it.
fn texts_below(folder: &Path) -> BTreeMap<String, String> {
    let mut folders = vec![folder.to_owned()];
    let mut out = BTreeMap::new();
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let parts = path.strip_prefix(folder).unwrap_or(&path).components();
                let parts: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
                out.insert(parts.join("/"), text);
            }
        }
    }
    out
}

/// Holds every value of a project against the text at its place, and the way to it against the files; how many.
fn check_provenance(texts: &BTreeMap<String, String>, load: &[String], name: &str) -> usize {
    let files = Files::new(texts);
    let composition = Composition::load(load, &Known(&files), Environment::Open);
    let names: Vec<&String> = texts.keys().collect();
    let entry = SourceId(names.iter().position(|path| **path == load[0]).unwrap_or_default() as u32);
    let mut count = 0;
    composition.leaves(&mut |path, value, steps| {
        let place = format!("{name}: {}", path.join("."));
        check_leaf(value, &place);
        let mut current = Some(entry);
        for step in steps {
            if let Some(known) = current.filter(|_| !matches!(step, Step::Override(_))) {
                assert_eq!(step.span().source, known, "{place}: {steps:?}");
            }
            current = match step {
                Step::Override(span) => Some(span.source),
                // Which file it is, the next step or the end tells.
                Step::Extends(_) | Step::Include(_) => None,
                _ => current,
            };
        }
        let source = value.span().source;
        assert!(current.is_none_or(|current| current == source), "{place}: {steps:?} do not lead there");
        count += 1;
    });
    count
}

/// Reading the text at a value's span again gives its value.
fn check_leaf(value: Value<'_>, place: &str) {
    if value.is_sequence() || value.is_mapping() {
        value.items().for_each(|item| check_leaf(item, place));
        value.entries().iter().for_each(|pair| check_leaf(pair.value, place));
        return;
    }
    let written = value.tree().text.get(value.node().span.range()).expect("the span lies in the text");
    let again = parse(SourceId(0), written, &Limits::default());
    let root = again.roots().next();
    assert_eq!(root.and_then(Value::text), value.text(), "{place}: {written:?}");
}

#[test]
fn every_value_stands_where_its_way_leads() {
    let kiosk = texts_below(&root().join("tests/menagerie/kiosk"));
    let load = ["compose.yaml", "compose.override.yaml"].map(str::to_owned);
    assert!(check_provenance(&kiosk, &load, "kiosk") > 30);
    let Some(shared) = shared(SHARED) else { return };
    let (mut cases, mut values) = (0, 0);
    for row in shared.rows("conformance/compose-loader-cases.jsonl") {
        let texts = row.get("files").and_then(Json::as_object).expect("files");
        let texts: BTreeMap<String, String> = texts
            .iter()
            .map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().to_owned()))
            .collect();
        let load = row.get("load").and_then(Json::as_array).expect("load");
        let load: Vec<String> = load.iter().filter_map(Json::as_str).map(str::to_owned).collect();
        let name = row.get("name").and_then(Json::as_str).unwrap_or_default();
        cases += usize::from(texts.len() > 1);
        values += check_provenance(&texts, &load, name);
    }
    assert!(cases > 100 && values > 2500, "{cases} cases, {values} values");
}

/// Real projects, if there are any: each folder below the one that is named has its files, and `load.txt` the files of
/// a project on each line, relative to the folder.
const PROJECTS: &str = "PLIMSOLL_COMPOSE_PROJECTS";

#[test]
fn every_value_of_real_projects_stands_where_its_way_leads() {
    let Some(folder) = std::env::var_os(PROJECTS) else {
        println!("skipped: {PROJECTS} names no folder");
        return;
    };
    let (mut projects, mut values) = (0, 0);
    for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
        let texts = texts_below(&entry.path());
        for line in texts.get("load.txt").into_iter().flat_map(|list| list.lines()) {
            let paths: Vec<&str> = line.split_whitespace().collect();
            let Some((base, _)) = paths.first().map(|path| path.rsplit_once('/').unwrap_or(("", path)))
            else {
                continue;
            };
            let own =
                |path: &str| path.strip_prefix(base).map(|rest| rest.trim_start_matches('/').to_owned());
            let below: BTreeMap<String, String> =
                texts.iter().filter_map(|(path, text)| Some((own(path)?, text.clone()))).collect();
            let load: Vec<String> = paths.iter().filter_map(|path| own(path)).collect();
            values += check_provenance(&below, &load, line);
            projects += 1;
        }
    }
    println!("{projects} projects, {values} values");
}

/// The findings of a report by file, as texts.
fn by_file(report: &Report) -> BTreeMap<PathBuf, Vec<String>> {
    let mut out: BTreeMap<PathBuf, Vec<String>> = BTreeMap::new();
    for finding in &report.findings {
        let source = report.sources.get(finding.at.source).expect("the source is kept");
        let place = source.position(finding.at.start);
        let line = format!("{}:{} {} {}", place.line, place.char, finding.rule, finding.message);
        out.entry(source.path.clone()).or_default().push(line);
    }
    out
}

fn memory(project: &str) -> (MemoryFiles, Vec<Input>) {
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, text) in texts_below(&root().join("tests/menagerie").join(project)) {
        memory.insert(&path, text);
        inputs.push(Input::named(path));
    }
    (memory, inputs)
}

#[test]
fn a_file_is_judged_alike_whatever_else_is_checked() {
    let options = all_rules();
    for project in ["kiosk", "homelab", "shop"] {
        let (memory, inputs) = memory(project);
        let check = |inputs: &[Input], threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            by_file(&pool.install(|| engine::check(inputs, &memory, &options)))
        };
        let full = check(&inputs, 1);
        for threads in [2, 8] {
            assert_eq!(check(&inputs, threads), full, "{project} with {threads} threads");
        }
        for input in &inputs {
            let alone = check(std::slice::from_ref(input), 2);
            let own: BTreeMap<_, _> = full
                .iter()
                .filter(|(path, _)| **path == input.path)
                .map(|(path, lines)| (path.clone(), lines.clone()))
                .collect();
            assert_eq!(alone, own, "{project}: {} alone", input.path.display());
        }
    }
}

#[test]
fn a_project_is_judged_as_a_whole() {
    let options = all_rules();
    let (memory, inputs) = memory("kiosk");
    let found = by_file(&engine::check(&inputs, &memory, &options));
    let lines = |path: &str| found.get(Path::new(path)).cloned().unwrap_or_default().join("\n");
    // What the override takes back is no fault, and what it adds is one there.
    assert!(!lines("compose.yaml").contains("`worker` is privileged"), "{found:#?}");
    assert!(lines("compose.yaml").contains("privileged-container"), "{found:#?}");
    assert!(lines("compose.override.yaml").contains("host-pid"), "{found:#?}");
    // An included file has its findings from the project that includes it.
    assert!(lines("monitoring/stack.yaml").contains("runtime-socket-mount"), "{found:#?}");
    // What is extended is not absent.
    assert!(!lines("compose.yaml").contains("`web` has no memory limit"), "{found:#?}");
    assert!(!lines("compose.yaml").contains("`web` has a writable root"), "{found:#?}");
}

/// Checks files in memory within a bound that only something not linear misses.
fn within_bounds(files: &[(String, String)], entry: &str) -> Report {
    let mut memory = MemoryFiles::default();
    for (path, text) in files {
        memory.insert(path, text.clone());
    }
    let start = Instant::now();
    let report = engine::check(&[Input::named(entry)], &memory, &all_rules());
    assert!(start.elapsed() < Duration::from_secs(60), "{entry}: {:?}", start.elapsed());
    report
}

#[test]
fn cycles_bombs_and_masses_are_bounded() {
    let one = |text: String| vec![("compose.yaml".to_owned(), text)];
    let services: String = (0..10_000).map(|index| format!("  s{index}:\n    extends: base\n")).collect();
    let many = format!("services:\n  base:\n    image: a:1\n    environment: [A=1, B=2]\n{services}");
    within_bounds(&one(many), "compose.yaml");
    let chain: String =
        (0..10_000).map(|index| format!("  s{index}:\n    extends: s{}\n", index + 1)).collect();
    within_bounds(&one(format!("services:\n{chain}  s10000:\n    image: a:1\n")), "compose.yaml");
    let variables: String = (0..100_000).map(|index| format!("      - A{index}=${{B:-{index}}}\n")).collect();
    let large = format!("services:\n  a:\n    image: a:1\n    environment:\n{variables}");
    within_bounds(&one(large), "compose.yaml");
    let mut bomb = "x-a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for index in 1..12 {
        let last = format!("*a{}", index - 1);
        bomb += &format!("x-a{index}: &a{index} [{}]\n", vec![last; 9].join(", "));
    }
    bomb += "services:\n  a:\n    image: a:1\n    command: *a11\n";
    within_bounds(&one(bomb), "compose.yaml");
    let cycle = "services:\n  a: {extends: b}\n  b: {extends: a}\n";
    within_bounds(&one(cycle.into()), "compose.yaml");
}

#[test]
fn what_is_not_read_of_a_project_is_said() {
    let deep: Vec<(String, String)> = (0..50)
        .map(|index| {
            let name = if index == 0 { "compose.yaml".to_owned() } else { format!("f{index}.yaml") };
            (name, format!("include: [f{}.yaml]\nservices:\n  s{index}: {{image: a:1}}\n", index + 1))
        })
        .collect();
    let said = |report: &Report| -> BTreeSet<String> {
        report.notices.iter().map(|notice| notice.text.clone()).collect()
    };
    let text = said(&within_bounds(&deep, "compose.yaml"));
    assert!(text.iter().any(|text| text.contains("too many files")), "{text:?}");
    let gaps = "include: [none.yaml, ../out.yaml, 'oci://x/y', '${F}']\nservices:\n  a: {image: a:1}\n";
    let text = said(&within_bounds(&[("compose.yaml".into(), gaps.into())], "compose.yaml"));
    for reason in ["no such file", "outside", "remote address", "hangs on a variable"] {
        assert!(text.iter().any(|text| text.contains(reason)), "{reason}: {text:?}");
    }
    let legacy = [("compose.yaml".into(), "web:\n  image: a:1\n".into())];
    assert!(said(&within_bounds(&legacy, "compose.yaml")).iter().any(|text| text.contains("at its top")));
    let cycle = [
        ("compose.yaml".to_owned(), "include: [b.yaml]\n".to_owned()),
        ("b.yaml".to_owned(), "include: [compose.yaml]\nservices:\n  b: {image: a:1}\n".to_owned()),
    ];
    within_bounds(&cycle, "compose.yaml");
}

#[test]
fn later_documents_and_named_files_count() {
    let documents = "services:\n  a:\n    image: a:1\n    privileged: true\n---\nservices:\n  a:\n    privileged: false\n";
    let tree = parse(SourceId(0), documents, &Limits::default());
    let composition = Composition::of_tree(&tree);
    let file = lower(&composition);
    assert_eq!(file.services[0].privileged.as_ref().and_then(|leaf| leaf.switch()), Some(false));
    let files = [
        (".env".to_owned(), "COMPOSE_FILE=a.yaml:b.yaml\n".to_owned()),
        ("a.yaml".to_owned(), "services:\n  a: {image: 'a:1'}\n".to_owned()),
        ("b.yaml".to_owned(), "services:\n  a:\n    privileged: true\n".to_owned()),
    ];
    let found = by_file(&within_bounds(&files, "b.yaml"));
    assert!(found.values().flatten().any(|line| line.contains("privileged-container")), "{found:#?}");
}

#[test]
fn a_file_whose_project_cannot_be_read_is_judged_alone() {
    let upper = "services:\n  a:\n    image: a:1\n    privileged: true\n";
    for lower in ["services:\n  {{ a }}: [\n", "web:\n  image: a:1\n"] {
        let files = [
            ("compose.yaml".to_owned(), lower.to_owned()),
            ("compose.override.yaml".to_owned(), upper.to_owned()),
        ];
        let found = by_file(&within_bounds(&files, "compose.override.yaml"));
        assert!(
            found.values().flatten().any(|line| line.contains("privileged-container")),
            "{lower}: {found:#?}"
        );
    }
}

#[test]
fn what_an_override_elsewhere_lacks_another_file_may_have() {
    let base = "services: {web: {image: \"app:1\", healthcheck: {test: [CMD, x]}}}\n";
    let over = "services: {job: {image: \"app:1\", depends_on: [web], networks: [front]}}\n";
    let refused = |paths: &[&str]| {
        let files: Vec<_> = paths
            .iter()
            .map(|path| ((*path).to_owned(), if *path == "compose.yaml" { base } else { over }))
            .collect();
        let files: Vec<_> = files.into_iter().map(|(path, text)| (path, text.as_bytes().to_vec())).collect();
        crate::support::check(&files, &crate::support::options(&[plimsoll::config::Selector::Refused]))
            .findings
            .len()
    };
    assert_eq!(refused(&["compose.yaml", "overrides/compose.job.yaml"]), 0);
    assert_eq!(refused(&["examples/dns/docker-compose.override.yml"]), 0);
    assert!(refused(&["compose.yaml", "job/compose.yml"]) > 0);
}

#[test]
fn what_is_laid_over_the_project_above_lacks_nothing() {
    let base = "services:\n  app:\n    image: shop/app:1.4\n";
    let over = "services:\n  app:\n    environment: {A: b}\nnetworks: {n: {}}\n";
    let part = format!("{over}  own:\n    image: a:1\n").replace("networks: {n: {}}\n", "");
    let lacks = |files: &[(&str, &str)]| {
        let mut memory = MemoryFiles::default();
        files.iter().for_each(|(path, text)| memory.insert(*path, *text));
        let inputs: Vec<Input> = files.iter().map(|(path, _)| Input::named(*path)).collect();
        let report = engine::check(&inputs, &memory, &all_rules());
        report.findings.iter().filter(|finding| finding.rule.as_str() == "service-without-image").count()
    };
    assert_eq!(lacks(&[("ci/compose.yaml", over)]), 1);
    assert_eq!(lacks(&[("compose.yaml", base), ("ci/compose.yaml", over)]), 0);
    assert_eq!(lacks(&[("compose.yaml", base), ("ci/compose.yaml", &part)]), 1);
}
