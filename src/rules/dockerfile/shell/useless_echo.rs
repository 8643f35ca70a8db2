use crate::rules::prelude::*;

rule!("useless-echo", Fault(FaultCheck { codes: &[2005, 2116], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`echo` around `{}` changes nothing", fault.brief()))
        .help("call the command alone");
}
