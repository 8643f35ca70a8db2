use super::hints;
use crate::rules::prelude::*;

rule!(
    "background-before-separator",
    Fault(FaultCheck { codes: &[1045], may_have: hints::background_ends, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`;` cannot stand behind `&`").help("leave out one of the two").fix(
        Safety::Unsafe,
        "leave out `;`",
        fault.fix(),
    );
}
