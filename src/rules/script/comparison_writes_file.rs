use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/comparison-writes-file.md"), &[Check::Fault(&[2071, 2210], check)]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is a redirection here: it makes a file and compares nothing", fault.brief()))
        .help("write `-gt` or `-lt`");
}
