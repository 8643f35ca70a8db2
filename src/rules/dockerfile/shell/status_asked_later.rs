use crate::rules::prelude::*;

rule!("status-asked-later", Fault(FaultCheck { codes: &[2181], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`$?` is the status of the last command, whichever that is")
        .help("write `if command; then`");
}
