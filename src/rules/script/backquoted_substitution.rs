use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/backquoted-substitution.md"), &[Check::Fault(&[2006], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "backquotes are hard to read and to nest")
        .help("write `$(…)`");
}
