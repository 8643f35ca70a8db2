use crate::rules::prelude::*;

rule!("root-user", Container(check));

fn check(container: &Container<'_>, out: &mut Findings<'_>) {
    let user = &container.security.user;
    // A service that inherits root from the Dockerfile it builds: the Dockerfile is where it is mended.
    let Setting::Set { value, via, .. } = user else { return };
    if !value.is_root() || matches!(via, Via::Image(_)) {
        return;
    }
    let message = match value {
        User::RootAllowed => format!("{container} is allowed to run as root"),
        _ => format!("{container} runs as root"),
    };
    out.report(container.at(user), message).help(container.phrase(Phrase::LeaveRoot));
}
