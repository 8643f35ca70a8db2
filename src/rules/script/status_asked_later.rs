use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/status-asked-later.md"), &[Check::Fault(&[2181], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "`$?` is the status of the last command, whichever that is")
        .help("write `if command; then`");
}
