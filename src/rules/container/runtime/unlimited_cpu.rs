use crate::rules::prelude::*;

rule!("unlimited-cpu", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let limit = &container.resources.cpu_limit;
    if limit.known() == Some(&Limit::Unlimited) {
        out.report(container.at(limit), format!("{container} has no CPU limit"))
            .help(format!("set `{}`", container.spelling(Field::CpuLimit)));
    }
}
