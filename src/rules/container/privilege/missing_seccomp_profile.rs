use crate::rules::prelude::*;

rule!("missing-seccomp-profile", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let profile = &container.security.seccomp;
    if matches!(profile, Setting::Default(Profile::Unconfined)) {
        out.report(container.at(profile), format!("{container} names no seccomp profile"))
            .help(container.phrase(Phrase::FilterCalls));
    }
}
