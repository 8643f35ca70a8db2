use super::hints;
use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/glob-in-file-test.md"),
    &[Check::Fault(FaultCheck { codes: &[2144], may_have: hints::patterns, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the test fails when `{}` matches more than one file", fault.brief()))
        .help("loop over the pattern, or use `find`");
}
