use super::hints;
use crate::rules::prelude::*;

rule!("glob-in-file-test", Fault(FaultCheck { codes: &[2144], may_have: hints::patterns, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the test fails when `{}` matches more than one file", fault.brief()))
        .help("loop over the pattern, or use `find`");
}
