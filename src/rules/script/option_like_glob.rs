use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/option-like-glob.md"),
    &[Check::Fault(FaultCheck { codes: &[2035], may_have: |_, _| true, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "a file whose name starts with `-` is taken for an option")
        .help("write `./` or `--` before the pattern")
        .fix(Safety::Unsafe, "write `./` before it", fault.fix());
}
