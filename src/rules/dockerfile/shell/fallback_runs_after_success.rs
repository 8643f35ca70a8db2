use crate::rules::prelude::*;

rule!("fallback-runs-after-success", Fault(FaultCheck { codes: &[2015], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "what stands behind `||` also runs when the command behind `&&` fails")
        .help("write `if a; then b; else c; fi`");
}
