use crate::facts::buildkit;
use crate::model::dockerfile::references;
use crate::rules::prelude::*;
use crate::source::Span;
use crate::syntax::dockerfile::Arguments;

rule!("undefined-arg-in-from", Dockerfile(check));

fn check(file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let globals =
        || file.globals().iter().flat_map(Step::variables).map(|argument| argument.name.text.as_ref());
    let declared: Vec<&str> = globals().collect();
    for from in file.stages().iter().filter_map(Stage::from) {
        let Arguments::From { image, .. } = &from.instruction.arguments else { continue };
        let platform = from.instruction.flag("platform").and_then(|flag| flag.value.as_ref());
        for word in platform.into_iter().chain([image]) {
            for reference in references(&word.text, file.escape).variables {
                let name = reference.name;
                let is_known = declared.contains(&name) || buildkit::PLATFORM_ARGUMENTS.contains(&name);
                if is_known || reference.has_fallback {
                    continue;
                }
                let help = match near(name, &declared) {
                    Some(near) => format!("write `{}` if that is what is meant", shown(near)),
                    None => format!("declare it with `ARG {}` above the first FROM", shown(name)),
                };
                let at: Span = word.part(reference.range);
                let message = format!("FROM uses `{}`, which no ARG above it declares", shown(name));
                out.report(at, message).help(help);
            }
        }
    }
}

/// A declared name that differs in its case or in a letter.
fn near<'d>(name: &str, declared: &[&'d str]) -> Option<&'d str> {
    crate::syntax::nearest(name, declared.iter().copied())
}
