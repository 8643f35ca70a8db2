use crate::rules::prelude::*;

rule!("oom-killer-disabled", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let kills = &container.resources.oom_kill;
    if !matches!(kills.written(), Some((false, _))) {
        return;
    }
    let what = match container.resources.memory_limit.known() {
        Some(Limit::Unlimited) => "takes all memory of the host before anything ends it",
        _ => "stops at its memory limit and is not ended",
    };
    out.report(container.at(kills), format!("{container} {what}"))
        .help(format!("remove `{}`, and set a memory limit", container.spelling(Field::OomKill)));
}
