use crate::facts::signals;
use crate::rules::prelude::*;

rule!("ungraceful-stop-signal", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    let name = signals::canonical(value);
    if signals::by_name(&name).or_else(|| signals::by_number(&name)).is_some_and(|signal| signal.kills) {
        out.report(word.span, format!("`{}` leaves the program no chance to end in order", shown(value)))
            .help("use the signal that the program ends on, such as `SIGTERM`");
    }
}
