use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/condition-always-true.md"), &[Check::Fault(&[2252], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("one of the two sides of `{}` is always true", fault.brief()))
        .help("write `&&` between two `!=`");
}
