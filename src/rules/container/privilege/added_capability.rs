use crate::rules::prelude::*;

rule!("added-capability", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    if container.security.privileged.known() != Some(&false) {
        return;
    }
    let Some((added, _)) = container.security.cap_add.written() else { return };
    let usual = container.usual_capabilities();
    let is_further = |capability: &Capability| {
        capability.tier() == Tier::Ordinary && capability.is_known() && !usual.contains(&capability.name())
    };
    for capability in added.iter().filter(|capability| is_further(&capability.value)) {
        let name = shown(capability.value.name());
        out.report(capability.span, format!("{container} adds `{name}`, which few programs need"))
            .help(format!("remove `{name}` unless the program needs it"));
    }
}
