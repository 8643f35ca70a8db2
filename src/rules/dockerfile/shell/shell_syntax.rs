use crate::facts::images::Family;
use crate::model::dockerfile::Shell;
use crate::rules::prelude::*;

rule!("shell-syntax", Instruction(check));

fn check(step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !matches!(step.shell, Shell::Posix | Shell::Bash)
        || step.instruction.broken
        || !is_linux(step, dockerfile)
    {
        return;
    }
    let Some(error) = step.script().errors.first() else { return };
    let message = format!("the shell cannot read this: {}", shown(&error.message));
    out.report(error.span, message).help("the shell stops here with a syntax error before it runs anything");
}

/// Whether a shell of the Bourne family certainly reads a step: its image is known, or SHELL names one.
fn is_linux(step: &Step<'_>, dockerfile: &Dockerfile<'_>) -> bool {
    let family = dockerfile.base_facts(step).family;
    family.is_some_and(|family| !matches!(family, Family::Windows | Family::Scratch))
        || !dockerfile.shell_words(step).is_empty()
}
