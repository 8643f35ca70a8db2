use std::collections::BTreeSet;

use crate::model::dockerfile::{Shell, references, shell_references};
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

/// The variables that a step uses, with their places.
fn used<'s>(step: &'s Step<'_>, file: &'s Dockerfile<'_>) -> Vec<(&'s str, Span)> {
    let instruction = &step.instruction;
    if instruction.onbuild.is_some() || instruction.broken || step.is(Keyword::From) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for word in step.expanded() {
        let variables = references(&word.text, file.escape).variables;
        let variables = variables.into_iter().filter(|reference| !reference.has_fallback);
        out.extend(variables.map(|reference| (reference.name, word.part(reference.range))));
    }
    if instruction.keyword != Keyword::Run || step.shell == Shell::Other || instruction.is_exec() {
        return out;
    }
    let text = instruction.line.slice(instruction.rest.clone());
    let set = assigned(text);
    for reference in shell_references(text) {
        if !reference.has_fallback && !set.contains(reference.name) && instruction.heredocs.is_empty() {
            let start = instruction.rest.start;
            let range = start + reference.range.start..start + reference.range.end;
            out.push((reference.name, instruction.line.span(range)));
        }
    }
    out
}

/// The words of a command line that may be variables that it sets: what stands before `=`, or behind a keyword.
fn assigned(text: &str) -> BTreeSet<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let before = |at: usize| {
        let head = text.get(..at).unwrap_or("");
        head.get(head.rfind(|c| !is_name(c)).map_or(0, |at| at + 1)..).unwrap_or("")
    };
    let mut out: BTreeSet<&str> = text.match_indices('=').map(|(at, _)| before(at)).collect();
    let mut words = text.split(|c: char| c.is_whitespace() || c == ';').filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        match word {
            "for" | "select" | "unset" => out.extend(words.next()),
            "read" => out.extend(words.by_ref().take(4)),
            "source" | "." | "eval" => return text.split(|c: char| !is_name(c)).collect(),
            _ => {}
        }
    }
    out
}
