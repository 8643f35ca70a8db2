use super::hints;
use crate::rules::prelude::*;

rule!(
    "cut-positional-parameter",
    Fault(FaultCheck { codes: &[1037], may_have: hints::long_parameters, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is parameter 1 with a digit behind it", fault.brief()))
        .help("write `${10}`")
        .fix(Safety::Unsafe, "write the braces", fault.fix());
}
