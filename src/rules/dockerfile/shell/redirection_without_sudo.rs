use crate::model::dockerfile::hints;
use crate::rules::prelude::*;

rule!(
    "redirection-without-sudo",
    Fault(FaultCheck { codes: &[2024], may_have: hints::redirected_sudo, run: check })
);

fn check(fault: &Fault, step: &Step<'_>, dockerfile: &Dockerfile<'_>, out: &mut Findings<'_>) {
    // Root may write anything without `sudo`; whom a base image runs as is not known.
    let user = dockerfile.user_before(step);
    let Some(user) = user.and_then(|user| user.resolved(0).known()) else { return };
    if User::parse(user).is_none_or(|user| user.is_root()) {
        return;
    }
    out.report(fault.span, "the file is opened before `sudo` gives any rights")
        .help("write `| sudo tee file`");
}
