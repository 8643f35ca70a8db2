use crate::rules::prelude::*;

rule!("backquoted-substitution", Fault(FaultCheck { codes: &[2006], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "backquotes are hard to read and to nest").help("write `$(…)`");
}
