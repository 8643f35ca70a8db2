use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/other-shell-fault.md"),
    &[Check::Fault(FaultCheck { codes: &[], may_have: |_, _| true, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let message = fault.message.trim_end_matches('.');
    out.report(fault.span, format!("SC{}: {}", fault.code, shown(message)));
}
