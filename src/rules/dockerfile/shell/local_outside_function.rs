use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "local-outside-function",
    Fault(FaultCheck { codes: &[2168], may_have: |step, _| hints::runs(step, &["local"]), run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let (_, at) = fault.head();
    out.report(at, "`local` outside of a function is an error").help("leave `local` out");
}
