use super::start::signal_name;
use crate::fix::dockerfile::replace;
use crate::rules::prelude::*;

rule!("noncanonical-stop-signal", Instruction(check));

/// The signals that programs are stopped with, and their numbers.
const SIGNALS: &[(&str, &str)] = &[
    ("HUP", "1"),
    ("INT", "2"),
    ("QUIT", "3"),
    ("KILL", "9"),
    ("USR1", "10"),
    ("USR2", "12"),
    ("TERM", "15"),
    ("WINCH", "28"),
];

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    let name = signal_name(value);
    let Some((signal, _)) = SIGNALS.iter().find(|(signal, number)| *signal == name || *number == value)
    else {
        return;
    };
    let canonical = format!("SIG{signal}");
    if value != canonical {
        let edits = if word.text == value { replace(word, &canonical) } else { None };
        out.report(word.span, format!("`{}` is another way to write `{canonical}`", shown(value)))
            .help(format!("write `{canonical}`"))
            .fix(Safety::Safe, "write the name of the signal", edits);
    }
}
