use crate::rules::prelude::*;

rule!("obsolete-grep", Fault(FaultCheck { codes: &[2196, 2197], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is an obsolete name", fault.brief()))
        .help("write `grep -E` or `grep -F`")
        .fix(Safety::Safe, "write `grep -E` or `grep -F`", fault.fix());
}
