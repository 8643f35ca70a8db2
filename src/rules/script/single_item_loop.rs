use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/single-item-loop.md"), &[Check::Fault(&[2043, 2066], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the loop runs only once, for `{}`", fault.brief()))
        .help("leave out the loop, or quote less");
}
