use super::hints;
use crate::rules::prelude::*;

pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/stderr-stays-on-terminal.md"), &[Check::Fault(FaultCheck { codes: &[2069], may_have: hints::several_redirections, run: check })]);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "errors go where the output went before this line")
        .help("write `2>&1` behind the redirection of the output")
        .fix(Safety::Unsafe, "move `2>&1` to the end", fault.fix());
}
