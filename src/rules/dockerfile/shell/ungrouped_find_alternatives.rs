use super::hints;
use crate::rules::prelude::*;

rule!(
    "ungrouped-find-alternatives",
    Fault(FaultCheck { codes: &[2146], may_have: hints::alternatives, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is done for the last alternative only", fault.brief()))
        .help("put the alternatives in `\\(` and `\\)`");
}
