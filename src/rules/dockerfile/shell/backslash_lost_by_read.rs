use crate::rules::prelude::*;

rule!("backslash-lost-by-read", Fault(FaultCheck { codes: &[2162], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`read` without `-r` takes backslashes away").help("write `read -r`").fix(
        Safety::Unsafe,
        "add `-r`",
        fault.fix(),
    );
}
