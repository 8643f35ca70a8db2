use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/names-split-in-loop.md"), &[Check::Fault(&[2044, 2045, 2013], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("the loop takes the words of `{}`, not its lines", fault.brief()))
        .help("use a pattern, `find -exec`, or `while read -r`");
}
