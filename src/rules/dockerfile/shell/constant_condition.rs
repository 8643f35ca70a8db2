use super::hints;
use crate::rules::prelude::*;

rule!(
    "constant-condition",
    Fault(FaultCheck { codes: &[2050, 2157, 2078, 2194], may_have: hints::constants, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the condition at `{}` has the same result every time", fault.brief()))
        .help("compare a variable: a `$` may be missing");
}
