use crate::rules::prelude::*;

rule!("listing-parsed", Fault(FaultCheck { codes: &[2010, 2012], may_have: |_, _| true, run: check }));

fn check(fault: &Fault, _: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    out.report(fault.span, format!("`{}` is for people to read", fault.brief()))
        .help("use a pattern or `find`");
}
