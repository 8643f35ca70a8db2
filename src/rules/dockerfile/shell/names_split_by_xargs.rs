use crate::rules::prelude::*;

rule!("names-split-by-xargs", Fault(FaultCheck { codes: &[2038, 2011], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`xargs` splits the names that `{}` prints at blanks", fault.brief()))
        .help("write `find … -print0 | xargs -0`, or `find … -exec … +`")
        .fix(Safety::Unsafe, "separate names with NUL", fault.fix());
}
