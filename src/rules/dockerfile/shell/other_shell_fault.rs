use crate::rules::prelude::*;

rule!("other-shell-fault", Fault(FaultCheck { codes: &[], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    let message = fault.message.trim_end_matches('.');
    out.report(fault.span, format!("SC{}: {}", fault.code, shown(message)));
}
