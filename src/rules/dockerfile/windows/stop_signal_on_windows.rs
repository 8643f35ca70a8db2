use crate::rules::prelude::*;

rule!("stop-signal-on-windows", Instruction(check));

fn check(step: &Step<'_>, file: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if step.is(Keyword::Stopsignal) && file.is_windows(step) {
        out.report(step.instruction.name.span, "STOPSIGNAL has no effect in images of Windows")
            .help("remove it");
    }
}
