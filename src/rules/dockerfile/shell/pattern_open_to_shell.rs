use crate::rules::prelude::*;

rule!(
    "pattern-open-to-shell",
    Fault(FaultCheck { codes: &[2060, 2061, 2062], may_have: |_, _| true, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the shell replaces `{}` when a file here matches it", fault.brief()))
        .help("quote it")
        .fix(Safety::Unsafe, "quote it", fault.fix());
}
