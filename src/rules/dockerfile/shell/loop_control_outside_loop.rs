use super::hints;
use crate::rules::prelude::*;

rule!(
    "loop-control-outside-loop",
    Fault(FaultCheck {
        codes: &[2104, 2105],
        may_have: |step, _| hints::runs(step, &["break", "continue"]),
        run: check,
    })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is outside of a loop", fault.brief()))
        .help("write `exit`, or `return` in a function");
}
