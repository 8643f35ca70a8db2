use crate::facts::signals;
use crate::fix::dockerfile::replace;
use crate::rules::prelude::*;

rule!("noncanonical-stop-signal", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    let name = signals::canonical(value);
    let signal = signals::by_name(&name).or_else(|| signals::by_number(value));
    let Some(signal) = signal.filter(|signal| signal.stops) else { return };
    let canonical = format!("SIG{}", signal.name);
    if value != canonical {
        let edits = if word.text == value { replace(word, &canonical) } else { None };
        out.report(word.span, format!("`{}` is another way to write `{canonical}`", shown(value)))
            .help(format!("write `{canonical}`"))
            .fix(Safety::Safe, "write the name of the signal", edits);
    }
}
