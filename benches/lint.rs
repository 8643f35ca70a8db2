//! Speed of parsing and of whole runs on the menagerie's files, repeated to a size that can be measured.
//!
//! `cargo bench` prints bytes per second. With `PLIMSOLL_SHARED` set, the real files there are measured, too.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use plimsoll::config::{Config, Levels};
use plimsoll::engine::{self, Input, Options};
use plimsoll::settings::Settings;
use plimsoll::source::{MemoryFiles, SourceId};
use plimsoll::syntax::{Limits, dockerfile, yaml};

/// The files below a folder.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut folders = vec![folder.to_owned()];
    let mut out = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(bytes) = fs::read(&path) {
                out.push((path, bytes));
            }
        }
    }
    out.sort();
    out
}

/// The real files of one kind, each with its path.
fn corpus(kind: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let Some(shared) = std::env::var_os("PLIMSOLL_SHARED") else { return Vec::new() };
    let text = fs::read_to_string(Path::new(&shared).join("corpus").join(format!("{kind}.jsonl")))
        .unwrap_or_default();
    let file = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).ok()?;
        Some((PathBuf::from(value["path"].as_str()?), value["text"].as_str()?.as_bytes().to_vec()))
    };
    text.lines().filter_map(file).collect()
}

fn options() -> Options {
    Options {
        levels: Levels::new(Config::default(), None, &[]),
        places: Default::default(),
        limits: Limits::default(),
        suppressions: true,
        settings: Settings::default(),
        shell: Default::default(),
    }
}

fn run(criterion: &mut Criterion, name: &str, files: &[(PathBuf, Vec<u8>)]) {
    if files.is_empty() {
        return;
    }
    let mut memory = MemoryFiles::default();
    let mut inputs = Vec::new();
    for (path, bytes) in files {
        memory.insert(path.clone(), bytes.clone());
        inputs.push(Input::named(path.clone()));
    }
    let options = options();
    let mut group = criterion.benchmark_group("check");
    group.throughput(Throughput::Bytes(files.iter().map(|(_, bytes)| bytes.len() as u64).sum()));
    group.sample_size(20);
    group.bench_function(name, |bencher| {
        bencher.iter(|| black_box(engine::check(&inputs, &memory, &options)))
    });
    group.finish();
}

/// Services that build one Dockerfile of as many instructions: the time has to grow with their number, not its square.
fn services_of_one_dockerfile(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for count in [500, 2000] {
        let services: String = (0..count).map(|name| format!("  s{name}:\n    build: ./app\n")).collect();
        let steps: String = (0..count).map(|step| format!("RUN echo {step} > /tmp/{step}\n")).collect();
        let mut memory = MemoryFiles::default();
        memory.insert("compose.yaml", format!("services:\n{services}"));
        memory.insert("app/Dockerfile", format!("FROM debian:12\n{steps}CMD [\"a\"]\n"));
        let (inputs, options) = ([Input::named("compose.yaml")], options());
        group.throughput(Throughput::Elements(count));
        group.bench_function(format!("services-of-one-dockerfile/{count}"), |bencher| {
            bencher.iter(|| black_box(engine::check(&inputs, &memory, &options)))
        });
    }
    group.finish();
}

fn parsing(criterion: &mut Criterion) {
    let menagerie = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/menagerie");
    let text = |name: &str| fs::read_to_string(menagerie.join(name)).unwrap_or_default();
    let manifests = text("platform/base/ingress.yaml").repeat(100);
    let dockerfile = text("shop/api/Dockerfile").repeat(500);
    let mut group = criterion.benchmark_group("parse");
    group.throughput(Throughput::Bytes(manifests.len() as u64));
    group.bench_function("yaml", |bencher| {
        bencher.iter(|| black_box(yaml::parse(SourceId(0), &manifests, &Limits::default())).len());
    });
    group.throughput(Throughput::Bytes(dockerfile.len() as u64));
    group.bench_function("dockerfile", |bencher| {
        bencher.iter(|| {
            black_box(dockerfile::parse(SourceId(0), &dockerfile, &Limits::default())).instructions.len()
        });
    });
    group.finish();
}

fn runs(criterion: &mut Criterion) {
    let menagerie = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/menagerie");
    run(criterion, "menagerie", &files(&menagerie));
    for kind in ["dockerfile", "compose", "kubernetes"] {
        run(criterion, kind, &corpus(kind));
    }
}

criterion_group!(benches, services_of_one_dockerfile, parsing, runs);
criterion_main!(benches);
