use crate::facts::variables;
use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "unseen-prefix-assignment",
    Fault(FaultCheck { codes: &[2097, 2098], may_have: hints::prefix_assignments, run: check })
);

fn check(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let name = fault.variable();
    // Where the image has a value, that one may be meant.
    if variables::OF_EVERY_CONTAINER.contains(&name) || dockerfile.defines(step, name) {
        return;
    }
    let message = format!("`${}` is replaced before the assignment on the same command counts", shown(name));
    out.report(fault.span, message).help("set the variable in a command of its own: `NAME=value && …`");
}
