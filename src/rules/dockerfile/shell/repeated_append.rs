use crate::rules::prelude::*;

rule!("repeated-append", Fault(FaultCheck { codes: &[2129], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, "three or more commands append to the same file")
        .help("put them in `{ … } >> file`, or use a heredoc");
}
