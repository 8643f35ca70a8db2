use super::hints;
use crate::rules::prelude::*;

rule!(
    "typographic-quote",
    Fault(FaultCheck {
        codes: &[1110, 1112],
        may_have: |step, dockerfile| !hints::text(step, dockerfile).is_ascii(),
        run: check,
    })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is a letter for the shell, not a quotation mark", fault.brief()))
        .help("write `\"` or `'`")
        .fix(Safety::Unsafe, "write a plain quotation mark", fault.fix());
}
