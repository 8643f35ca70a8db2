use super::hints;
use crate::rules::prelude::*;

rule!(
    "captured-output-redirected",
    Fault(FaultCheck { codes: &[2327, 2328], may_have: hints::redirected_inside, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "nothing is left to be taken: the output goes elsewhere")
        .help("leave out the redirection, or redirect only errors with `2>`");
}
