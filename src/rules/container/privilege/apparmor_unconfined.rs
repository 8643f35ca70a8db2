use crate::rules::prelude::*;

rule!("apparmor-unconfined", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let profile = &container.security.apparmor;
    if matches!(profile.written(), Some((Profile::Unconfined, _))) {
        out.report(container.at(profile), format!("{container} runs without an AppArmor profile"))
            .help("remove the entry, or name a profile that allows what is needed");
    }
}
