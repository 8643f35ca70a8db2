use crate::facts::paths::PRIVILEGED_GROUPS;
use crate::rules::prelude::*;

rule!("privileged-group", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let Some((groups, _)) = container.security.groups.written() else { return };
    for group in groups {
        let Some((name, gives)) = PRIVILEGED_GROUPS.iter().find(|(name, _)| group.value == *name) else {
            continue;
        };
        out.report(group.span, format!("{container} is in the group `{name}`: {gives}"))
            .help("remove it, or name a group that owns only what is needed");
    }
}
