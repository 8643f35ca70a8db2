use crate::rules::prelude::*;

rule!("unreachable-command", Fault(FaultCheck { codes: &[2317], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is never reached", fault.brief()))
        .help("leave it out, or move it before the end");
}
