use crate::facts::signals;
use crate::rules::prelude::*;

rule!("unknown-stop-signal", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    if signals::is_known(value) {
        return;
    }
    out.report(word.span, format!("there is no signal `{}`", shown(value)))
        .help("name a signal, such as `SIGTERM`");
}
