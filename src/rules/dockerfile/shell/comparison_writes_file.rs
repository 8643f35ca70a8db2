use super::hints;
use crate::rules::prelude::*;

rule!(
    "comparison-writes-file",
    Fault(FaultCheck { codes: &[2071], may_have: hints::redirected_tests, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(
        fault.span,
        format!("`{}` is a redirection here: it makes a file and compares nothing", fault.brief()),
    )
    .help("write `-gt` or `-lt`");
}
