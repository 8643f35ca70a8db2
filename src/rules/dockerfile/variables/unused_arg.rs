use std::collections::BTreeSet;

use crate::facts::buildkit;
use crate::model::dockerfile::references;
use crate::model::dockerfile::uses::words_of_commands;
use crate::rules::prelude::*;
use crate::syntax::dockerfile::{Argument, Arguments};

rule!("unused-arg", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Every name that anything but a RUN refers to, wherever it stands.
    let mut used: BTreeSet<String> = BTreeSet::new();
    for step in file.steps() {
        let mut words = step.expanded();
        if let Arguments::From { image, .. } = &step.instruction.arguments {
            words.push(image);
        }
        words.extend(step.instruction.flags.iter().filter_map(|flag| flag.value.as_ref()));
        for word in words {
            used.extend(references(&word.text, file.escape).variables.into_iter().map(|r| r.name.to_owned()));
        }
        let bodies =
            step.instruction.heredocs.iter().filter_map(|heredoc| file.text.get(heredoc.body.range()));
        for body in bodies {
            used.extend(references(body, file.escape).variables.into_iter().map(|r| r.name.to_owned()));
        }
    }
    let in_stages = file.stages().iter().flat_map(Stage::steps).flat_map(Step::variables);
    let declared: BTreeSet<&str> = in_stages.map(|argument| argument.name.text.as_ref()).collect();
    let in_commands = words_of_commands(file);
    for argument in file.globals().iter().flat_map(Step::variables) {
        let name = argument.name.text.as_ref();
        // One that a stage uses without declaring it is in use, as far as its author knows.
        if !declared.contains(name) && !used.contains(name) && !in_commands.contains(name) {
            report(argument, out);
        }
    }
    // Any RUN may look at its environment, in this stage or in one that is built from it.
    let builds_on: BTreeSet<usize> = file
        .stages()
        .iter()
        .filter_map(|stage| match stage.base {
            Base::Stage(parent) => Some(parent),
            _ => None,
        })
        .collect();
    for stage in file.stages().iter().filter(|stage| !builds_on.contains(&stage.index)) {
        let runs = |step: &&Step<'_>| {
            matches!(step.instruction.keyword, Keyword::Run | Keyword::Unknown)
                || step.instruction.onbuild.is_some()
        };
        for step in
            stage.steps().iter().rev().take_while(|step| !runs(step)).filter(|step| step.is(Keyword::Arg))
        {
            for argument in
                step.variables().iter().filter(|argument| !used.contains(argument.name.text.as_ref()))
            {
                report(argument, out);
            }
        }
    }
}

fn report(argument: &Argument<'_>, out: &mut Findings<'_>) {
    let name = argument.name.text.as_ref();
    let upper = name.to_ascii_uppercase();
    let is_known = upper.ends_with("_PROXY") || name.starts_with("BUILDKIT_") || name == "SOURCE_DATE_EPOCH";
    if is_known || buildkit::PLATFORM_ARGUMENTS.contains(&name) || argument.name.text.contains(['$', '{']) {
        return;
    }
    out.report(argument.name.span, format!("nothing uses the argument `{}`", shown(name))).help("remove it");
}
