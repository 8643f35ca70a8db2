use super::hints;
use crate::rules::prelude::*;

rule!("glob-compared-literally", Fault(FaultCheck { codes: &[2081], may_have: hints::patterns, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`[` compares with the text `{}`, not with a pattern", fault.brief()))
        .help("use `case`, or `[[ ]]` in Bash");
}
