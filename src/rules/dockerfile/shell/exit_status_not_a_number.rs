use super::hints;
use crate::rules::prelude::*;

rule!(
    "exit-status-not-a-number",
    Fault(FaultCheck { codes: &[2242], may_have: hints::statuses, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is not a status: it has to be a number", fault.brief()))
        .help("print the text to standard error and write `exit 1`");
}
