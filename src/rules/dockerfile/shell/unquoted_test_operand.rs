use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "unquoted-test-operand",
    Fault(FaultCheck { codes: &[2070], may_have: hints::bare_operands, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // A default that is not empty leaves nothing to ask.
    if fault.text.split_once(":-").is_some_and(|(_, default)| !default.starts_with(['}', '$'])) {
        return;
    }
    out.report(fault.span, format!("`[ -n ]` is true when `{}` is empty", fault.brief()))
        .help("put it in double quotes")
        .fix(Safety::Unsafe, "quote it", fault.fix());
}
