use crate::rules::prelude::*;

rule!("single-item-loop", Fault(FaultCheck { codes: &[2043, 2066], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the loop runs only once, for `{}`", fault.brief()))
        .help("leave out the loop, or quote less");
}
