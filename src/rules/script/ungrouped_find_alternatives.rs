use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/ungrouped-find-alternatives.md"), &[Check::Fault(&[2146], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is done for the last alternative only", fault.brief()))
        .help("put the alternatives in `\\(` and `\\)`");
}
