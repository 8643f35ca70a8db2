use crate::rules::prelude::*;

rule!("option-like-glob", Fault(FaultCheck { codes: &[2035], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "a file whose name starts with `-` is taken for an option")
        .help("write `./` or `--` before the pattern")
        .fix(Safety::Unsafe, "write `./` before it", fault.fix());
}
