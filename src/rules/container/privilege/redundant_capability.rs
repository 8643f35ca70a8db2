use crate::facts::capabilities::EVERY_RUNTIME;
use crate::rules::prelude::*;

rule!("redundant-capability", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let security = &container.security;
    let (Some((added, _)), Some(dropped)) = (security.cap_add.written(), security.cap_drop.known()) else {
        return;
    };
    if security.privileged.known() != Some(&false) {
        return;
    }
    let drops = |capability: &Capability| dropped.iter().any(|dropped| dropped.value == *capability);
    let drops_all = dropped.iter().any(|dropped| dropped.value.is_all());
    for capability in added {
        let name = shown(capability.value.name());
        if drops(&capability.value) {
            out.report(capability.span, format!("`{name}` is added and dropped: {container} has it"))
                .help("remove it from one of the two lists");
        } else if !drops_all && EVERY_RUNTIME.contains(&capability.value.name()) {
            out.report(capability.span, format!("{container} has `{name}` anyway"))
                .help(format!("remove it, or add `ALL` to `{}`", container.spelling(Field::CapDrop)));
        }
    }
}
