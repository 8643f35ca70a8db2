use crate::rules::prelude::*;

rule!("failure-hidden-by-export", Fault(FaultCheck { codes: &[2155], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is set even when the command fails", fault.brief()))
        .help("assign first, then `export` in a command of its own");
}
