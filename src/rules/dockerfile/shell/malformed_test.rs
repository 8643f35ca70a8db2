use super::hints;
use crate::rules::prelude::*;

rule!(
    "malformed-test",
    Fault(FaultCheck {
        codes: &[1019, 1020, 1035, 1069, 1072, 1073, 1080],
        may_have: hints::odd_brackets,
        run: check,
    })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "the shell does not read this `[` as a test")
        .help("put blanks around `[` and `]`, and close the test before `&&` and `||`");
}
