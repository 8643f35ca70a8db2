use super::hints;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/numbers-compared-as-text.md"),
    &[Check::Fault(FaultCheck {
        codes: &[2072],
        may_have: |step, dockerfile| hints::mentions(step, dockerfile, &["[["]),
        run: check,
    })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(
        fault.span,
        format!("`{}` is compared letter by letter: 1.10 comes before 1.9", fault.brief()),
    )
    .help("use `sort -V`, or `dpkg --compare-versions`");
}
