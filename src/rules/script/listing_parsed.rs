use crate::rules::prelude::*;

pub static RULE: Rule = Rule::new(
    include_str!("../../../rules/listing-parsed.md"),
    &[Check::Fault(FaultCheck { codes: &[2010, 2012], may_have: |_, _| true, run: check })],
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is for people to read", fault.brief()))
        .help("use a pattern or `find`");
}
