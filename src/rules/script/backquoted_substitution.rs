use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/backquoted-substitution.md"),
    &[Check::Fault(FaultCheck { codes: &[2006], may_have: |_, _| true, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "backquotes are hard to read and to nest").help("write `$(…)`");
}
