use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/background-before-separator.md"), &[Check::Fault(&[1045], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`;` cannot stand behind `&`")
        .help("leave out one of the two")
        .fix(Safety::Unsafe, "leave out `;`", fault.fix());
}
