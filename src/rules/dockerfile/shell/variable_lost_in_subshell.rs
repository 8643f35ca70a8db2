use crate::rules::prelude::*;

rule!(
    "variable-lost-in-subshell",
    Fault(FaultCheck { codes: &[2030, 2031], may_have: |_, _| true, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // The other number is about the place where it is set.
    if fault.code != 2031 {
        return;
    }
    out.report(
        fault.span,
        format!("`{}` is changed in a subshell and has its old value here", fault.brief()),
    )
    .help("feed the loop with a redirection instead of a pipe");
}
