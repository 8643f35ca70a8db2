use super::hints;
use crate::rules::prelude::*;

rule!(
    "malformed-assignment",
    Fault(FaultCheck { codes: &[2270, 2276, 2282], may_have: hints::named_assignments, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is a command for the shell, not an assignment", fault.brief()))
        .help("begin the name with a letter or `_`, without `$`");
}
