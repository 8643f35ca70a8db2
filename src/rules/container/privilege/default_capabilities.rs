use crate::rules::prelude::*;

rule!("default-capabilities", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some(dropped) = container.security.cap_drop.known() else { return };
    if Capability::drops_all(dropped.iter().map(|capability| &capability.value)) {
        return;
    }
    let what = if dropped.is_empty() {
        "keeps the default capabilities"
    } else {
        "keeps some of the default capabilities"
    };
    out.report(container.at(&container.security.cap_drop), format!("{container} {what}"))
        .help(format!("add `ALL` to `{}`, then give back what it needs", container.spelling(Field::CapDrop)))
        .fix(Safety::Unsafe, "drop every capability", container.set(Field::CapDrop, "ALL"));
}
