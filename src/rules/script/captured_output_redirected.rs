use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/captured-output-redirected.md"), &[Check::Fault(&[2327, 2328], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "nothing is left to be taken: the output goes elsewhere")
        .help("leave out the redirection, or redirect only errors with `2>`");
}
