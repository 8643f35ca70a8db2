use std::collections::BTreeMap;

use crate::model::dockerfile::references;
use crate::model::kube::{Object, PodTemplate};
use crate::rules::prelude::*;
use crate::source::Span;

rule!("duplicate-variable", Stage(check), Pod(check_pod));

fn check(stage: &Stage<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let mut set: BTreeMap<&str, Span> = BTreeMap::new();
    for step in stage.steps() {
        let keyword = step.instruction.keyword;
        // What runs may look at any variable.
        if matches!(keyword, Keyword::Run | Keyword::Unknown) || step.instruction.onbuild.is_some() {
            set.clear();
            continue;
        }
        for word in step.expanded() {
            for reference in references(&word.text, file.escape).variables {
                set.remove(reference.name);
            }
        }
        if !step.is(Keyword::Env) {
            continue;
        }
        for pair in step.pairs() {
            let name = pair.name.text.as_ref();
            if let Some(first) = set.insert(name, pair.name.span) {
                report(name, pair.name.span, first, out);
            }
        }
    }
}

/// Of two in a list, the kubelet takes the last.
fn check_pod(pod: &PodTemplate<'_>, _: &Object<'_>, out: &mut Findings<'_>) {
    for container in pod.containers() {
        let mut set: BTreeMap<&str, Span> = BTreeMap::new();
        for (name, uses) in container.environment() {
            for used in uses {
                set.remove(used);
            }
            let Some(text) = name.text() else { continue };
            if let Some(first) = set.insert(text, name.span()) {
                report(text, name.span(), first, out);
            }
        }
    }
}

fn report(name: &str, at: Span, first: Span, out: &mut Findings<'_>) {
    out.report(at, format!("`{}` is set again before anything used it", shown(name)))
        .label(first, "set here first")
        .help("remove one of the two");
}
