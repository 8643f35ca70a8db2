use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/backslash-lost-by-read.md"),
    &[Check::Fault(FaultCheck { codes: &[2162], may_have: |_, _| true, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`read` without `-r` takes backslashes away").help("write `read -r`").fix(
        Safety::Unsafe,
        "add `-r`",
        fault.fix(),
    );
}
