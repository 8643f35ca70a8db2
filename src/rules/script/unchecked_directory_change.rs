use super::hints;
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/unchecked-directory-change.md"), &[Check::Fault(FaultCheck { codes: &[2164], may_have: hints::lone_cd, run: check })]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("if `{}` fails, what follows runs in another folder", fault.brief()))
        .help("write `&&` behind it, or `WORKDIR` before the step");
}
