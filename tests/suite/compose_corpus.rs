//! Every Compose file of the corpus is read and adapted, and all places lie in the text.

use plimsoll::model::Format;
use plimsoll::model::compose::{Composition, is_compose, lower};
use plimsoll::source::{SourceId, Span};
use plimsoll::syntax::Limits;
use plimsoll::syntax::yaml::parse;
use plimsoll::workload::{Builds, compose::workloads};
use plimsoll::workload::{Setting, Workload};

use crate::support::corpus::{File, own, shared};

/// What is left out without the shared files.
const SHARED: &str = "Compose files of real projects";

#[test]
fn compose_files_of_the_corpus_are_adapted() {
    let sound = own(Format::Compose).into_iter().filter(|file| !file.is_broken());
    let services = adapt(&sound.collect::<Vec<_>>());
    assert!(services > 100, "{services} services of our own");
    let Some(shared) = shared(SHARED) else { return };
    let services = adapt(&shared.files(Format::Compose));
    assert!(services > 700, "{services} services");
}

/// Holds the workloads of files against their texts; the number of workloads.
fn adapt(files: &[File]) -> usize {
    let (mut services, mut strangers) = (0, Vec::new());
    for file in files {
        let (path, text) = (file.path.as_str(), file.body());
        let tree = parse(SourceId(0), text, &Limits::default());
        if !tree.roots().any(is_compose) {
            strangers.push(path);
        }
        let composition = Composition::of_tree(&tree);
        let file = lower(&composition);
        let builds = Builds::default();
        let workloads = workloads(&file, &builds).all();
        services += workloads.len();
        for workload in &workloads {
            check(workload, text, path);
        }
    }
    assert!(strangers.is_empty(), "not recognised: {strangers:?}");
    services
}

#[test]
fn manifests_of_the_corpus_are_no_compose_files() {
    let shared = shared(SHARED).map(|shared| shared.files(Format::Kubernetes));
    for file in own(Format::Kubernetes).iter().chain(shared.iter().flatten()) {
        let tree = parse(SourceId(0), file.body(), &Limits::default());
        assert!(!tree.roots().any(is_compose), "{}", file.path);
    }
}

#[test]
fn cut_compose_files_are_adapted_without_harm() {
    let shared = shared(SHARED).map(|shared| shared.files(Format::Compose));
    for file in own(Format::Compose).iter().chain(shared.iter().flatten().step_by(7)) {
        let (path, text) = (file.path.as_str(), file.body());
        let step = text.len() / 50 + 1;
        for end in (0..text.len()).step_by(step).filter(|end| text.is_char_boundary(*end)) {
            let text = &text[..end];
            let tree = parse(SourceId(0), text, &Limits::default());
            let composition = Composition::of_tree(&tree);
            let file = lower(&composition);
            let builds = Builds::default();
            for workload in workloads(&file, &builds).all() {
                check(&workload, text, path);
            }
        }
    }
}

fn check(workload: &Workload<'_>, text: &str, path: &str) {
    let place = |span: Span| {
        let written = text.get(span.range()).unwrap_or_else(|| panic!("{path}: {span:?} lies outside"));
        assert!(!written.contains('\n'), "{path}: {written:?} has several lines");
    };
    fn at<T>(setting: &Setting<T>, place: &dyn Fn(Span)) {
        match setting {
            Setting::Set { at, .. } | Setting::Opaque(at) | Setting::Moot { at, .. } => place(*at),
            Setting::Default(_) => {}
        }
    }
    place(workload.subject.anchor);
    workload.entries().iter().for_each(|entry| at(&entry.value, &place));
    for container in &workload.containers {
        container.entries().iter().for_each(|entry| at(&entry.value, &place));
        for variable in &container.environment.variables {
            at(&variable.value, &place);
        }
        let security = &container.security;
        for capability in security.cap_add.known().into_iter().chain(security.cap_drop.known()).flatten() {
            place(capability.span);
        }
    }
}
