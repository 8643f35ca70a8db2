use crate::rules::prelude::*;

rule!("trap-expanded-early", Fault(FaultCheck { codes: &[2064], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is replaced now, not when the trap runs", fault.brief()))
        .help("put the command in single quotes")
        .fix(Safety::Unsafe, "quote with `'`", fault.fix());
}
