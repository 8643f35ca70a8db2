use crate::rules::prelude::*;

rule!("dangerous-capability", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some((added, _)) = container.security.cap_add.written() else { return };
    for capability in added.iter().filter(|capability| capability.value.tier() == Tier::Host) {
        let name = shown(capability.value.name());
        out.report(capability.span, format!("{container} adds `{name}`, which reaches beyond the container"))
            .help(format!("remove `{name}` from `{}`", container.spelling(Field::CapAdd)));
    }
}
