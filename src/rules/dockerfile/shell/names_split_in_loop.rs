use crate::rules::prelude::*;

rule!(
    "names-split-in-loop",
    Fault(FaultCheck { codes: &[2044, 2045, 2013], may_have: |_, _| true, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the loop takes the words of `{}`, not its lines", fault.brief()))
        .help("use a pattern, `find -exec`, or `while read -r`");
}
