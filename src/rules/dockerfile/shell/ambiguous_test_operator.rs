use crate::rules::prelude::*;

rule!("ambiguous-test-operator", Fault(FaultCheck { codes: &[2166], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` in a test is not well defined", fault.brief()))
        .help("write two tests, with `&&` or `||` between");
}
