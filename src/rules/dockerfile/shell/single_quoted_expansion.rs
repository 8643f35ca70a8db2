use crate::rules::prelude::*;

rule!("single-quoted-expansion", Fault(FaultCheck { codes: &[2016], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("variables in `{}` are not replaced in single quotes", fault.brief()))
        .help("use double quotes if the value is meant");
}
