use super::start::signal_name;
use crate::rules::prelude::*;

rule!("ungraceful-stop-signal", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    if matches!(signal_name(value).as_str(), "KILL" | "STOP" | "9" | "19") {
        out.report(word.span, format!("`{}` leaves the program no chance to end in order", shown(value)))
            .help("use the signal that the program ends on, such as `SIGTERM`");
    }
}
