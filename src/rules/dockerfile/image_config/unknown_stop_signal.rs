use crate::facts::signals;
use crate::rules::prelude::*;

rule!("unknown-stop-signal", Instruction(check));

fn check(step: &Step<'_>, _: &Dockerfile<'_>, out: &mut Findings<'_>) {
    if !step.is(Keyword::Stopsignal) {
        return;
    }
    let (Some(word), Some(value)) = (step.text(), step.resolved(0).known()) else { return };
    let name = signals::canonical(value);
    let in_range = |name: &str, prefix: &str, most: u32| {
        let number = name.strip_prefix(prefix).and_then(|number| number.parse().ok());
        number.is_some_and(|number: u32| (1..=most).contains(&number))
    };
    let is_number = value.parse::<i64>().is_ok_and(|number| number != 0);
    if is_number
        || signals::by_name(&name).is_some()
        || in_range(&name, "RTMIN+", 15)
        || in_range(&name, "RTMAX-", 14)
    {
        return;
    }
    out.report(word.span, format!("there is no signal `{}`", shown(value)))
        .help("name a signal, such as `SIGTERM`");
}
