use crate::rules::prelude::*;

rule!(
    "array-used-as-text",
    Fault(FaultCheck { codes: &[2124, 2128, 2178, 2199, 2145, 1087], may_have: |_, _| true, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("only a part of the array is used at `{}`", fault.brief()))
        .help("write `\"${name[@]}\"` or choose an element");
}
