use crate::rules::prelude::*;

rule!("output-run-as-command", Fault(FaultCheck { codes: &[2091, 2092], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("what `{}` prints is run as a command", fault.brief()))
        .help("leave out `$( )` when the status is meant");
}
