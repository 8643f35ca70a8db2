use super::hints;
use crate::rules::prelude::*;

rule!(
    "numbers-compared-as-text",
    Fault(FaultCheck {
        codes: &[2072],
        may_have: |step, dockerfile| hints::mentions(step, dockerfile, &["[["]),
        run: check,
    })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(
        fault.span,
        format!("`{}` is compared letter by letter: 1.10 comes before 1.9", fault.brief()),
    )
    .help("use `sort -V`, or `dpkg --compare-versions`");
}
