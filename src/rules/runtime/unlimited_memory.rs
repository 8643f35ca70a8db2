use crate::rules::prelude::*;
pub static RULE: Rule =
    Rule::new(include_str!("../../../rules/unlimited-memory.md"), &[Check::Container(check)]);

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.memory_limit.known() != Some(&Limit::Unlimited) {
        return;
    }
    out.report(container.at(&container.memory_limit), format!("{container} has no memory limit"))
        .help(format!("set `{}`", container.spelling(Field::MemoryLimit)));
}
