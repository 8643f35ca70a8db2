use super::hints;
use crate::rules::prelude::*;

rule!(
    "output-redirected-twice",
    Fault(FaultCheck { codes: &[2261], may_have: hints::several_redirections, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "two redirections of the same output: only the last one gets it")
        .help("keep one of them; `tee` writes to several files");
}
