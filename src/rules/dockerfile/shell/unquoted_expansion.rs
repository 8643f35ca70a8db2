use crate::rules::prelude::*;

rule!(
    "unquoted-expansion",
    Fault(FaultCheck { codes: &[2048, 2068, 2086], may_have: |_, _| true, run: check })
);

/// What names of lists contain, which are meant to be split.
const LISTS: &[&str] = &["args", "deps", "flags", "list", "mark", "opts", "packages", "pkg"];

fn check(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let name = fault.variable();
    let is_of_shell = !name.contains(|c: char| c.is_ascii_uppercase()) || is_set(step, name);
    // What an image's variable holds is not known, or is meant.
    if !is_of_shell || dockerfile.defines(step, name) || is_list(step, name) {
        return;
    }
    out.report(fault.span, format!("`{}` is split at blanks and its patterns are replaced", fault.brief()))
        .help("put it in double quotes")
        .fix(Safety::Unsafe, "quote it", fault.fix());
}

fn is_set(step: &Step<'_>, name: &str) -> bool {
    step.run().iter().any(|command| command.assignment(name).is_some())
}

/// Whether a variable looks like a list: by its name, or because a value with blanks is written there.
fn is_list(step: &Step<'_>, name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let values = step.run().iter().filter_map(|command| command.assignment(name));
    lower.ends_with('s')
        || LISTS.iter().any(|word| lower.contains(word))
        || values.into_iter().any(|assignment| assignment.value.text.trim().contains(char::is_whitespace))
}
