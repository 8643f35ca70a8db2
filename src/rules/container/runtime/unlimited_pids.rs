use crate::rules::prelude::*;

rule!("unlimited-pids", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let limit = &container.resources.pids_limit;
    if limit.known() == Some(&Limit::Unlimited) {
        out.report(container.at(limit), format!("{container} has no process limit"))
            .help(format!("set `{}`", container.spelling(Field::PidsLimit)));
    }
}
