use crate::rules::prelude::*;

rule!("unlimited-memory", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.resources.memory_limit.known() != Some(&Limit::Unlimited) {
        return;
    }
    out.report(container.at(&container.resources.memory_limit), format!("{container} has no memory limit"))
        .help(format!("set `{}`", container.spelling(Field::MemoryLimit)));
}
