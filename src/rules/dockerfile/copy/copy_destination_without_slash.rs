use crate::rules::prelude::*;

rule!("copy-destination-without-slash", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let Some((sources, destination)) = step.paths().filter(|_| !step.instruction.broken) else { return };
    let Some(path) = step.resolved(sources.len()).known() else { return };
    if sources.len() < 2
        || path.ends_with(['/', '\\'])
        || matches!(path, "" | "." | "..")
        || path.ends_with("/.")
    {
        return;
    }
    let message = format!(
        "{} has {} sources, and `{}` does not end in a slash",
        step.instruction.keyword,
        sources.len(),
        shown(&destination.text)
    );
    let edits = destination.is_verbatim().then(|| lines::replace(destination.span.after(), "/"));
    out.report(destination.span, message).help("end the destination with `/`").fix(
        Safety::Safe,
        "end the destination with a slash",
        edits,
    );
}
