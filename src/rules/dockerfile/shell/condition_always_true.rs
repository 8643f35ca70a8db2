use super::hints;
use crate::rules::prelude::*;

rule!(
    "condition-always-true",
    Fault(FaultCheck {
        codes: &[2252],
        may_have: |step, dockerfile| hints::text(step, dockerfile).matches("!=").nth(1).is_some(),
        run: check,
    })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("one of the two sides of `{}` is always true", fault.brief()))
        .help("write `&&` between two `!=`");
}
