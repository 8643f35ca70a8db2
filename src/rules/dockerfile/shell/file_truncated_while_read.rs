use super::hints;
use crate::rules::prelude::*;

rule!(
    "file-truncated-while-read",
    Fault(FaultCheck { codes: &[2094], may_have: hints::writes_and_reads, run: check })
);

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is emptied before it is read", fault.brief()))
        .help("write to another file and rename it, or edit in place");
}
