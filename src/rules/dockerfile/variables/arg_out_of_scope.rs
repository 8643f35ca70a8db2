use std::collections::BTreeSet;

use crate::model::dockerfile::references;
use crate::model::dockerfile::uses::used;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Arguments;

rule!("arg-out-of-scope", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let globals: BTreeSet<&str> =
        file.globals().iter().flat_map(Step::variables).map(|argument| argument.name.text.as_ref()).collect();
    if globals.is_empty() {
        return;
    }
    let in_from = names_in_from(file);
    for stage in file.stages() {
        let knows_all = file.knows_all_variables(stage);
        let mut seen = BTreeSet::new();
        let mut found: Vec<(&str, Span)> = Vec::new();
        for step in stage.steps() {
            for (name, at) in used(step, file) {
                // A base image that is chosen by the argument often sets a variable of that name.
                let may_be_set = !knows_all && in_from.contains(name);
                let is_lost = globals.contains(name) && !may_be_set && !file.defines(step, name);
                if is_lost && seen.insert(name) {
                    found.push((name, at));
                }
            }
        }
        // All of a stage are declared at once: two insertions at one place would be in each other's way.
        let arguments: Vec<String> = found.iter().map(|(name, _)| format!("ARG {name}")).collect();
        let below = stage.from().map(|from| from.instruction.span);
        let mut edits = below.map(|span| lines::insert_below(file.text, span, &arguments));
        for (name, at) in found {
            out.report(at, format!("`{}` is empty here: the ARG above FROM is not in scope", shown(name)))
                .help(format!("repeat `ARG {}` in this stage", shown(name)))
                .fix(Safety::Unsafe, "declare the arguments in the stage", edits.take());
        }
    }
}

fn names_in_from(file: &Dockerfile<'_>) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for from in file.stages().iter().filter_map(Stage::from) {
        let Arguments::From { image, .. } = &from.instruction.arguments else { continue };
        out.extend(references(&image.text, file.escape).variables.into_iter().map(|r| r.name.to_owned()));
    }
    out
}
