use crate::rules::prelude::*;

rule!(
    "quotes-end-early",
    Fault(FaultCheck { codes: &[2140, 2026, 2027], may_have: |_, _| true, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` stands outside of the quotes around it", fault.brief()))
        .help("write `\\\"` inside of double quotes, or quote the whole in `'`");
}
