use std::collections::BTreeSet;

use super::in_shell;
use crate::facts::buildkit;
use crate::model::dockerfile::references;
use crate::rules::prelude::*;

rule!(
    "undefined-variable",
    Dockerfile(check),
    Fault(FaultCheck { codes: &[2154], may_have: in_shell::may_have, run: in_shell::fault })
);

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Those above the first FROM are another rule's matter.
    let globals: BTreeSet<&str> =
        file.globals().iter().flat_map(Step::variables).map(|argument| argument.name.text.as_ref()).collect();
    for stage in file.stages() {
        let knows_all = file.knows_all_variables(stage);
        let names = names_of(stage);
        for step in stage.steps().iter().filter(|step| !step.is(Keyword::From)) {
            if step.instruction.onbuild.is_some() || step.instruction.broken {
                continue;
            }
            for word in step.expanded() {
                for reference in references(&word.text, file.escape).variables {
                    let name = reference.name;
                    let is_predefined =
                        buildkit::PREDEFINED_ARGUMENTS.iter().any(|known| known.eq_ignore_ascii_case(name));
                    if is_predefined
                        || reference.has_fallback
                        || globals.contains(name)
                        || file.defines(step, name)
                    {
                        continue;
                    }
                    // What the same ENV sets is another rule's matter, too.
                    if step.pairs().iter().any(|pair| pair.name.text == name && pair.value.span != word.span)
                    {
                        continue;
                    }
                    let extends = step
                        .pairs()
                        .iter()
                        .any(|pair| pair.name.text == name && pair.value.span == word.span);
                    let help = match extends {
                        // The base image may have set what is added to.
                        true if !knows_all => continue,
                        true => format!("leave `${}` out here", shown(name)),
                        false => match help(name, &names, knows_all) {
                            Some(help) => help,
                            None => continue,
                        },
                    };
                    let message = format!("nothing defines `${}` before, so it is empty", shown(name));
                    out.report(word.part(reference.range), message).help(help);
                }
            }
        }
    }
}

/// What to do about an undefined variable; `None` where the base image may define it.
fn help(name: &str, names: &[&str], knows_all: bool) -> Option<String> {
    if buildkit::PLATFORM_ARGUMENTS.contains(&name) {
        return Some(format!("add `ARG {name}` above it"));
    }
    match near(name, names) {
        Some(near) if near == name => Some(format!("move the definition of `{}` above it", shown(name))),
        Some(near) => Some(format!("write `${}` if that is what is meant", shown(near))),
        None => knows_all.then(|| "define it with ARG or ENV above, or give it a default".to_owned()),
    }
}

/// The names that a stage itself defines anywhere.
fn names_of<'d>(stage: &'d Stage<'_>) -> Vec<&'d str> {
    let arguments =
        stage.steps().iter().flat_map(Step::variables).map(|argument| argument.name.text.as_ref());
    let environment = stage.steps().iter().filter(|step| step.is(Keyword::Env)).flat_map(Step::pairs);
    arguments.chain(environment.map(|pair| pair.name.text.as_ref())).take(200).collect()
}

/// A defined name that differs in case or in one letter; short names are too easily near, and names that differ in a
/// digit belong to a row of them.
fn near<'d>(name: &str, names: &[&'d str]) -> Option<&'d str> {
    let distance = |known: &str| strsim::osa_distance(&known.to_lowercase(), &name.to_lowercase());
    let is_near = |known: &str| {
        let lengths = name.len() > 3 && name.len() < 60 && known.len() < 60;
        lengths && distance(known) <= 1 && digits(known).eq(digits(name))
    };
    names.iter().copied().find(|known| is_near(known))
}

fn digits(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().filter(u8::is_ascii_digit)
}
